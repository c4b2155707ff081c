import type { DaemonSet, DaemonSetStatus } from '@/lib/kube/apps/v1.generated'
import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { createObject, deleteObject, updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import { recordEvent } from '../../events'
import { matchesNodeAffinity } from '../../scheduler/node-affinity'
import { repelling, tolerates } from '../../scheduler/taints'
import type { Controller, Working } from '../../working/working'
import { claimDependents, controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { podFromTemplate, type PodExtras } from '../pod-from-template'
import { availableAt, isPod, isPodReady } from '../pod-state'
import { endsNow } from './failed-pods'
import { calculateUpdate } from './update'
import { revisionName, revisionsOf, syncRevision, truncateRevisions } from '../statefulset/revision'

const manager = 'kube-controller-manager'
const component = 'daemonset-controller'
const latencyMs = 8

/** Every Pod of a DaemonSet puts up with a node's troubles (daemon/util AddOrUpdateDaemonPodTolerations). */
const tolerations = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
] as const

/** One Pod on every node that takes it (pkg/controller/daemon). Keys are the DaemonSets'. */
export const daemonSetController: Controller = {
  name: 'daemonset',
  watches: ['apps/daemonsets', '/pods', '/nodes'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'DaemonSet') {
      if (change.type !== 'DELETED') enqueue(change.key, latencyMs)
    } else if (change.object.kind === 'Node') {
      if (change.type === 'MODIFIED' && before !== undefined && isSamePlace(before as Node, change.object as Node)) return
      for (const key of working.keys('apps/daemonsets')) enqueue(key, latencyMs)
    } else {
      const owner = controllerOf(change.object)
      if (owner?.kind === 'DaemonSet') enqueue(objectKey('apps', 'daemonsets', change.object.metadata.namespace ?? '', owner.name), latencyMs)
    }
  },
  reconcile(working, key) {
    const set = working.get(key as ObjectKey) as DaemonSet | undefined
    return set === undefined || set.metadata.deletionTimestamp !== undefined ? undefined : syncDaemonSet(working, set)
  },
}

/** A change of a node that decides nothing about who runs there. */
function isSamePlace(before: Node, after: Node): boolean {
  return before.spec === after.spec && before.metadata.labels === after.metadata.labels
}

/** A DaemonSet at one look. */
interface Look {
  readonly working: Working
  readonly set: DaemonSet
  readonly byNode: ReadonlyMap<string, readonly Pod[]>
  readonly nodes: readonly Node[]
  /** The nodes that are to have a Pod. */
  readonly wanted: readonly Node[]
  readonly revision: string
}

function syncDaemonSet(working: Working, set: DaemonSet): number | undefined {
  const pods = claimDependents<Pod>(working, set, set.spec.selector, definitionOf('v1', 'Pod'), { manager, adoptable: () => false })
  const revisions = revisionsOf(working, set)
  const revision = syncRevision(working, set, revisions)
  const nodes = working.list('/nodes') as Node[]
  const byNode = new Map<string, Pod[]>()
  for (const pod of pods) byNode.set(targetNode(pod), [...(byNode.get(targetNode(pod)) ?? []), pod])
  const wanted: Node[] = []
  let next = Infinity
  for (const node of nodes) {
    const own = byNode.get(node.metadata.name) ?? []
    const { shouldRun, shouldContinue } = fits(set, node)
    if (shouldRun) wanted.push(node)
    if (shouldRun && own.length === 0) createPod(working, set, node, revision)
    else if (!shouldContinue) for (const pod of own) deletePod(working, set, pod)
    else next = Math.min(next, removeEnded(working, set, own))
  }
  const look: Look = { working, set, byNode, nodes, wanted, revision }
  update(look)
  writeStatus(working, set, statusOf(look))
  truncateRevisions(working, set, revisions, [revision, ...pods.map((pod) => `${set.metadata.name}-${revisionName(pod) ?? ''}`)])
  const times = pods.flatMap((pod) => availableAt(working, pod, set.spec.minReadySeconds ?? 0) ?? []).filter((at) => at > working.now)
  const again = Math.min(next, ...times)
  return again === Infinity ? undefined : again
}

/** Pods that have ended make room for others; returns when the next may. */
function removeEnded(working: Working, set: DaemonSet, pods: readonly Pod[]): number {
  let next = Infinity
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp !== undefined) continue
    const ends = endsNow(working, set, pod)
    if (ends === true) deletePod(working, set, pod)
    else if (ends !== false) next = Math.min(next, ends.at)
  }
  return next
}

function isAvailable(working: Working, set: DaemonSet, pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && (availableAt(working, pod, set.spec.minReadySeconds ?? 0) ?? Infinity) <= working.now
}

function fits(set: DaemonSet, node: Node): { readonly shouldRun: boolean; readonly shouldContinue: boolean } {
  const spec = set.spec.template.spec
  if (!matchesNodeAffinity({ spec } as Pod, node)) return { shouldRun: false, shouldContinue: false }
  const accepted = [...(spec.tolerations ?? []), ...tolerations]
  const refused = repelling(node.spec.taints).filter((taint) => !accepted.some((toleration) => tolerates(toleration, taint)))
  return { shouldRun: refused.length === 0, shouldContinue: refused.every((taint) => taint.effect !== 'NoExecute') }
}

/** Replaces Pods of older revisions, as many at once as the strategy allows. */
function update({ working, set, byNode, wanted, revision }: Look): void {
  if (set.spec.updateStrategy?.type === 'OnDelete') return
  const states = wanted.map(({ metadata: { name } }) => {
    const own = (byNode.get(name) ?? []).filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    return { node: name, fresh: own.find((pod) => isOfRevision(set, pod, revision)), old: own.find((pod) => !isOfRevision(set, pod, revision)) }
  })
  if (states.every(({ old }) => old === undefined)) return
  const { remove, addTo } = calculateUpdate(set, states, (pod) => isAvailable(working, set, pod))
  for (const pod of remove) deletePod(working, set, pod)
  for (const node of wanted) if (addTo.includes(node.metadata.name)) createPod(working, set, node, revision)
}

function statusOf({ working, set, byNode, nodes, wanted, revision }: Look): DaemonSetStatus {
  const current = new Map(working.list(`owner:${set.metadata.uid}`).filter(isPod).filter((pod) => pod.metadata.deletionTimestamp === undefined).reverse().map((pod) => [targetNode(pod), pod]))
  const podOn = ({ metadata: { name } }: Node): Pod | undefined => current.get(name) ?? byNode.get(name)?.[0]
  const misplaced = nodes.filter((node) => !wanted.includes(node) && podOn(node) !== undefined).length
  const scheduled = wanted.flatMap((node) => podOn(node) ?? [])
  const desired = wanted.length
  const available = scheduled.filter((pod) => (availableAt(working, pod, set.spec.minReadySeconds ?? 0) ?? Infinity) <= working.now).length
  const updated = scheduled.filter((pod) => isOfRevision(set, pod, revision)).length
  return {
    currentNumberScheduled: scheduled.length,
    numberMisscheduled: misplaced,
    desiredNumberScheduled: desired,
    numberReady: scheduled.filter(isPodReady).length,
    observedGeneration: set.metadata.generation ?? 0,
    ...(updated === 0 ? {} : { updatedNumberScheduled: updated }),
    ...(available === 0 ? {} : { numberAvailable: available }),
    ...(desired === available ? {} : { numberUnavailable: desired - available }),
  }
}

function writeStatus(working: Working, set: DaemonSet, status: DaemonSetStatus): void {
  if (!same(status, set.status)) updateStatus(working, definitionOf('apps/v1', 'DaemonSet'), { ...set, status } as unknown as KubeObject, { manager })
}

/** A DaemonSet's Pods are labelled with the hash alone, not with the revision's name. */
function isOfRevision(set: DaemonSet, pod: Pod, revision: string): boolean {
  return `${set.metadata.name}-${revisionName(pod) ?? ''}` === revision
}

/** A Pod says by affinity where it belongs before the scheduler has put it there. */
function targetNode(pod: Pod): string {
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  return pod.spec.nodeName ?? terms?.[0]?.matchFields?.[0]?.values?.[0] ?? ''
}

function createPod(working: Working, set: DaemonSet, node: Node, revision: string): void {
  const spec = set.spec.template.spec
  const nodeSelectorTerms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node.metadata.name] }] }]
  const affinity = { ...spec.affinity, nodeAffinity: { ...spec.affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } }
  const generation = set.metadata.annotations?.['deprecated.daemonset.template.generation'] ?? '1'
  const labels = { 'controller-revision-hash': revision.slice(set.metadata.name.length + 1), 'pod-template-generation': generation }
  const extras: PodExtras = { labels, spec: { affinity, tolerations: [...(spec.tolerations ?? []), ...tolerations] } as Partial<Pod['spec']> }
  const result = createObject(working, definitionOf('v1', 'Pod'), podFromTemplate(set, set.spec.template, extras), { manager })
  const told = result.ok
    ? ({ type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${result.object.metadata.name}` } as const)
    : ({ type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${result.status.message ?? ''}` } as const)
  recordEvent(working, set, { ...told, component })
}

function deletePod(working: Working, set: DaemonSet, pod: Pod): void {
  const { name, namespace = '', uid } = pod.metadata
  if (pod.metadata.deletionTimestamp !== undefined || !deleteObject(working, objectKey('', 'pods', namespace, name), { manager, preconditions: { uid } }).ok) return
  recordEvent(working, set, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}`, component })
}
