import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { same } from '../api/write/same'
import type { Change } from '../cluster'
import { isPodFinished } from '../controllers/pod-state'
import { claimNamesOf } from '../controllers/volume/match'
import { recordEvent } from '../events'
import type { Controller, Working } from '../working/working'
import { preemptionMessage, refusalMessage, unplaceableMessage } from './failure-message'
import { filterNode, type Refusal } from './filter'
import { addPod, allNodes, forgetNode, forgetNodes, summarize, type NodeInfo } from './node-info'
import { evictVictims, findVictims, type Candidate } from './preemption'
import { activate, hasActive, leave, park, parkedOf, takeActive } from './queue'
import { pickNode } from './score'
import { askForVolumes, claimsRefusal, hasVolumes } from './volume-binding'
import { noteNews, wake } from './wake'

const component = 'default-scheduler'
/** One scheduling cycle and the binding, in simulated milliseconds. */
const cycleMs = 25
/** From a change to the look at those that wait for it. */
const newsMs = 5
/** Volumes that a Pod's node was chosen for are waited for this long (VolumeBinding bindTimeoutSeconds). */
const bindTimeoutMs = 600_000
/** What nothing has helped is tried again after this long (podMaxInUnschedulablePodsDuration). */
const longestParkedMs = 300_000

/** Puts Pods on nodes (pkg/scheduler). Keys: `turn`, one cycle; `news`, look again at what waits; a Pod's, it has waited for long. */
export const scheduler: Controller = {
  name: 'scheduler',
  watches: ['/pods', '/nodes', '/persistentvolumeclaims', '/persistentvolumes', 'storage.k8s.io/storageclasses'],
  observe(change, before, working, enqueue) {
    if (change.object.kind !== 'Pod') {
      if (noteSurroundings(change, before, working)) enqueue('news', newsMs)
      return
    }
    const pod = change.object as Pod
    const was = before as Pod | undefined
    noteRoom(working, change.type, pod, was)
    const what = movement(change.type, pod, was)
    if (what !== undefined && noteNews(working, { what, pod })) enqueue('news', newsMs)
    if (change.type === 'DELETED') leave(working, change.key)
    else if (isMine(pod) && (was === undefined || gates(was) !== gates(pod))) {
      activate(working, change.key)
      enqueue('turn', cycleMs)
    }
  },
  reconcile(working, key) {
    if (key === 'turn') return takeTurn(working)
    if (key === 'news') {
      wake(working)
      finishBinding(working)
    } else if (bindingOf(working).get(key) !== undefined) {
      giveUpBinding(working, key as ObjectKey)
    } else {
      const parked = parkedOf(working).get(key)
      if (parked === undefined) return undefined
      if (working.now < parked.at + longestParkedMs) return parked.at + longestParkedMs
      activate(working, key as ObjectKey)
    }
    working.agenda.add('scheduler', 'turn', working.now)
    return undefined
  },
  pends: (_working, key) => key === 'turn' || key === 'news',
}

/** What a node, a claim, a volume or a class that changed means to those that wait; true when that has to be looked at. */
function noteSurroundings({ type, object }: Change, before: KubeObject | undefined, working: Working): boolean {
  if (object.kind === 'Node') {
    forgetNode(working, object.metadata.name)
    forgetNodes(working)
    return type !== 'DELETED' && noteNews(working, { what: 'node', before: before as Node | undefined, node: object as Node })
  }
  const isNews = type !== 'DELETED' && noteNews(working, { what: 'storage', object })
  return isNews || bindingOf(working).size > 0
}

/** Keeps what is known of a Pod's node up to date. A finished Pod has left. */
function noteRoom(working: Working, type: Change['type'], pod: Pod, was: Pod | undefined): void {
  const placed = pod.spec.nodeName
  if (placed === undefined) return
  const leaves = type === 'DELETED' || isPodFinished(pod)
  if (was?.spec.nodeName !== placed && !leaves) addPod(working, placed, pod)
  else if (leaves || was?.metadata.labels !== pod.metadata.labels || was?.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp) forgetNode(working, placed)
}

/** Whether a Pod came to a node or left one. */
function movement(type: Change['type'], pod: Pod, was: Pod | undefined): 'left' | 'placed' | undefined {
  if (pod.spec.nodeName === undefined) return undefined
  if (type !== 'DELETED' && !isPodFinished(pod)) return was?.spec.nodeName === pod.spec.nodeName ? undefined : 'placed'
  return was !== undefined && !isPodFinished(was) ? 'left' : undefined
}

function isMine(pod: Pod): boolean {
  return pod.spec.nodeName === undefined && pod.metadata.deletionTimestamp === undefined && pod.spec.schedulerName === component && gates(pod) === 0 && !isPodFinished(pod)
}

function gates(pod: Pod): number {
  return pod.spec.schedulingGates?.length ?? 0
}

function takeTurn(working: Working): number | undefined {
  for (const key of takeActive(working)) {
    const pod = working.get(key) as Pod | undefined
    if (pod === undefined || !isMine(pod)) leave(working, key)
    else schedulePod(working, key, pod)
  }
  return hasActive(working) ? working.now + cycleMs : undefined
}

function schedulePod(working: Working, key: ObjectKey, pod: Pod): void {
  const nodes = withNominated(working, pod, key, allNodes(working))
  const unplaceable = claimsRefusal(working, pod)
  if (unplaceable !== undefined && nodes.length > 0) {
    refuse(working, key, pod, { message: unplaceableMessage(nodes.length, unplaceable), plugins: ['VolumeBinding'] })
    return
  }
  const refusals: (Refusal | undefined)[] = []
  const fitting: NodeInfo[] = []
  const enough = feasibleEnough(nodes.length)
  const start = enough < nodes.length ? working.slot<number>('scheduler-start', 0) : 0
  for (let i = 0; i < nodes.length && fitting.length < enough; i++) {
    const at = (start + i) % nodes.length
    const info = nodes[at]
    if (info === undefined) continue
    refusals[at] = filterNode(working, pod, info, nodes)
    if (refusals[at] === undefined) fitting.push(info)
    if (enough < nodes.length) working.setSlot('scheduler-start', (at + 1) % nodes.length)
  }
  const node = fitting.length === 0 ? undefined : pickNode(working, pod, fitting, nodes)
  if (node !== undefined) place(working, key, pod, node.node)
  else fail(working, key, pod, nodes, refusals.filter((refusal) => refusal !== undefined))
}

/** With a hundred nodes or more the search ends when a share of them fits, and goes on behind it for the next Pod (numFeasibleNodesToFind). */
function feasibleEnough(nodes: number): number {
  if (nodes < 100) return nodes
  return Math.max(100, Math.floor((nodes * Math.max(5, 50 - Math.floor(nodes / 125))) / 100))
}

/** Room made by preemption is kept for the Pod it was made for, against less important ones. */
function withNominated(working: Working, pod: Pod, key: ObjectKey, nodes: readonly NodeInfo[]): readonly NodeInfo[] {
  const nominated = working.table<string>('scheduler-nominated')
  if (nominated.size === 0) return nodes
  return nodes.map((info) => {
    const waiting = [...nominated.entries()].flatMap(([other, node]) => {
      const rival = other === key || node !== info.node.metadata.name ? undefined : (working.get(other as ObjectKey) as Pod | undefined)
      return rival !== undefined && rival.spec.nodeName === undefined && (rival.spec.priority ?? 0) >= (pod.spec.priority ?? 0) ? [rival] : []
    })
    return waiting.length === 0 ? info : summarize(info.node, [...info.pods, ...waiting])
  })
}

/** Pods that have a node and wait for their volumes there, with that node's name. */
function bindingOf(working: Working) {
  return working.table<string>('scheduler-binding')
}

/** Binds a Pod to its node as soon as its volumes are there. */
function place(working: Working, key: ObjectKey, pod: Pod, node: Node): void {
  if (claimNamesOf(pod).length === 0 || askForVolumes(working, pod, node)) {
    bind(working, key, pod, node.metadata.name)
    return
  }
  leave(working, key)
  bindingOf(working).set(key, node.metadata.name)
  working.agenda.add('scheduler', key, working.now + bindTimeoutMs)
}

function finishBinding(working: Working): void {
  for (const [key, node] of [...bindingOf(working).entries()]) {
    const pod = working.get(key as ObjectKey) as Pod | undefined
    if (pod !== undefined && isMine(pod) && !hasVolumes(working, pod)) continue
    bindingOf(working).delete(key)
    if (pod !== undefined && isMine(pod)) bind(working, key as ObjectKey, pod, node)
  }
}

function giveUpBinding(working: Working, key: ObjectKey): void {
  bindingOf(working).delete(key)
  const pod = working.get(key) as Pod | undefined
  if (pod !== undefined && isMine(pod)) refuse(working, key, pod, { message: 'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded', plugins: ['VolumeBinding'] })
}

function bind(working: Working, key: ObjectKey, pod: Pod, nodeName: string): void {
  leave(working, key)
  working.table<string>('scheduler-nominated').delete(key)
  const { nominatedNodeName: _, ...status } = pod.status ?? {}
  const bound = { ...pod, spec: { ...pod.spec, nodeName }, status: { ...status, conditions: scheduled(working, pod, { status: 'True' }) } }
  working.put(key, bound)
  const message = `Successfully assigned ${pod.metadata.namespace ?? ''}/${pod.metadata.name} to ${nodeName}`
  recordEvent(working, pod, { type: 'Normal', reason: 'Scheduled', message, component, action: 'Binding' })
}

function fail(working: Working, key: ObjectKey, pod: Pod, nodes: readonly NodeInfo[], refusals: readonly Refusal[]): void {
  const candidate = findVictims(working, pod, nodes, refusals)
  const message = refusalMessage(refusals) + (candidate === undefined ? preemptionMessage(refusals) : '')
  refuse(working, key, pod, { message, plugins: [...new Set(refusals.map((refusal) => refusal.plugin))], candidate })
}

interface Failure {
  readonly message: string
  readonly plugins: readonly Refusal['plugin'][]
  readonly candidate?: Candidate | undefined
}

function refuse(working: Working, key: ObjectKey, pod: Pod, { message, plugins, candidate }: Failure): void {
  recordEvent(working, pod, { type: 'Warning', reason: 'FailedScheduling', message, component, action: 'Scheduling' })
  if (candidate !== undefined) {
    evictVictims(working, pod, candidate)
    working.table<string>('scheduler-nominated').set(key, candidate.info.node.metadata.name)
  }
  const nominated = candidate === undefined ? {} : { nominatedNodeName: candidate.info.node.metadata.name }
  const status = { ...pod.status, ...nominated, conditions: scheduled(working, pod, { status: 'False', reason: 'Unschedulable', message }) }
  if (!same(status, pod.status)) working.put(key, { ...pod, status } as unknown as KubeObject)
  park(working, key, plugins)
  working.agenda.add('scheduler', key, working.now + longestParkedMs)
}

function scheduled(working: Working, pod: Pod, result: { readonly status: 'True' | 'False'; readonly reason?: string; readonly message?: string }) {
  const present = pod.status?.conditions ?? []
  const old = present.find((condition) => condition.type === 'PodScheduled')
  if (old?.status === result.status && old.reason === result.reason && old.message === result.message) return present
  const observed = pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }
  const lastTransitionTime = old?.status === result.status ? old.lastTransitionTime : working.timestamp()
  return [...present.filter((condition) => condition.type !== 'PodScheduled'), { type: 'PodScheduled', ...observed, lastProbeTime: null, lastTransitionTime, ...result }]
}
