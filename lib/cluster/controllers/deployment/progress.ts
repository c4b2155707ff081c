import type { Deployment, DeploymentCondition, DeploymentStatus } from '@/lib/kube/apps/v1.generated'
import { same } from '../../api/write/same'
import type { Working } from '../../working/working'
import { simulatedTime } from '../pod-state'
import { findCondition, hasProgressDeadline, newCondition, reasons, removeCondition, setCondition } from './conditions'
import { allOf, type ReplicaSets } from './replica-sets'
import { calculateStatus } from './status'
import { writeDeployment } from './write'

/** Writes the status during a rollout, with its progress; returns when to look again whether the deadline has passed (pkg/controller/deployment/progress.go). */
export function syncRolloutStatus(working: Working, deployment: Deployment, replicaSets: ReplicaSets): number | undefined {
  let status = calculateStatus(working, deployment, replicaSets)
  if (!hasProgressDeadline(deployment)) status = removeCondition(status, 'Progressing')
  const present = findCondition(deployment.status, 'Progressing')
  const wasComplete = status.replicas === status.updatedReplicas && present?.reason === reasons.complete
  if (hasProgressDeadline(deployment) && !wasComplete) status = withProgress(working, deployment, replicaSets, status, present)
  status = withReplicaFailure(status, replicaSets)
  if (!same(deployment.status ?? {}, status)) {
    writeDeployment(working, deployment, status)
    return deadlineAt(working, deployment, status)
  }
  return deadlineAt(working, deployment, status)
}

function withProgress(working: Working, deployment: Deployment, { fresh }: ReplicaSets, status: DeploymentStatus, present: DeploymentCondition | undefined): DeploymentStatus {
  const what = fresh === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${fresh.metadata.name}"`
  if (isComplete(deployment, status)) return setCondition(status, newCondition(working, 'Progressing', 'True', reasons.complete, `${what} has successfully progressed.`))
  if (isProgressing(deployment, status)) {
    const condition = newCondition(working, 'Progressing', 'True', reasons.updated, `${what} is progressing.`)
    if (present === undefined) return setCondition(status, condition)
    const kept = present.status === 'True' && present.lastTransitionTime !== undefined ? { ...condition, lastTransitionTime: present.lastTransitionTime } : condition
    return setCondition(removeCondition(status, 'Progressing'), kept)
  }
  if (!isTimedOut(working, deployment, present)) return status
  return setCondition(status, newCondition(working, 'Progressing', 'False', reasons.timedOut, `${what} has timed out progressing.`))
}

/** The new ReplicaSet's refusal to make Pods, or else an old one's, becomes the Deployment's condition. */
function withReplicaFailure(status: DeploymentStatus, replicaSets: ReplicaSets): DeploymentStatus {
  const newestFirst = [...(replicaSets.fresh === undefined ? [] : [replicaSets.fresh]), ...allOf(replicaSets)]
  for (const replicaSet of newestFirst) {
    const failure = replicaSet.status?.conditions?.find((condition) => condition.type === 'ReplicaFailure')
    if (failure !== undefined) return setCondition(status, { ...failure, ...(failure.lastTransitionTime === undefined ? {} : { lastUpdateTime: failure.lastTransitionTime }) })
  }
  return removeCondition(status, 'ReplicaFailure')
}

/** All replicas are of the newest template, available, and no old one is left. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const { replicas } = deployment.spec
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  )
}

/** More new Pods, fewer old ones, more ready or more available ones than in the stored status. */
export function isProgressing(deployment: Deployment, status: DeploymentStatus): boolean {
  const before = deployment.status ?? {}
  const oldPods = (of: DeploymentStatus) => (of.replicas ?? 0) - (of.updatedReplicas ?? 0)
  return (
    (status.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldPods(status) < oldPods(before) ||
    (status.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

function isTimedOut(working: Working, deployment: Deployment, present: DeploymentCondition | undefined): boolean {
  if (present === undefined || present.reason === reasons.complete) return false
  if (present.reason === reasons.timedOut) return true
  return simulatedTime(working, present.lastUpdateTime) + deployment.spec.progressDeadlineSeconds * 1000 < working.now
}

/** A second late, since API times have no milliseconds. */
function deadlineAt(working: Working, deployment: Deployment, status: DeploymentStatus): number | undefined {
  const present = findCondition(status, 'Progressing')
  if (!hasProgressDeadline(deployment) || present === undefined || present.reason === reasons.timedOut) return undefined
  if (isComplete(deployment, status) || present.reason === reasons.complete || deployment.spec.paused === true) return undefined
  const due = simulatedTime(working, present.lastUpdateTime) + deployment.spec.progressDeadlineSeconds * 1000 + 1000
  return due > working.now ? due : working.now + 1000
}
