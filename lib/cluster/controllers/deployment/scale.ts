import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Working } from '../../working/working'
import { desiredAnnotation, maxAnnotation } from './annotations'
import { cleanupDeployment } from './history'
import { maxSurge } from './limits'
import { active, allOf, byAge, desiredReplicas, findActiveOrLatest, type ReplicaSets } from './replica-sets'
import { syncReplicaSets } from './revision'
import { syncDeploymentStatus } from './status'
import { scaleReplicaSet } from './write'

/** A Deployment that is paused or was resized: sizes follow, the rollout waits (sync.go sync). */
export function syncScale(working: Working, deployment: Deployment, list: readonly ReplicaSet[]): void {
  const { deployment: current, replicaSets } = syncReplicaSets(working, deployment, list, false)
  scale(working, current, replicaSets)
  if (current.spec.paused === true) cleanupDeployment(working, current, replicaSets.old)
  syncDeploymentStatus(working, current, replicaSets)
}

/** Whether the size asked for is another than the one the ReplicaSets were last scaled for (sync.go isScalingEvent). */
export function isScalingEvent(deployment: Deployment, replicaSets: ReplicaSets): boolean {
  return active(allOf(replicaSets)).some((replicaSet) => {
    const desired = replicaSet.metadata.annotations?.[desiredAnnotation]
    return desired !== undefined && Number(desired) !== deployment.spec.replicas
  })
}

function scale(working: Working, deployment: Deployment, replicaSets: ReplicaSets): void {
  const only = findActiveOrLatest(replicaSets)
  if (only !== undefined) {
    if (only.spec.replicas !== deployment.spec.replicas) scaleReplicaSet(working, only, deployment.spec.replicas, deployment)
    return
  }
  const running = active(allOf(replicaSets))
  if (running.length === 0) return
  if (isSaturated(deployment, replicaSets.fresh)) {
    for (const replicaSet of active(replicaSets.old)) scaleReplicaSet(working, replicaSet, 0, deployment)
    return
  }
  if (deployment.spec.strategy.type !== 'RollingUpdate') return
  for (const { replicaSet, replicas } of calculateProportions(deployment, running)) scaleReplicaSet(working, replicaSet, replicas, deployment)
}

/** The new ReplicaSet alone has all that is wanted, available. */
function isSaturated(deployment: Deployment, fresh: ReplicaSet | undefined): boolean {
  if (fresh === undefined) return false
  const { replicas } = deployment.spec
  return fresh.spec.replicas === replicas && Number(fresh.metadata.annotations?.[desiredAnnotation]) === replicas && fresh.status?.availableReplicas === replicas
}

/**
 * Sizes for ReplicaSets that share a Deployment which is resized in the middle of a rollout: each gets its share of what is added or taken, the
 * largest gets what rounding leaves (sync.go scale). For example 10 to 15 with maxSurge 3, new 5 and old 8 (13 of 13): allowed 18, 5 to add;
 * old 8 * 18 / 13 = 11.08, so 3; new 5 * 18 / 13 = 6.92, so 2; nothing left over: old 11, new 7.
 */
export function calculateProportions(deployment: Deployment, running: readonly ReplicaSet[]): { readonly replicaSet: ReplicaSet; readonly replicas: number }[] {
  const allowed = deployment.spec.replicas > 0 ? deployment.spec.replicas + maxSurge(deployment) : 0
  const toAdd = allowed - desiredReplicas(running)
  const ordered = [...running].sort((a, b) => b.spec.replicas - a.spec.replicas || (toAdd >= 0 ? byAge(b, a) : byAge(a, b)))
  let added = 0
  const sizes = ordered.map((replicaSet) => {
    const share = shareOf(deployment, replicaSet, toAdd, added)
    added += share
    return { replicaSet, replicas: replicaSet.spec.replicas + share }
  })
  const [largest, ...rest] = sizes
  return largest === undefined ? [] : [{ ...largest, replicas: Math.max(0, largest.replicas + toAdd - added) }, ...rest]
}

function shareOf(deployment: Deployment, replicaSet: ReplicaSet, toAdd: number, added: number): number {
  if (replicaSet.spec.replicas === 0 || toAdd === 0 || toAdd === added) return 0
  const fraction = fractionOf(deployment, replicaSet)
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added)
}

function fractionOf(deployment: Deployment, replicaSet: ReplicaSet): number {
  if (deployment.spec.replicas === 0) return -replicaSet.spec.replicas
  const before = Number(replicaSet.metadata.annotations?.[maxAnnotation] ?? 0) || (deployment.status?.replicas ?? 0)
  const exact = (replicaSet.spec.replicas * (deployment.spec.replicas + maxSurge(deployment))) / before
  return Math.trunc(exact + 0.5) - replicaSet.spec.replicas
}
