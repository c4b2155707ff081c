import type { DaemonSet, Deployment, StatefulSet } from '@/lib/kube/apps/v1.generated'
import type { JsonObject } from '../json'

/** How far a rollout is, in the words of kubectl (polymorphichelpers/rollout_status.go). */
export type RolloutState = { readonly say: string; readonly done: boolean } | { readonly error: string }

export function rolloutState(kind: string, name: string, object: JsonObject): RolloutState {
  if (kind === 'Deployment') return deploymentState(name, object as unknown as Deployment)
  if (kind === 'DaemonSet') return daemonSetState(name, object as unknown as DaemonSet)
  if (kind === 'StatefulSet') return statefulSetState(object as unknown as StatefulSet)
  return { error: `no status viewer has been implemented for ${kind}` }
}

function deploymentState(name: string, { metadata, spec, status = {} }: Deployment): RolloutState {
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) return { say: 'Waiting for deployment spec update to be observed...', done: false }
  const progressing = status.conditions?.find((condition) => condition.type === 'Progressing')
  if (progressing?.reason === 'ProgressDeadlineExceeded') return { error: `deployment "${name}" exceeded its progress deadline` }
  const updated = status.updatedReplicas ?? 0
  const replicas = status.replicas ?? 0
  const available = status.availableReplicas ?? 0
  if (updated < spec.replicas) return { say: `Waiting for deployment "${name}" rollout to finish: ${updated} out of ${spec.replicas} new replicas have been updated...`, done: false }
  if (replicas > updated) return { say: `Waiting for deployment "${name}" rollout to finish: ${replicas - updated} old replicas are pending termination...`, done: false }
  if (available < updated) return { say: `Waiting for deployment "${name}" rollout to finish: ${available} of ${updated} updated replicas are available...`, done: false }
  return { say: `deployment "${name}" successfully rolled out`, done: true }
}

function daemonSetState(name: string, { metadata, spec, status }: DaemonSet): RolloutState {
  if (spec.updateStrategy?.type === 'OnDelete') return { error: 'rollout status is only available for RollingUpdate strategy type' }
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) return { say: 'Waiting for daemon set spec update to be observed...', done: false }
  const desired = status?.desiredNumberScheduled ?? 0
  const updated = status?.updatedNumberScheduled ?? 0
  const available = status?.numberAvailable ?? 0
  if (updated < desired) return { say: `Waiting for daemon set "${name}" rollout to finish: ${updated} out of ${desired} new pods have been updated...`, done: false }
  if (available < desired) return { say: `Waiting for daemon set "${name}" rollout to finish: ${available} of ${desired} updated pods are available...`, done: false }
  return { say: `daemon set "${name}" successfully rolled out`, done: true }
}

function statefulSetState({ metadata, spec, status }: StatefulSet): RolloutState {
  if (spec.updateStrategy?.type === 'OnDelete') return { error: 'rollout status is only available for RollingUpdate strategy type' }
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) return { say: 'Waiting for statefulset spec update to be observed...', done: false }
  const wanted = spec.replicas ?? 1
  const ready = status?.readyReplicas ?? 0
  if (ready < wanted) return { say: `Waiting for ${wanted - ready} pods to be ready...`, done: false }
  if (status?.updateRevision !== status?.currentRevision) return { say: `waiting for statefulset rolling update to complete ${status?.updatedReplicas ?? 0} pods at revision ${status?.updateRevision ?? ''}...`, done: false }
  return { say: `statefulset rolling update complete ${status?.currentReplicas ?? 0} pods at revision ${status?.currentRevision ?? ''}...`, done: true }
}
