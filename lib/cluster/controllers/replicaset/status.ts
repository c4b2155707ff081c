import type { ReplicaSet, ReplicaSetCondition, ReplicaSetStatus } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { matchesLabels } from '@/lib/kube/labels'
import type { Working } from '../../working/working'
import { availableAt, isPodReady } from '../pod-state'

/** What a sync could not do. */
export interface Failure {
  readonly reason: 'FailedCreate' | 'FailedDelete'
  readonly message: string
}

/** A ReplicaSet's status from its Pods, and when the next of them becomes available (replica_set_utils.go calculateStatus). */
export function calculateStatus(
  working: Working,
  replicaSet: ReplicaSet,
  pods: { readonly active: readonly Pod[]; readonly terminating: number },
  failure: Failure | undefined,
): { readonly status: ReplicaSetStatus; readonly nextAvailableAt: number | undefined } {
  const minReadySeconds = replicaSet.spec.minReadySeconds ?? 0
  const labels = (replicaSet.spec.template as { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }).metadata?.labels ?? {}
  let labeled = 0
  let ready = 0
  let available = 0
  let nextAvailableAt: number | undefined
  for (const pod of pods.active) {
    if (pod.metadata.labels === labels || matchesLabels(labels, pod.metadata.labels)) labeled++
    if (!isPodReady(pod)) continue
    ready++
    const at = minReadySeconds === 0 ? working.now : (availableAt(working, pod, minReadySeconds) ?? working.now)
    if (at <= working.now) available++
    else nextAvailableAt = Math.min(nextAvailableAt ?? Infinity, at)
  }
  const conditions = withFailure(working, replicaSet.status?.conditions, failure)
  const status: ReplicaSetStatus = {
    replicas: pods.active.length,
    ...(labeled === 0 ? {} : { fullyLabeledReplicas: labeled }),
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    ...(available === 0 ? {} : { availableReplicas: available }),
    terminatingReplicas: pods.terminating,
    observedGeneration: replicaSet.metadata.generation ?? 0,
    ...(conditions === undefined ? {} : { conditions }),
  }
  return { status, nextAvailableAt }
}

/** The first failure stays as it was told until a sync succeeds. */
function withFailure(working: Working, present: readonly ReplicaSetCondition[] | undefined, failure: Failure | undefined): readonly ReplicaSetCondition[] | undefined {
  const others = present?.filter((condition) => condition.type !== 'ReplicaFailure') ?? []
  if (failure === undefined) return others.length === 0 ? undefined : others
  if (present !== undefined && others.length < present.length) return present
  return [...others, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: working.timestamp(), reason: failure.reason, message: failure.message }]
}
