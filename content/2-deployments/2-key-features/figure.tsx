import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneStep, SceneView } from '@/lib/course/scene'
import { deploymentOf, replicaSetsOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const kubectl = (line: string): SceneStep[] => [{ do: 'kubectl', line: `kubectl ${line}` }]
const images = ['1.25', '1.26', '1.27', '1.99'] as const

const imageNow = (view: SceneView) => deploymentOf(view, 'web')?.spec.template.spec.containers[0]?.image ?? ''
const revisionOf = (object: { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } } | undefined) => object?.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '1'
/** Revisions that a template had before: going back to an old ReplicaSet gives it a new number. */
const renumbered = (view: SceneView) => replicaSetsOf(view, 'web').find((set) => set.metadata.annotations?.['deployment.kubernetes.io/revision-history'] !== undefined)

function isDone(view: SceneView): boolean {
  const { spec, status } = deploymentOf(view, 'web') ?? {}
  return status?.updatedReplicas === spec?.replicas && status?.replicas === spec?.replicas && status?.availableReplicas === spec?.replicas
}

function say(view: SceneView): string {
  const now = revisionOf(deploymentOf(view, 'web'))
  if (!isDone(view)) {
    if (imageNow(view).endsWith(':1.99')) return 'No registry has nginx:1.99. The new ReplicaSet waits for its image, and the old one keeps its Pods: the rollout stops by itself, and going back is one command.'
    return `Revision ${now} is being rolled out: its ReplicaSet grows Pod by Pod, and the one before it shrinks to 0.`
  }
  const set = renumbered(view)
  const former = set?.metadata.annotations?.['deployment.kubernetes.io/revision-history']?.split(',').at(-1)
  if (set !== undefined && former !== undefined && revisionOf(set) === now) return `The ReplicaSet that was revision ${former} is revision ${now} now. Nothing was made anew: the same template is the newest again, and there is no revision ${former} any more.`
  return `Revision ${now} runs. Each revision is a ReplicaSet; those before it are kept at 0 Pods, so that there is something to return to (the last 10, unless revisionHistoryLimit says otherwise).`
}

export const scene: Scene = {
  id: 'key-features',
  title: 'Revisions are ReplicaSets',
  invitation: 'Release a version, then another, and return to one of those before. Watch the numbers.',
  given: [{ do: 'apply', text: given }],
  traffic: () => [],
  picture: { kind: 'revisions', deployment: 'web', steps: (revision) => kubectl(`rollout undo deployment/web --to-revision=${revision}`) },
  actions: [
    ...images.map((tag) => ({ id: tag, label: `nginx:${tag}`, steps: () => kubectl(`set image deployment/web web=nginx:${tag}`), chosen: (view: SceneView) => imageNow(view) === `nginx:${tag}` })),
    { id: 'undo', label: 'rollout undo', steps: () => kubectl('rollout undo deployment/web'), enabled: (view) => replicaSetsOf(view, 'web').length > 1 },
  ],
  readings: (view) => [
    { label: 'revision', value: revisionOf(deploymentOf(view, 'web')) },
    { label: 'ReplicaSets', value: String(replicaSetsOf(view, 'web').length) },
    { label: 'available', value: `${deploymentOf(view, 'web')?.status?.availableReplicas ?? 0} of ${deploymentOf(view, 'web')?.spec.replicas ?? 0}`, ...(isDone(view) ? { state: 'ready' } : {}) },
  ],
  say,
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
