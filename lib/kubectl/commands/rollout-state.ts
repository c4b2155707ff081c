import type { DaemonSet, Deployment, StatefulSet } from '@/lib/kube/apps/v1.generated'
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'
import type { JsonObject } from '../json'

/** How far a rollout is, in the words of kubectl (polymorphichelpers/rollout_status.go). */
export type RolloutState = { readonly say: string; readonly done: boolean } | { readonly error: string }

export function rolloutState(kind: string, name: string, object: JsonObject): RolloutState {
  if (kind === 'Deployment') return deploymentState(name, object as unknown as Deployment)
  if (kind === 'DaemonSet') return daemonSetState(name, object as unknown as DaemonSet)
  if (kind === 'StatefulSet') return statefulSetState(object as unknown as StatefulSet)
  return { error: `no status viewer has been implemented for ${kind}` }
}

/** Whether the controller has not yet looked at the newest spec. */
function isUnseen({ generation = 0 }: ObjectMeta, { observedGeneration = 0 }: { readonly observedGeneration?: number }): boolean {
  return generation > observedGeneration
}

function deploymentState(name: string, { metadata, spec, status = {} }: Deployment): RolloutState {
  if (isUnseen(metadata, status)) return { say: 'Waiting for deployment spec update to be observed...', done: false }
  const progressing = status.conditions?.find((condition) => condition.type === 'Progressing')
  if (progressing?.reason === 'ProgressDeadlineExceeded') return { error: `deployment "${name}" exceeded its progress deadline` }
  const { updatedReplicas: updated = 0, replicas = 0, availableReplicas: available = 0 } = status
  if (updated < spec.replicas) return { say: `Waiting for deployment "${name}" rollout to finish: ${updated} out of ${spec.replicas} new replicas have been updated...`, done: false }
  if (replicas > updated) return { say: `Waiting for deployment "${name}" rollout to finish: ${replicas - updated} old replicas are pending termination...`, done: false }
  if (available < updated) return { say: `Waiting for deployment "${name}" rollout to finish: ${available} of ${updated} updated replicas are available...`, done: false }
  return { say: `deployment "${name}" successfully rolled out`, done: true }
}

const zero = { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 }

function daemonSetState(name: string, { metadata, spec, status = zero }: DaemonSet): RolloutState {
  if (spec.updateStrategy?.type === 'OnDelete') return { error: 'rollout status is only available for RollingUpdate strategy type' }
  if (isUnseen(metadata, status)) return { say: 'Waiting for daemon set spec update to be observed...', done: false }
  const { desiredNumberScheduled: desired, updatedNumberScheduled: updated = 0, numberAvailable: available = 0 } = status
  if (updated < desired) return { say: `Waiting for daemon set "${name}" rollout to finish: ${updated} out of ${desired} new pods have been updated...`, done: false }
  if (available < desired) return { say: `Waiting for daemon set "${name}" rollout to finish: ${available} of ${desired} updated pods are available...`, done: false }
  return { say: `daemon set "${name}" successfully rolled out`, done: true }
}

function statefulSetState({ metadata, spec, status = { replicas: 0 } }: StatefulSet): RolloutState {
  if (spec.updateStrategy?.type === 'OnDelete') return { error: 'rollout status is only available for RollingUpdate strategy type' }
  if (isUnseen(metadata, status)) return { say: 'Waiting for statefulset spec update to be observed...', done: false }
  const missing = (spec.replicas ?? 1) - (status.readyReplicas ?? 0)
  if (missing > 0) return { say: `Waiting for ${missing} pods to be ready...`, done: false }
  return statefulSetRevisions(status)
}

function statefulSetRevisions({ updatedReplicas = 0, currentReplicas = 0, updateRevision = '', currentRevision = '' }: NonNullable<StatefulSet['status']>): RolloutState {
  if (updateRevision !== currentRevision) return { say: `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`, done: false }
  return { say: `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`, done: true }
}
