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
}

/** The same with other Pods: to try what preemption would leave. */
export function summarize(node: Node, pods: readonly Pod[]): NodeInfo {
  const requested: Record<string, number> = { pods: pods.length }
  const owners = new Map<string, number>()
  const ports = new Set<string>()
  const nonZero = { cpu: 0, memory: 0 }
  for (const pod of pods) {
    for (const [name, amount] of Object.entries(podRequests(pod))) requested[name] = (requested[name] ?? 0) + amount
    const counted = nonZeroRequests(pod)
    nonZero.cpu += counted.cpu
    nonZero.memory += counted.memory
    const owner = controllerOf(pod)?.uid
    if (owner !== undefined) owners.set(owner, (owners.get(owner) ?? 0) + 1)
    for (const port of hostPorts(pod)) ports.add(port)
  }
  return { node, pods, allocatable: amounts(node.status?.allocatable ?? {}), requested, nonZero, owners, ports }
}

/** All nodes, in the order of their making. */
export function allNodes(working: Working): NodeInfo[] {
  return (working.list('/nodes') as Node[]).map((node) => nodeInfo(working, node))
}

/** What a Pod asks for: the sum over its containers and sidecars, or the largest init container if that is more, and the overhead (component-helpers resource PodRequests). */
export function podRequests(pod: Pod): Amounts {
  const sum: Record<string, number> = {}
  const most: Record<string, number> = {}
  const add = (to: Record<string, number>, from: Amounts) => {
    for (const [name, amount] of Object.entries(from)) to[name] = (to[name] ?? 0) + amount
  }
  for (const container of pod.spec.containers) add(sum, amounts(container.resources?.requests ?? {}))
  const sidecars: Record<string, number> = {}
  for (const init of pod.spec.initContainers ?? []) {
    const own = amounts(init.resources?.requests ?? {})
    if (init.restartPolicy === 'Always') add(sidecars, own)
    const during: Record<string, number> = { ...sidecars }
    if (init.restartPolicy !== 'Always') add(during, own)
    for (const [name, amount] of Object.entries(during)) most[name] = Math.max(most[name] ?? 0, amount)
  }
  add(sum, sidecars)
  for (const [name, amount] of Object.entries(most)) sum[name] = Math.max(sum[name] ?? 0, amount)
  add(sum, amounts(pod.spec.overhead ?? {}))
  return sum
}

/** CPU and memory with the usual amounts where a container names none. */
export function nonZeroRequests(pod: Pod): { readonly cpu: number; readonly memory: number } {
  let cpu = 0
  let memory = 0
  for (const container of pod.spec.containers) {
    const requests = amounts(container.resources?.requests ?? {})
    cpu += requests['cpu'] ?? usual.cpu
    memory += requests['memory'] ?? usual.memory
  }
  return { cpu, memory }
}

/** Ports a Pod takes of its node: `TCP/0.0.0.0/8080`. */
export function hostPorts(pod: Pod): string[] {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter((init) => init.restartPolicy === 'Always')].flatMap((container) =>
    (container.ports ?? []).flatMap((port) => ((port.hostPort ?? 0) === 0 ? [] : [`${port.protocol as string | undefined ?? 'TCP'}/${port.hostIP ?? '0.0.0.0'}/${String(port.hostPort)}`])),
  )
}

function amounts(quantities: Readonly<Record<string, string | number>>): Amounts {
  const found: Record<string, number> = {}
  for (const [name, quantity] of Object.entries(quantities)) found[name] = name === 'cpu' ? quantityMilliValue(quantity) : quantityValue(quantity)
  return found
}
