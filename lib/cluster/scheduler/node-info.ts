import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import { quantityMilliValue, quantityValue } from '@/lib/kube/quantity'
import type { Working } from '../working/working'
import { controllerOf } from '../controllers/claim'
import { isPodFinished } from '../controllers/pod-state'

/** Amounts by resource name: CPU in thousandths, everything else in units (memory in bytes). */
export type Amounts = Readonly<Record<string, number>>

/** What the scheduler knows of a node: a cache of its Pods' sums. */
export interface NodeInfo {
  readonly node: Node
  readonly pods: readonly Pod[]
  readonly allocatable: Amounts
  readonly requested: Amounts
  /** Requests with a default for containers that name none, so that they count in the scores. */
  readonly nonZero: { readonly cpu: number; readonly memory: number }
  /** How many Pods of each controller stand here. */
  readonly owners: ReadonlyMap<string, number>
  readonly ports: ReadonlySet<string>
  /** Pods that keep others away: few, and asked for every new Pod. */
  readonly repelling: readonly Pod[]
  /** The lowest priority among the Pods; Infinity without any. */
  readonly lowest: number
}

/** Stands for a request of CPU or memory in the scores where there is none (schedutil DefaultMilliCPURequest, DefaultMemoryRequest). */
const usual = { cpu: 100, memory: 200 * 1024 * 1024 }

/** What is known of a node, summed up again when one of its Pods came or went. */
export function nodeInfo(working: Working, node: Node): NodeInfo {
  const cache = working.table<NodeInfo>('scheduler-nodes')
  const known = cache.get(node.metadata.name)
  if (known?.node === node) return known
  const pods = known?.pods ?? (working.list(`node:${node.metadata.name}`) as Pod[]).filter((pod) => !isPodFinished(pod))
  const info = summarize(node, pods)
  cache.set(node.metadata.name, info)
  return info
}

/** Makes the next look at a node read its Pods again. */
export function forgetNode(working: Working, name: string): void {
  working.table<NodeInfo>('scheduler-nodes').delete(name)
  rooms.get(working)?.stale.add(name)
}

/** A node came, changed or went. */
export function forgetNodes(working: Working): void {
  rooms.delete(working)
}

/** All nodes as they were last looked at in this border call: a Pod that comes changes one of them, and hundreds need not be looked up again. */
interface Room {
  readonly nodes: NodeInfo[]
  readonly at: ReadonlyMap<string, number>
  readonly stale: Set<string>
}

const rooms = new WeakMap<Working, Room>()

/** Adds a Pod that was just bound to what is known of its node. */
export function addPod(working: Working, name: string, pod: Pod): void {
  const cache = working.table<NodeInfo>('scheduler-nodes')
  const known = cache.get(name)
  if (known === undefined) return
  const info = withPod(known, pod)
  cache.set(name, info)
  const room = rooms.get(working)
  const at = room?.at.get(name)
  if (room !== undefined && at !== undefined) room.nodes[at] = info
}

/** A summary with one Pod more. */
function withPod(info: NodeInfo, pod: Pod): NodeInfo {
  const needs = podNeeds(pod)
  const requested: Record<string, number> = { ...info.requested, pods: info.pods.length + 1 }
  for (const name in needs.requests) requested[name] = (info.requested[name] ?? 0) + (needs.requests[name] ?? 0)
  const owner = controllerOf(pod)?.uid
  return {
    ...info,
    pods: [...info.pods, pod],
    requested,
    nonZero: { cpu: info.nonZero.cpu + needs.nonZero.cpu, memory: info.nonZero.memory + needs.nonZero.memory },
    owners: owner === undefined ? info.owners : new Map(info.owners).set(owner, (info.owners.get(owner) ?? 0) + 1),
    ports: needs.hostPorts.length === 0 ? info.ports : new Set([...info.ports, ...needs.hostPorts]),
    repelling: repels(pod) ? [...info.repelling, pod] : info.repelling,
    lowest: Math.min(info.lowest, pod.spec.priority ?? 0),
  }
}

function repels(pod: Pod): boolean {
  return pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined
}

/** The same with other Pods: to try what preemption would leave. */
export function summarize(node: Node, pods: readonly Pod[]): NodeInfo {
  const requested: Record<string, number> = { pods: pods.length }
  const owners = new Map<string, number>()
  const ports = new Set<string>()
  const nonZero = { cpu: 0, memory: 0 }
  const repelling: Pod[] = []
  let lowest = Infinity
  for (const pod of pods) {
    const needs = podNeeds(pod)
    for (const name in needs.requests) requested[name] = (requested[name] ?? 0) + (needs.requests[name] ?? 0)
    nonZero.cpu += needs.nonZero.cpu
    nonZero.memory += needs.nonZero.memory
    const owner = controllerOf(pod)?.uid
    if (owner !== undefined) owners.set(owner, (owners.get(owner) ?? 0) + 1)
    for (const port of needs.hostPorts) ports.add(port)
    if (repels(pod)) repelling.push(pod)
    lowest = Math.min(lowest, pod.spec.priority ?? 0)
  }
  return { node, pods, allocatable: allocatableOf(node), requested, nonZero, owners, ports, repelling, lowest }
}

/** What a Pod takes of a node. */
export interface PodNeeds {
  readonly requests: Amounts
  /** CPU and memory with the usual amounts where a container names none. */
  readonly nonZero: { readonly cpu: number; readonly memory: number }
  readonly hostPorts: readonly string[]
}

const knownNeeds = new WeakMap<object, PodNeeds>()

/** Computed once for a Pod: its containers do not change while it waits and runs, but for an in-place resize, which makes new ones. */
export function podNeeds(pod: Pod): PodNeeds {
  let needs = knownNeeds.get(pod.spec.containers)
  if (needs === undefined) {
    needs = { requests: podRequests(pod), nonZero: nonZeroRequests(pod), hostPorts: hostPorts(pod) }
    knownNeeds.set(pod.spec.containers, needs)
  }
  return needs
}

const knownAllocatable = new WeakMap<object, Amounts>()

function allocatableOf(node: Node): Amounts {
  const quantities = node.status?.allocatable ?? {}
  let known = knownAllocatable.get(quantities)
  if (known === undefined) {
    known = amounts(quantities)
    knownAllocatable.set(quantities, known)
  }
  return known
}

/** All nodes, in the order of their making. */
export function allNodes(working: Working): readonly NodeInfo[] {
  const room = rooms.get(working) ?? lookAround(working)
  for (const name of room.stale) {
    const at = room.at.get(name)
    const known = at === undefined ? undefined : room.nodes[at]
    if (at !== undefined && known !== undefined) room.nodes[at] = nodeInfo(working, known.node)
  }
  room.stale.clear()
  return room.nodes
}

function lookAround(working: Working): Room {
  const nodes = (working.list('/nodes') as Node[]).map((node) => nodeInfo(working, node))
  const room: Room = { nodes, at: new Map(nodes.map(({ node }, index) => [node.metadata.name, index])), stale: new Set() }
  rooms.set(working, room)
  return room
}

/** What a Pod asks for: the sum over its containers and sidecars, or the largest init container if that is more, and the overhead (component-helpers resource PodRequests). */
function podRequests(pod: Pod): Amounts {
  const sum: Record<string, number> = {}
  for (const container of pod.spec.containers) add(sum, amounts(container.resources.requests ?? {}))
  const { most, sidecars } = initRequests(pod)
  add(sum, sidecars)
  for (const [name, amount] of Object.entries(most)) sum[name] = Math.max(sum[name] ?? 0, amount)
  add(sum, amounts(pod.spec.overhead ?? {}))
  return sum
}

function add(to: Record<string, number>, from: Amounts): void {
  for (const [name, amount] of Object.entries(from)) to[name] = (to[name] ?? 0) + amount
}

/** The most that is asked for at one time while the init containers run, and what of it stays. */
function initRequests(pod: Pod): { readonly most: Amounts; readonly sidecars: Amounts } {
  const most: Record<string, number> = {}
  const sidecars: Record<string, number> = {}
  for (const init of pod.spec.initContainers ?? []) {
    const own = amounts(init.resources.requests ?? {})
    if (init.restartPolicy === 'Always') add(sidecars, own)
    const during: Record<string, number> = { ...sidecars }
    if (init.restartPolicy !== 'Always') add(during, own)
    for (const [name, amount] of Object.entries(during)) most[name] = Math.max(most[name] ?? 0, amount)
  }
  return { most, sidecars }
}

function nonZeroRequests(pod: Pod): { readonly cpu: number; readonly memory: number } {
  let cpu = 0
  let memory = 0
  for (const container of pod.spec.containers) {
    const requests = amounts(container.resources.requests ?? {})
    cpu += requests['cpu'] ?? usual.cpu
    memory += requests['memory'] ?? usual.memory
  }
  return { cpu, memory }
}

/** Ports a Pod takes of its node: `TCP/0.0.0.0/8080`. */
function hostPorts(pod: Pod): string[] {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter((init) => init.restartPolicy === 'Always')].flatMap((container) =>
    (container.ports ?? []).flatMap((port) => ((port.hostPort ?? 0) === 0 ? [] : [`${port.protocol as string | undefined ?? 'TCP'}/${port.hostIP ?? '0.0.0.0'}/${String(port.hostPort)}`])),
  )
}

function amounts(quantities: Readonly<Record<string, string | number>>): Amounts {
  const found: Record<string, number> = {}
  for (const [name, quantity] of Object.entries(quantities)) found[name] = name === 'cpu' ? quantityMilliValue(quantity) : quantityValue(quantity)
  return found
}
