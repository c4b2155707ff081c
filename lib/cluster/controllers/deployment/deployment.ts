import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { matchesSelector } from '@/lib/kube/labels'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { objectKey } from '@/lib/kube/object'
import type { Change } from '../../cluster'
import type { Controller, Working } from '../../working/working'
import { claimDependents, controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { findCondition, hasProgressDeadline, newCondition, reasons, setCondition } from './conditions'
import { rolloutRecreate } from './recreate'
import { rolloutRolling } from './rolling'
import { syncReplicaSets } from './revision'
import { isScalingEvent, syncScale } from './scale'
import { syncDeploymentStatus } from './status'
import { manager, writeDeployment } from './write'

/** Informer and queue, in simulated milliseconds. */
const latencyMs = 4

/** Keeps ReplicaSets as Deployments want them, template by template (pkg/controller/deployment). Keys are the Deployments'. */
export const deploymentController: Controller = {
  name: 'deployment',
  watches: ['apps/deployments', 'apps/replicasets', '/pods'],
  observe(change, before, working, enqueue) {
    for (const key of concerned(change, before, working)) enqueue(key, latencyMs)
  },
  reconcile(working, key) {
    const deployment = working.get(key as ObjectKey) as Deployment | undefined
    return deployment === undefined ? undefined : syncDeployment(working, deployment)
  },
}

function concerned(change: Change, before: KubeObject | undefined, working: Working): Iterable<ObjectKey> {
  if (change.object.kind === 'Deployment') return change.type === 'DELETED' ? [] : [change.key]
  if (change.object.kind === 'ReplicaSet') return ofReplicaSet(change.object, before, working)
  return change.type === 'DELETED' ? ofLastPod(change.object, working) : []
}

function ofReplicaSet(replicaSet: KubeObject, before: KubeObject | undefined, working: Working): ObjectKey[] {
  const namespace = replicaSet.metadata.namespace ?? ''
  const owners = new Set([replicaSet, before].map((object) => (object === undefined ? undefined : controllerOf(object))?.name).filter((name) => name !== undefined))
  if (controllerOf(replicaSet) === undefined) {
    for (const deployment of working.list(`apps/deployments/${namespace}`) as Deployment[]) {
      if (matchesSelector(deployment.spec.selector, replicaSet.metadata.labels)) owners.add(deployment.metadata.name)
    }
  }
  return [...owners].map((name) => objectKey('apps', 'deployments', namespace, name))
}

/** A Recreate waits for its last old Pod. */
function ofLastPod(pod: KubeObject, working: Working): ObjectKey[] {
  const namespace = pod.metadata.namespace ?? ''
  const owner = controllerOf(pod)
  if (owner?.kind !== 'ReplicaSet') return []
  const replicaSet = working.get(objectKey('apps', 'replicasets', namespace, owner.name))
  const name = replicaSet === undefined ? undefined : controllerOf(replicaSet)?.name
  if (name === undefined) return []
  const key = objectKey('apps', 'deployments', namespace, name)
  const deployment = working.get(key) as Deployment | undefined
  return deployment?.spec.strategy.type === 'Recreate' ? [key] : []
}

function syncDeployment(working: Working, stored: Deployment): number | undefined {
  const list = claimDependents<ReplicaSet>(working, stored, stored.spec.selector, definitionOf('apps/v1', 'ReplicaSet'), { manager })
  if (stored.metadata.deletionTimestamp !== undefined) {
    const { deployment, replicaSets } = syncReplicaSets(working, stored, list, false)
    syncDeploymentStatus(working, deployment, replicaSets)
    return undefined
  }
  const deployment = withPause(working, stored)
  if (deployment.spec.paused === true) {
    syncScale(working, deployment, list)
    return undefined
  }
  const synced = syncReplicaSets(working, deployment, list, false)
  if (isScalingEvent(synced.deployment, synced.replicaSets)) {
    syncScale(working, synced.deployment, currentOf(working, list))
    return undefined
  }
  const rollout = deployment.spec.strategy.type === 'Recreate' ? rolloutRecreate : rolloutRolling
  return rollout(working, synced.deployment, currentOf(working, list))
}

/** Looking for the new ReplicaSet may have renumbered it. */
function currentOf(working: Working, list: readonly ReplicaSet[]): ReplicaSet[] {
  return list.map((replicaSet) => (working.get(objectKey('apps', 'replicasets', replicaSet.metadata.namespace ?? '', replicaSet.metadata.name)) as ReplicaSet | undefined) ?? replicaSet)
}

/** A pause stops the progress deadline, resuming starts it again (progress.go checkPausedConditions). */
function withPause(working: Working, deployment: Deployment): Deployment {
  const present = findCondition(deployment.status, 'Progressing')
  if (!hasProgressDeadline(deployment) || present?.reason === reasons.timedOut) return deployment
  const paused = deployment.spec.paused === true
  if (paused === (present?.reason === reasons.paused)) return deployment
  const condition = paused
    ? newCondition(working, 'Progressing', 'Unknown', reasons.paused, 'Deployment is paused')
    : newCondition(working, 'Progressing', 'Unknown', reasons.resumed, 'Deployment is resumed')
  return writeDeployment(working, deployment, setCondition(deployment.status ?? {}, condition))
}
