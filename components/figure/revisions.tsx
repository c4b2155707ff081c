import type { SceneView } from '@/lib/course/scene'
import { deploymentOf, pods, replicaSetsOf } from '@/lib/grade/observe'
import { podModel, versionOf, type PodModel } from '../cluster-map/pod-model'
import '../film/film.css'

type ReplicaSet = ReturnType<typeof replicaSetsOf>[number]

const revisionOf = (set: ReplicaSet) => Number(set.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0)

/** A Deployment's revisions, the newest first: each a ReplicaSet with its Pods, and a way back to it. */
export function Revisions({ view, deployment, onReturn }: { readonly view: SceneView; readonly deployment: string; readonly onReturn: (revision: number) => void }) {
  const sets = replicaSetsOf(view, deployment).toSorted((a, b) => revisionOf(b) - revisionOf(a))
  const current = Number(deploymentOf(view, deployment)?.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0)
  const all = pods(view, 'default')
  return (
    <ol className="fig-revisions">
      {sets.map((set) => (
        <li key={set.metadata.uid} data-current={revisionOf(set) === current}>
          <Revision set={set} own={all.filter((pod) => pod.metadata.ownerReferences?.some(({ uid }) => uid === set.metadata.uid)).map(podModel)} />
          {revisionOf(set) === current ? (
            <span className="fig-revision-now">newest</span>
          ) : (
            <button type="button" className="fig-button" onClick={() => onReturn(revisionOf(set))}>
              Return to {revisionOf(set)}
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}

function Revision({ set, own }: { readonly set: ReplicaSet; readonly own: readonly PodModel[] }) {
  const { spec, metadata } = set
  const former = metadata.annotations?.['deployment.kubernetes.io/revision-history']
  const version = versionOf(spec.template.spec.containers[0]?.image ?? '')
  return (
    <div>
      <p>
        <b>revision {revisionOf(set)}</b> · {version}
        {former === undefined ? null : <span className="fig-revision-former"> · was {former.split(',').join(', ')}</span>}
      </p>
      <p className="fig-revision-set">
        …-{metadata.labels?.['pod-template-hash']} · wants {spec.replicas}
      </p>
      <div className="film-tiles" role="img" aria-label={own.length === 0 ? 'no Pods' : own.map(({ word }) => word).join(', ')}>
        {own.map((pod) => (
          <span key={pod.id} className="film-tile" data-state={pod.state} data-phase={pod.state === 'ready' ? 'available' : pod.state} title={`${pod.name}: ${pod.word}`}>
            {version}
          </span>
        ))}
      </div>
    </div>
  )
}
