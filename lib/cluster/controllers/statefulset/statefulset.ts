import type { ControllerRevision, StatefulSet, StatefulSetStatus } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import type { Controller, Working } from '../../working/working'
import { claimDependents, controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { availableAt, isPodFinished, isPodReady } from '../pod-state'
import { revisionName, revisionsOf, syncRevision, templateOf, truncateRevisions } from './revision'
import { createPod, deletePod, manager, ordinalOf } from './stateful-pod'

const latencyMs = 4

/** Keeps Pods with names and places of their own, one after the other (pkg/controller/statefulset). Keys are the StatefulSets'. */
export const statefulSetController: Controller = {
  name: 'statefulset',
  watches: ['apps/statefulsets', '/pods'],
  observe(change, _before, _working, enqueue) {
    if (change.object.kind === 'StatefulSet') {
      if (change.type !== 'DELETED') enqueue(change.key, latencyMs)
      return
    }
    const owner = controllerOf(change.object)
    if (owner?.kind === 'StatefulSet') enqueue(objectKey('apps', 'statefulsets', change.object.metadata.namespace ?? '', owner.name), latencyMs)
  },
  reconcile(working, key) {
    const set = working.get(key as ObjectKey) as StatefulSet | undefined
    return set === undefined || set.metadata.deletionTimestamp !== undefined ? undefined : syncStatefulSet(working, set)
  },
}

/** A StatefulSet at one look. */
interface Look {
  readonly working: Working
  readonly set: StatefulSet
  readonly pods: readonly Pod[]
  /** The revisions that its Pods had, and are to have. */
  readonly current: string
  readonly update: string
  /** Those kept before this sync. */
  readonly revisions: readonly ControllerRevision[]
}

function syncStatefulSet(working: Working, set: StatefulSet): number | undefined {
  const pods = claimDependents<Pod>(working, set, set.spec.selector, definitionOf('v1', 'Pod'), { manager, adoptable: () => false })
  const revisions = revisionsOf(working, set)
  const update = syncRevision(working, set, revisions)
  const look: Look = { working, set, pods, current: set.status?.currentRevision ?? update, update, revisions }
  const before = statusOf(look)
  const status = completed(set, { ...before, ...actedOn(look, before) })
  if (!same(status, set.status)) updateStatus(working, definitionOf('apps/v1', 'StatefulSet'), { ...set, status } as unknown as KubeObject, { manager })
  truncateRevisions(working, set, revisions, [update, look.current, ...pods.map((pod) => revisionName(pod) ?? '')])
  const times = pods.flatMap((pod) => availableAt(working, pod, set.spec.minReadySeconds ?? 0) ?? []).filter((at) => at > working.now)
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Makes or deletes what comes next; with OrderedReady nothing more until that is available or gone. Returns the counts that this changes at once. */
function actedOn(look: Look, status: StatefulSetStatus): Partial<StatefulSetStatus> {
  const { set, pods } = look
  const { first, end } = placesOf(set)
  const parallel = set.spec.podManagementPolicy === 'Parallel'
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]))
  for (let ordinal = first; ordinal < end; ordinal++) {
    if (!fillPlace(look, ordinal, byOrdinal.get(ordinal)) && !parallel) return {}
  }
  const surplus = pods.filter((pod) => ordinalOf(pod) >= end || ordinalOf(pod) < first).sort(fromLast)
  takeDown(look, surplus, parallel)
  if (surplus.length > 0 && !parallel) return { currentReplicas: status.currentReplicas ?? 0 }
  return set.spec.updateStrategy?.type === 'OnDelete' ? {} : rollingUpdate(look, status)
}

/** Deletes Pods beyond the last place, from the end; in order only one at a time, and one that is not available first where another waits for it. */
function takeDown(look: Look, surplus: readonly Pod[], parallel: boolean): void {
  const waitedFor = surplus.findLast((pod) => isUnavailable(look, pod))
  for (const pod of parallel ? surplus : surplus.slice(0, 1)) {
    const waits = !parallel && isUnavailable(look, pod) && pod !== waitedFor
    if (pod.metadata.deletionTimestamp === undefined && !waits) deletePod(look.working, look.set, pod)
  }
}

/** The ordinals it fills: `end` is the first beyond. Below `partition` Pods stay as they are. */
function placesOf({ spec: { replicas = 1, ordinals, updateStrategy } }: StatefulSet): { readonly first: number; readonly end: number; readonly partition: number } {
  const first = ordinals?.start ?? 0
  return { first, end: first + replicas, partition: first + (updateStrategy?.rollingUpdate?.partition ?? 0) }
}

function fromLast(a: Pod, b: Pod): number {
  return ordinalOf(b) - ordinalOf(a)
}

/** Does what a place needs next; true when its Pod is there, available and stays. */
function fillPlace(look: Look, ordinal: number, pod: Pod | undefined): boolean {
  if (pod === undefined) createAt(look, ordinal)
  else if (pod.metadata.deletionTimestamp === undefined && isPodFinished(pod)) deletePod(look.working, look.set, pod)
  else return !isUnavailable(look, pod)
  return false
}

/** Below the partition a Pod comes back as it was (newVersionedStatefulSetPod). */
function createAt({ working, set, current, update, revisions }: Look, ordinal: number): void {
  const keeps = set.spec.updateStrategy?.type !== 'OnDelete' && ordinal < placesOf(set).partition
  const old = keeps ? templateOf(revisions, current) : undefined
  createPod(working, set, ordinal, old === undefined ? update : current, old ?? set.spec.template)
}

function isUnavailable({ working, set }: Look, pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined || (availableAt(working, pod, set.spec.minReadySeconds ?? 0) ?? Infinity) > working.now
}

/** Pods of an older revision go from the last place to the first (or the partition), each after its successor is available. */
function rollingUpdate(look: Look, status: StatefulSetStatus): Partial<StatefulSetStatus> {
  const { working, set, pods, update } = look
  for (const pod of [...pods].sort(fromLast)) {
    if (ordinalOf(pod) < placesOf(set).partition) return {}
    if (revisionName(pod) !== update && pod.metadata.deletionTimestamp === undefined) return deletePod(working, set, pod) ? oneFewer(status) : {}
    if (isUnavailable(look, pod)) return {}
  }
  return {}
}

function oneFewer({ currentReplicas = 0 }: StatefulSetStatus): Partial<StatefulSetStatus> {
  return { currentReplicas: currentReplicas - 1 }
}

function statusOf({ working, set, pods, current, update }: Look): StatefulSetStatus {
  const live = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined)
  const of = (revision: string) => live.filter((pod) => revisionName(pod) === revision).length
  const ready = pods.filter(isPodReady)
  const available = ready.filter((pod) => (availableAt(working, pod, set.spec.minReadySeconds ?? 0) ?? Infinity) <= working.now).length
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: pods.length,
    readyReplicas: ready.length,
    currentReplicas: of(current),
    updatedReplicas: of(update),
    currentRevision: current,
    updateRevision: update,
    collisionCount: 0,
    availableReplicas: available,
  }
}

/** A rolling update has ended: the new revision is the current one (completeRollingUpdate). Counts of 0 are left out. */
function completed({ spec }: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const { replicas = 1, updateStrategy } = spec
  const isDone = updateStrategy?.type !== 'OnDelete' && [status.updatedReplicas, status.readyReplicas, status.replicas].every((count) => count === replicas)
  const all = isDone ? { ...status, currentReplicas: status.updatedReplicas ?? 0, currentRevision: status.updateRevision ?? '' } : status
  const { readyReplicas, currentReplicas, updatedReplicas, ...rest } = all
  const counted = Object.entries({ readyReplicas, currentReplicas, updatedReplicas }).filter(([, count]) => count !== 0)
  return { ...rest, ...Object.fromEntries(counted) }
}
