import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { createObject, deleteObject } from '../../api/operations'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'
import { controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { podFromTemplate } from '../pod-from-template'
import { isPod, isPodActive } from '../pod-state'
import { podsToDelete } from './deletion-order'
import type { Failure } from './status'

export const manager = 'kube-controller-manager'
const component = 'replicaset-controller'

/** At most so many Pods are made or deleted in one sync (replica_set.go BurstReplicas). */
export const burstReplicas = 500

/** Makes Pods that are missing and deletes surplus ones; tells the first thing that was refused (replica_set.go manageReplicas). */
export function manageReplicas(working: Working, replicaSet: ReplicaSet, pods: readonly Pod[]): Failure | undefined {
  const missing = replicaSet.spec.replicas - pods.length
  if (missing > 0) return createPods(working, replicaSet, Math.min(missing, burstReplicas))
  if (missing < 0) return deletePods(working, replicaSet, pods, Math.min(-missing, burstReplicas))
  return undefined
}

/** One, then two, then four at a time: where Pods are refused, few requests tell so (slowStartBatch). */
function createPods(working: Working, replicaSet: ReplicaSet, count: number): Failure | undefined {
  let left = count
  for (let batch = 1; left > 0; batch *= 2) {
    const size = Math.min(batch, left)
    let failure: Failure | undefined
    for (let i = 0; i < size; i++) failure = createPod(working, replicaSet) ?? failure
    if (failure !== undefined) return failure
    left -= size
  }
  return undefined
}

function createPod(working: Working, replicaSet: ReplicaSet): Failure | undefined {
  const pod = podFromTemplate(replicaSet, replicaSet.spec.template)
  const result = createObject(working, definitionOf('v1', 'Pod'), pod, { manager, user: controllerUser })
  if (result.ok) {
    recordEvent(working, replicaSet, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${result.object.metadata.name}`, component })
    return undefined
  }
  const message = result.status.message ?? ''
  if (message.includes('because it is being terminated')) return undefined
  recordEvent(working, replicaSet, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${message}`, component })
  return { reason: 'FailedCreate', message }
}

const controllerUser = {
  username: 'system:serviceaccount:kube-system:replicaset-controller',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
}

function deletePods(working: Working, replicaSet: ReplicaSet, pods: readonly Pod[], count: number): Failure | undefined {
  let failure: Failure | undefined
  for (const pod of podsToDelete(working, pods, relatedPods(working, replicaSet), count)) {
    const { name, namespace = '', uid } = pod.metadata
    const result = deleteObject(working, objectKey('', 'pods', namespace, name), { manager, preconditions: { uid } })
    if (result.ok) recordEvent(working, replicaSet, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}`, component })
    else {
      const message = result.status.message ?? ''
      recordEvent(working, replicaSet, { type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${message}`, component })
      failure = { reason: 'FailedDelete', message }
    }
  }
  return failure
}

/** Active Pods of all ReplicaSets of the same Deployment: they decide which node is crowded. One without a Deployment has none, not even its own (replica_set.go getIndirectlyRelatedPods). */
function relatedPods(working: Working, replicaSet: ReplicaSet): readonly Pod[] {
  const owner = controllerOf(replicaSet)
  if (owner === undefined) return []
  return working
    .list(`owner:${owner.uid}`)
    .flatMap((sibling) => (sibling.kind === 'ReplicaSet' ? working.list(`owner:${sibling.metadata.uid}`).filter(isPod) : []))
    .filter(isPodActive)
}
