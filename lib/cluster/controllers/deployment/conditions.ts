import type { Deployment, DeploymentCondition, DeploymentStatus } from '@/lib/kube/apps/v1.generated'
import type { Working } from '../../working/working'

export const reasons = {
  created: 'NewReplicaSetCreated',
  found: 'FoundNewReplicaSet',
  updated: 'ReplicaSetUpdated',
  complete: 'NewReplicaSetAvailable',
  timedOut: 'ProgressDeadlineExceeded',
  failedCreate: 'ReplicaSetCreateError',
  paused: 'DeploymentPaused',
  resumed: 'DeploymentResumed',
} as const

export type ConditionType = 'Available' | 'Progressing' | 'ReplicaFailure'

export function findCondition(status: DeploymentStatus | undefined, type: ConditionType): DeploymentCondition | undefined {
  return status?.conditions?.find((condition) => condition.type === type)
}

export function newCondition(working: Working, type: ConditionType, status: 'True' | 'False' | 'Unknown', reason: string, message: string): DeploymentCondition {
  return { type, status, lastUpdateTime: working.timestamp(), lastTransitionTime: working.timestamp(), reason, message }
}

/** Sets a condition last in the list; same status and reason: nothing changes, same status: the transition time stays (deploymentutil SetDeploymentCondition). */
export function setCondition(status: DeploymentStatus, condition: DeploymentCondition): DeploymentStatus {
  const present = status.conditions?.find((item) => item.type === condition.type)
  if (present?.status === condition.status && present.reason === condition.reason) return status
  const kept = present?.status === condition.status && present.lastTransitionTime !== undefined ? { ...condition, lastTransitionTime: present.lastTransitionTime } : condition
  return { ...status, conditions: [...(status.conditions ?? []).filter((item) => item.type !== condition.type), kept] }
}

export function removeCondition(status: DeploymentStatus, type: ConditionType): DeploymentStatus {
  const present = status.conditions ?? []
  if (!present.some((item) => item.type === type)) return status
  return { ...status, conditions: present.filter((item) => item.type !== type) }
}

/** The largest 32-bit number stands for "no deadline". */
export function hasProgressDeadline(deployment: Deployment): boolean {
  return deployment.spec.progressDeadlineSeconds !== 2147483647
}
