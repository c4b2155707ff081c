import type { DaemonSet, Deployment, StatefulSet } from '@/lib/kube/apps/v1.generated'
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'
import type { JsonObject } from '../../json'
import { revisionKey } from './revisions'

/** How far a rollout is, in the words of kubectl (polymorphichelpers/rollout_status.go). */
export type RolloutState = { readonly say: string; readonly done: boolean } | { readonly error: string }

export function rolloutState({ kind, group }: { readonly kind: string; readonly group: string }, name: string, object: JsonObject, revision = 0): RolloutState {
  if (kind === 'Deployment') return deploymentState(name, object as unknown as Deployment, revision)
  if (kind === 'DaemonSet') return daemonSetState(name, object as unknown as DaemonSet)
  if (kind === 'StatefulSet') return statefulSetState(object as unknown as StatefulSet)
  return { error: `no status viewer has been implemented for ${kind}${group === '' ? '' : `.${group}`}` }
}

/** Whether the controller has not yet looked at the newest spec. */
function isUnseen({ generation = 0 }: ObjectMeta, { observedGeneration = 0 }: { readonly observedGeneration?: number }): boolean {
  return generation > observedGeneration
}

function deploymentState(name: string, { metadata, spec, status = {} }: Deployment, revision: number): RolloutState {
  const otherwise = revisionProblem(metadata, revision)
  if (otherwise !== undefined) return { error: otherwise }
  if (isUnseen(metadata, status)) return { say: 'Waiting for deployment spec update to be observed...', done: false }
  const progressing = status.conditions?.find((condition) => condition.type === 'Progressing')
  if (progressing?.reason === 'ProgressDeadlineExceeded') return { error: `deployment "${name}" exceeded its progress deadline` }
  return deploymentCounts(name, spec.replicas, status)
}

/** What is said of another revision than the one wanted; 0 wants any. */
function revisionProblem({ annotations = {} }: ObjectMeta, wanted: number): string | undefined {
  const running = Number(annotations[revisionKey] ?? 0)
  return wanted === 0 || wanted === running ? undefined : `desired revision (${wanted}) is different from the running revision (${running})`
}

function deploymentCounts(name: string, wanted: number, { updatedReplicas: updated = 0, replicas = 0, availableReplicas: available = 0 }: NonNullable<Deployment['status']>): RolloutState {
  if (updated < wanted) return { say: `Waiting for deployment "${name}" rollout to finish: ${updated} out of ${wanted} new replicas have been updated...`, done: false }
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
  const { replicas = 1 } = spec
  const missing = replicas - (status.readyReplicas ?? 0)
  if (missing > 0) return { say: `Waiting for ${missing} pods to be ready...`, done: false }
  const rolling = spec.updateStrategy?.rollingUpdate
  return rolling === undefined ? statefulSetRevisions(status) : statefulSetPartition(replicas, rolling.partition, status.updatedReplicas)
}

function statefulSetPartition(replicas: number, partition = 0, updated = 0): RolloutState {
  const wanted = replicas - partition
  if (updated < wanted) return { say: `Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated...`, done: false }
  return { say: `partitioned roll out complete: ${updated} new pods have been updated...`, done: true }
}

function statefulSetRevisions({ updatedReplicas = 0, currentReplicas = 0, updateRevision = '', currentRevision = '' }: NonNullable<StatefulSet['status']>): RolloutState {
  if (updateRevision !== currentRevision) return { say: `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`, done: false }
  return { say: `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`, done: true }
}
