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
  const { labeled, ready, available, nextAvailableAt } = countPods(working, replicaSet, pods.active)
  const conditions = withFailure(working, replicaSet.status?.conditions, failure)
  const status: ReplicaSetStatus = {
    replicas: pods.active.length,
    ...nonZero('fullyLabeledReplicas', labeled),
    ...nonZero('readyReplicas', ready),
    ...nonZero('availableReplicas', available),
    terminatingReplicas: pods.terminating,
    observedGeneration: replicaSet.metadata.generation ?? 0,
    ...(conditions === undefined ? {} : { conditions }),
  }
  return { status, nextAvailableAt }
}

function nonZero<K extends keyof ReplicaSetStatus>(name: K, value: number): Partial<Record<K, number>> {
  return value === 0 ? {} : ({ [name]: value } as Partial<Record<K, number>>)
}

function countPods(working: Working, { spec }: ReplicaSet, pods: readonly Pod[]) {
  const minReadySeconds = spec.minReadySeconds ?? 0
  const labels = (spec.template as { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }).metadata?.labels ?? {}
  const counts = { labeled: 0, ready: 0, available: 0, nextAvailableAt: undefined as number | undefined }
  for (const pod of pods) {
    if (pod.metadata.labels === labels || matchesLabels(labels, pod.metadata.labels)) counts.labeled++
    if (!isPodReady(pod)) continue
    counts.ready++
    const at = minReadySeconds === 0 ? working.now : (availableAt(working, pod, minReadySeconds) ?? working.now)
    if (at <= working.now) counts.available++
    else counts.nextAvailableAt = Math.min(counts.nextAvailableAt ?? Infinity, at)
  }
  return counts
}

/** The first failure stays as it was told until a sync succeeds. */
function withFailure(working: Working, present: readonly ReplicaSetCondition[] | undefined, failure: Failure | undefined): readonly ReplicaSetCondition[] | undefined {
  const others = present?.filter((condition) => condition.type !== 'ReplicaFailure') ?? []
  if (failure === undefined) return others.length === 0 ? undefined : others
  if (present !== undefined && others.length < present.length) return present
  return [...others, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: working.timestamp(), reason: failure.reason, message: failure.message }]
}
