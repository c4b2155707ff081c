import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { maxSurge } from './limits'

/**
 * How large the new ReplicaSet may be when `wanted` Pods are wanted by all of them and `fresh` by it (deploymentutil NewRSNewReplicas).
 * For example with 10 replicas and maxSurge 3: 10 wanted, 0 by the new one -> 3; 13 wanted -> as many as now; 4 wanted, 4 by the new one -> 10.
 */
export function calculateFreshReplicas(deployment: Deployment, wanted: number, fresh: number): number {
  const { replicas, strategy } = deployment.spec
  if (strategy.type === 'Recreate') return replicas
  const room = replicas + maxSurge(deployment) - wanted
  return room <= 0 ? fresh : fresh + Math.min(room, replicas - fresh)
}

/**
 * Sizes of the old ReplicaSets, oldest first, after what is not available has gone (at most `most` Pods) and then as many as can be spared
 * (`spare` available ones above the minimum). For example, sizes 6 (4 available) and 2 (2), most 3, spare 1: healthy 4 and 2, final 3 and 2.
 */
export function calculateOldReplicas(old: readonly ReplicaSet[], most: number, spare: number): { readonly healthy: number; readonly final: number }[] {
  let cleanable = most
  const healthy = old.map((replicaSet) => {
    const unhealthy = Math.max(0, replicaSet.spec.replicas - (replicaSet.status?.availableReplicas ?? 0))
    const cleaned = Math.min(cleanable, unhealthy)
    cleanable -= cleaned
    return replicaSet.spec.replicas - cleaned
  })
  let left = Math.max(0, spare)
  return healthy.map((size) => {
    const taken = Math.min(left, size)
    left -= taken
    return { healthy: size, final: size - taken }
  })
}
