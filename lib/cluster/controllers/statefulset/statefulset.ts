import type { StatefulSet, StatefulSetStatus } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { createObject, deleteObject, updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import { recordEvent } from '../../events'
import type { Controller, Working } from '../../working/working'
import { claimDependents, controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { podFromTemplate } from '../pod-from-template'
import { availableAt, isPodFinished, isPodReady } from '../pod-state'
import { revisionName, syncRevision, truncateRevisions } from './revision'

const manager = 'kube-controller-manager'
const component = 'statefulset-controller'
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

function syncStatefulSet(working: Working, set: StatefulSet): number | undefined {
  const pods = claimDependents<Pod>(working, set, set.spec.selector, definitionOf('v1', 'Pod'), { manager, adoptable: () => false })
  const update = syncRevision(working, set)
  const current = set.status?.currentRevision ?? update
  const before = statusOf(working, set, pods, current, update)
  writeStatus(working, set, { ...before, ...actedOn(working, set, pods, update, before) })
  truncateRevisions(working, set, [update, current, ...pods.map((pod) => revisionName(pod) ?? '')])
  return undefined
}

/** Makes or deletes what comes next; with OrderedReady nothing more until that is ready or gone. Returns the counts that this changes at once. */
function actedOn(working: Working, set: StatefulSet, pods: readonly Pod[], update: string, status: StatefulSetStatus): Partial<StatefulSetStatus> {
  const { replicas = 1, podManagementPolicy } = set.spec
  const first = set.spec.ordinals?.start ?? 0
  const parallel = podManagementPolicy === 'Parallel'
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]))
  for (let ordinal = first; ordinal < first + replicas; ordinal++) {
    if (!fillPlace(working, set, ordinal, byOrdinal.get(ordinal), update) && !parallel) return {}
  }
  const surplus = pods.filter((pod) => ordinalOf(pod) >= first + replicas || ordinalOf(pod) < first).sort((a, b) => ordinalOf(b) - ordinalOf(a))
  for (const pod of surplus) {
    if (pod.metadata.deletionTimestamp === undefined) deletePod(working, set, pod)
    if (!parallel) return { currentReplicas: status.currentReplicas ?? 0 }
  }
  return rollingUpdate(working, set, pods, update)
}

/** Does what a place needs next; true when its Pod is there, ready and stays. */
function fillPlace(working: Working, set: StatefulSet, ordinal: number, pod: Pod | undefined, update: string): boolean {
  if (pod === undefined) createPod(working, set, ordinal, update)
  else if (pod.metadata.deletionTimestamp === undefined && isPodFinished(pod)) deletePod(working, set, pod)
  else return pod.metadata.deletionTimestamp === undefined && isPodReady(pod)
  return false
}

/** Pods of an older revision go from the last place to the first (or the partition), each after its successor is ready. */
function rollingUpdate(working: Working, set: StatefulSet, pods: readonly Pod[], update: string): Partial<StatefulSetStatus> {
  if (set.spec.updateStrategy?.type === 'OnDelete') return {}
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0
  for (const pod of [...pods].sort((a, b) => ordinalOf(b) - ordinalOf(a))) {
    if (ordinalOf(pod) < partition) return {}
    if (revisionName(pod) !== update && pod.metadata.deletionTimestamp === undefined) {
      deletePod(working, set, pod)
      return {}
    }
    if (!isPodReady(pod) || pod.metadata.deletionTimestamp !== undefined) return {}
  }
  return {}
}

function statusOf(working: Working, set: StatefulSet, pods: readonly Pod[], current: string, update: string): StatefulSetStatus {
  const live = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined)
  const updated = live.filter((pod) => revisionName(pod) === update).length
  const ready = pods.filter(isPodReady)
  const available = ready.filter((pod) => (availableAt(working, pod, set.spec.minReadySeconds ?? 0) ?? Infinity) <= working.now).length
  const done = updated === (set.spec.replicas ?? 1) && ready.length === updated && live.length === pods.length
  const ofCurrent = done ? updated : live.filter((pod) => revisionName(pod) === current).length
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: pods.length,
    ...(ready.length === 0 ? {} : { readyReplicas: ready.length }),
    ...(ofCurrent === 0 ? {} : { currentReplicas: ofCurrent }),
    ...(updated === 0 ? {} : { updatedReplicas: updated }),
    currentRevision: done ? update : current,
    updateRevision: update,
    collisionCount: 0,
    availableReplicas: available,
  }
}

function writeStatus(working: Working, set: StatefulSet, status: StatefulSetStatus): void {
  if (!same(status, set.status)) updateStatus(working, definitionOf('apps/v1', 'StatefulSet'), { ...set, status } as unknown as KubeObject, { manager })
}

function ordinalOf(pod: Pod): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1)
}

function createPod(working: Working, set: StatefulSet, ordinal: number, revision: string): void {
  const name = `${set.metadata.name}-${ordinal}`
  const labels = { 'apps.kubernetes.io/pod-index': String(ordinal), 'controller-revision-hash': revision, 'statefulset.kubernetes.io/pod-name': name }
  const pod = podFromTemplate(set, set.spec.template, { name, labels, spec: { hostname: name, ...(set.spec.serviceName === undefined ? {} : { subdomain: set.spec.serviceName }) } })
  const result = createObject(working, definitionOf('v1', 'Pod'), pod, { manager })
  const told = result.ok
    ? ({ type: 'Normal', reason: 'SuccessfulCreate', message: `Create Pod ${name} in StatefulSet ${set.metadata.name} successful` } as const)
    : ({ type: 'Warning', reason: 'FailedCreate', message: `Create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${result.status.message ?? ''}` } as const)
  recordEvent(working, set, { ...told, component })
}

function deletePod(working: Working, set: StatefulSet, pod: Pod): void {
  const { name, namespace = '', uid } = pod.metadata
  if (!deleteObject(working, objectKey('', 'pods', namespace, name), { manager, preconditions: { uid } }).ok) return
  recordEvent(working, set, { type: 'Normal', reason: 'SuccessfulDelete', message: `Delete Pod ${name} in StatefulSet ${set.metadata.name} successful`, component })
}
