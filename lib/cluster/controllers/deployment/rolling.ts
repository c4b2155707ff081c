import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Working } from '../../working/working'
import { cleanupDeployment } from './history'
import { maxUnavailable } from './limits'
import { isComplete, syncRolloutStatus } from './progress'
import { active, allOf, availableReplicas, byAge, desiredReplicas, type ReplicaSets } from './replica-sets'
import { syncReplicaSets } from './revision'
import { calculateFreshReplicas, calculateOldReplicas } from './rolling-sizes'
import { scaleReplicaSet } from './write'

/** A sync that failed is tried again after this long. */
const retryMs = 5

/**
 * One step of a rolling update: up, or else down, or else tidy up (pkg/controller/deployment/rolling.go). Each step is a sync of its own, so that
 * between two of them the ReplicaSets say what has become of the last.
 *
 * 10 replicas, maxSurge 3, maxUnavailable 2: never more than 13 wanted, never fewer than 8 available.
 *   old 10, new 0: 13 - 10 = 3 more may be wanted: new 3.
 *   old 10 (10 available), new 3 (0): of 13 wanted, 13 - 8 - 3 unavailable new = 2 may go: old 8.
 *   old 8, new 3: 13 - 11 = 2: new 5.
 *   old 8 (8 available), new 5 (0): 13 - 8 - 5 = 0: wait.
 *   old 8, new 5 (2 available): 13 - 8 - 3 = 2 and 10 - 8 available = 2: old 6; then new 7, and so on to old 0, new 10.
 */
export function rolloutRolling(working: Working, deployment: Deployment, list: readonly ReplicaSet[]): number | undefined {
  const { deployment: current, replicaSets } = syncReplicaSets(working, deployment, list, true)
  const { fresh, old } = replicaSets
  if (fresh === undefined) return syncRolloutStatus(working, current, replicaSets)
  if (scaleUpFresh(working, current, replicaSets, fresh)) return syncRolloutStatus(working, current, replicaSets)
  const scaledDown = scaleDownOld(working, current, replicaSets, fresh)
  if (scaledDown === 'stale') return working.now + retryMs
  if (scaledDown) return syncRolloutStatus(working, current, replicaSets)
  if (isComplete(current, current.status ?? {})) cleanupDeployment(working, current, old)
  return syncRolloutStatus(working, current, replicaSets)
}

function scaleUpFresh(working: Working, deployment: Deployment, replicaSets: ReplicaSets, fresh: ReplicaSet): boolean {
  const { replicas } = deployment.spec
  if (fresh.spec.replicas === replicas) return false
  if (fresh.spec.replicas > replicas) return scaleReplicaSet(working, fresh, replicas, deployment)
  return scaleReplicaSet(working, fresh, calculateFreshReplicas(deployment, desiredReplicas(allOf(replicaSets)), fresh.spec.replicas), deployment)
}

function scaleDownOld(working: Working, deployment: Deployment, replicaSets: ReplicaSets, fresh: ReplicaSet): boolean | 'stale' {
  const all = allOf(replicaSets)
  const old = active(replicaSets.old).sort(byAge)
  const minAvailable = deployment.spec.replicas - maxUnavailable(deployment)
  const freshUnavailable = fresh.spec.replicas - (fresh.status?.availableReplicas ?? 0)
  const most = desiredReplicas(all) - minAvailable - freshUnavailable
  if (old.length === 0 || most <= 0) return false
  // Its status has not caught up with its last resizing: Kubernetes refuses to count on it, too ("got invalid request to scale down").
  if (old.some((replicaSet) => (replicaSet.status?.availableReplicas ?? 0) > replicaSet.spec.replicas)) return 'stale'
  const sizes = calculateOldReplicas(old, most, availableReplicas(all) - minAvailable)
  let scaled = false
  for (const [i, { healthy, final }] of sizes.entries()) {
    const replicaSet = old[i]
    if (replicaSet === undefined) continue
    const cleaned = scaleReplicaSet(working, replicaSet, healthy, deployment)
    const resized = { ...replicaSet, spec: { ...replicaSet.spec, replicas: healthy } }
    if (scaleReplicaSet(working, resized, final, deployment) || cleaned) scaled = true
  }
  return scaled
}
