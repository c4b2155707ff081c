import type { Deployment, DeploymentStatus } from '@/lib/kube/apps/v1.generated'
import { same } from '../../api/write/same'
import type { Working } from '../../working/working'
import { newCondition, setCondition } from './conditions'
import { maxUnavailable } from './limits'
import { actualReplicas, allOf, availableReplicas, desiredReplicas, readyReplicas, terminatingReplicas, type ReplicaSets } from './replica-sets'
import { writeDeployment } from './write'

/** A Deployment's status from its ReplicaSets' (sync.go calculateStatus); counts of 0 are left out, as the API does. */
export function calculateStatus(working: Working, deployment: Deployment, replicaSets: ReplicaSets): DeploymentStatus {
  const all = allOf(replicaSets)
  const available = availableReplicas(all)
  const { collisionCount, conditions } = deployment.status ?? {}
  const status: DeploymentStatus = {
    ...count('observedGeneration', deployment.metadata.generation ?? 0),
    ...count('replicas', actualReplicas(all)),
    ...count('updatedReplicas', actualReplicas(replicaSets.fresh === undefined ? [] : [replicaSets.fresh])),
    ...count('readyReplicas', readyReplicas(all)),
    ...count('availableReplicas', available),
    ...count('unavailableReplicas', Math.max(0, desiredReplicas(all) - available)),
    terminatingReplicas: terminatingReplicas(all),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions === undefined ? {} : { conditions }),
  }
  const enough = available >= deployment.spec.replicas - maxUnavailable(deployment)
  return setCondition(
    status,
    enough
      ? newCondition(working, 'Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.')
      : newCondition(working, 'Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.'),
  )
}

function count<K extends keyof DeploymentStatus>(name: K, value: number): Partial<Record<K, number>> {
  return value === 0 ? {} : ({ [name]: value } as Partial<Record<K, number>>)
}

/** Writes the status outside a rollout: paused, resized, being deleted. */
export function syncDeploymentStatus(working: Working, deployment: Deployment, replicaSets: ReplicaSets): void {
  const status = calculateStatus(working, deployment, replicaSets)
  if (!same(deployment.status ?? {}, status)) writeDeployment(working, deployment, status)
}
