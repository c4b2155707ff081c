import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Working } from '../../working/working'
import { isPod, isPodFinished } from '../pod-state'
import { cleanupDeployment } from './history'
import { isComplete, syncRolloutStatus } from './progress'
import { active, actualReplicas, type ReplicaSets } from './replica-sets'
import { syncReplicaSets } from './revision'
import { scaleReplicaSet } from './write'

/** All old Pods go before the first new one is made: the old ReplicaSets to 0, wait until no old Pod runs, then the new one (pkg/controller/deployment/recreate.go). */
export function rolloutRecreate(working: Working, deployment: Deployment, list: readonly ReplicaSet[]): number | undefined {
  const found = syncReplicaSets(working, deployment, list, false)
  const { deployment: current, replicaSets } = found
  if (scaleDownOld(working, current, replicaSets)) return syncRolloutStatus(working, current, replicaSets)
  if (oldPodsRun(working, replicaSets)) return syncRolloutStatus(working, current, replicaSets)
  const created = replicaSets.fresh === undefined ? syncReplicaSets(working, current, list, true) : found
  const { fresh } = created.replicaSets
  if (fresh !== undefined) scaleReplicaSet(working, fresh, created.deployment.spec.replicas, created.deployment)
  if (isComplete(created.deployment, created.deployment.status ?? {})) cleanupDeployment(working, created.deployment, created.replicaSets.old)
  return syncRolloutStatus(working, created.deployment, created.replicaSets)
}

function scaleDownOld(working: Working, deployment: Deployment, replicaSets: ReplicaSets): boolean {
  let scaled = false
  for (const replicaSet of active(replicaSets.old)) if (scaleReplicaSet(working, replicaSet, 0, deployment)) scaled = true
  return scaled
}

/** A terminating Pod still runs, for this strategy alone. */
function oldPodsRun(working: Working, { old }: ReplicaSets): boolean {
  if (actualReplicas(old) > 0) return true
  return old.some((replicaSet) => working.list(`owner:${replicaSet.metadata.uid}`).some((item) => isPod(item) && !isPodFinished(item)))
}
