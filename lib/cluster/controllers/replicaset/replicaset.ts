import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { matchesSelector } from '@/lib/kube/labels'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import type { Change } from '../../cluster'
import type { Controller, Working } from '../../working/working'
import { claimDependents, controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { isPodFinished } from '../pod-state'
import { forgetRetries, retryAt } from '../retry'
import { burstReplicas, manageReplicas, manager } from './manage'
import { calculateStatus, type Failure } from './status'

/** Informer and queue; a larger ReplicaSet takes longer to look through, so that more of its Pods' changes are seen at once. */
const latencyMs = 2
/** A refused Pod is tried again so long after (client-go DefaultControllerRateLimiter). */
const firstRetryMs = 5
const retries = 'replicaset-retries'
/** What a sync itself wrote is looked at when its requests have been answered; a Deployment sees the status in between. */
const ownWriteMs = 5
const podsPerMs = { small: 20, large: 4 }
/** From so many Pods on a ReplicaSet is large. */
const large = 100

/** Keeps as many Pods as a ReplicaSet wants (pkg/controller/replicaset). Keys are the ReplicaSets'. */
export const replicaSetController: Controller = {
  name: 'replicaset',
  watches: ['apps/replicasets', '/pods'],
  observe(change, before, working, enqueue) {
    const owner = change.object.kind === 'ReplicaSet' ? undefined : controllerOf(change.object)
    if (owner !== undefined && (before === undefined || before.metadata.ownerReferences === change.object.metadata.ownerReferences)) {
      if (owner.kind !== 'ReplicaSet') return
      enqueue(objectKey('apps', 'replicasets', change.object.metadata.namespace ?? '', owner.name), (change.type === 'ADDED' ? ownWriteMs : latencyMs) + lookingThrough(working.keys(`owner:${owner.uid}`).size))
      return
    }
    const afterMs = isStatusWrite(change, before) ? ownWriteMs : latencyMs
    for (const key of concerned(change, before, working)) enqueue(key, afterMs + lookingThrough(size(working, key)))
  },
  reconcile(working, key) {
    const replicaSet = working.get(key as ObjectKey) as ReplicaSet | undefined
    if (replicaSet !== undefined) return syncReplicaSet(working, key, replicaSet)
    forgetRetries(working, retries, key)
    return undefined
  },
  // A refused Pod is tried again after a back-off for ever; settling does not wait for that.
  pends: (working, key) => !working.table<number>(retries).has(key),
}

function isStatusWrite({ object }: Change, before: KubeObject | undefined): boolean {
  return object.kind === 'ReplicaSet' && (before as ReplicaSet | undefined)?.spec === (object as ReplicaSet).spec
}

function lookingThrough(pods: number): number {
  return Math.floor(Math.min(pods, large) / podsPerMs.small + Math.max(0, pods - large) / podsPerMs.large)
}

function size(working: Working, key: ObjectKey): number {
  const uid = working.get(key)?.metadata.uid
  return uid === undefined ? 0 : working.keys(`owner:${uid}`).size
}

function concerned(change: Change, before: KubeObject | undefined, working: Working): Iterable<ObjectKey> {
  if (change.object.kind === 'ReplicaSet') return [change.key]
  const namespace = change.object.metadata.namespace ?? ''
  const owners = [change.object, before].map((pod) => (pod === undefined ? undefined : controllerOf(pod))).filter((owner) => owner?.kind === 'ReplicaSet')
  const names = new Set(owners.map((owner) => owner?.name ?? ''))
  if (controllerOf(change.object) === undefined && change.type !== 'DELETED') {
    for (const replicaSet of working.list(`apps/replicasets/${namespace}`) as ReplicaSet[]) {
      if (matchesSelector(replicaSet.spec.selector, change.object.metadata.labels)) names.add(replicaSet.metadata.name)
    }
  }
  return [...names].map((name) => objectKey('apps', 'replicasets', namespace, name))
}

function syncReplicaSet(working: Working, key: string, replicaSet: ReplicaSet): number | undefined {
  const claimed = claimDependents<Pod>(working, replicaSet, replicaSet.spec.selector, definitionOf('v1', 'Pod'), {
    manager,
    adoptable: (pod) => !isPodFinished(pod),
  })
  const active: Pod[] = []
  let terminating = 0
  for (const pod of claimed) {
    if (isPodFinished(pod)) continue
    if (pod.metadata.deletionTimestamp === undefined) active.push(pod)
    else terminating++
  }
  const deleting = replicaSet.metadata.deletionTimestamp !== undefined
  const failure = deleting ? undefined : manageReplicas(working, replicaSet, active)
  const { status, nextAvailableAt } = calculateStatus(working, replicaSet, { active, terminating }, failure)
  if (!same(replicaSet.status, status)) updateStatus(working, definitionOf('apps/v1', 'ReplicaSet'), { ...replicaSet, status } as KubeObject, { manager })
  return nextLook(working, key, failure) ?? moreToDo(working, replicaSet, active.length, deleting) ?? nextAvailableAt
}

function nextLook(working: Working, key: string, failure: Failure | undefined): number | undefined {
  if (failure !== undefined) return retryAt(working, retries, key, firstRetryMs)
  forgetRetries(working, retries, key)
  return undefined
}

function moreToDo(working: Working, replicaSet: ReplicaSet, active: number, deleting: boolean): number | undefined {
  return !deleting && Math.abs(replicaSet.spec.replicas - active) > burstReplicas ? working.now + latencyMs : undefined
}
