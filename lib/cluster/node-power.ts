import type { KubeObject } from '@/lib/kube/object'
import { objectKey } from '@/lib/kube/object'
import type { Working } from './working/working'

/** From a node's start to its kubelet looking after its Pods again. */
const kubeletStartMs = 100

/** Whether a node's kubelet is stopped: it runs nothing new, reports nothing, and its Pods can't be reached. */
export function isNodeDown(working: Working, name: string): boolean {
  return working.table<number>('nodes-down').has(name)
}

/** Whether a machine stands behind a name: a Node that was only posted has no kubelet that ever told its version, one that was deleted still runs. */
export function hasKubelet(working: Working, name: string): boolean {
  const node = working.get(objectKey('', 'nodes', '', name)) as { readonly status?: { readonly nodeInfo?: { readonly kubeletVersion?: string } } } | undefined
  if (node === undefined) return Array.from({ length: working.options.nodes }, (_, index) => `node-${String(index + 1)}`).includes(name)
  return (node.status?.nodeInfo?.kubeletVersion ?? '') !== ''
}

/** Since when, in simulated milliseconds. */
export function downSince(working: Working, name: string): number | undefined {
  return working.table<number>('nodes-down').get(name)
}

/** Stops a node; the node controller notices when no heartbeat has come for its grace period. */
export function stopNode(working: Working, name: string): void {
  if (isNodeDown(working, name)) return
  working.table<number>('nodes-down').set(name, working.now)
  working.agenda.add('node-lifecycle', objectKey('', 'nodes', '', name), working.now)
}

/** Starts a stopped node again. Its kubelet reports itself not ready at first, and ready with its next status, ten seconds later. */
export function startNode(working: Working, name: string): void {
  const key = objectKey('', 'nodes', '', name)
  if (!isNodeDown(working, name)) return
  working.table<number>('nodes-down').delete(name)
  const node = working.get(key)
  if (node !== undefined) reportStarting(working, node)
  for (const pod of working.keys(`node:${name}`)) working.agenda.add('kubelet', pod, working.now + kubeletStartMs)
  working.agenda.add('node-lifecycle', key, working.now)
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly lastHeartbeatTime?: string
  readonly lastTransitionTime?: string
  readonly reason?: string
  readonly message?: string
}

function reportStarting(working: Working, node: KubeObject): void {
  const { status } = node as KubeObject & { readonly status?: { readonly conditions?: readonly Condition[] } }
  const ready = status?.conditions?.find((condition) => condition.type === 'Ready')
  if (ready?.status === 'True') return
  writeConditions(working, node, [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'container runtime is down' }])
}

const healthy = [
  { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
  { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
  { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
  { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
]

/** What a kubelet reports of a node in good order. */
export function reportHealthy(working: Working, node: KubeObject): void {
  writeConditions(working, node, healthy)
}

/** What the node controller writes when a kubelet has been silent for too long. */
export function reportUnknown(working: Working, node: KubeObject): void {
  writeConditions(working, node, healthy.map(({ type }) => ({ type, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' })))
}

function writeConditions(working: Working, node: KubeObject, reported: readonly Condition[]): void {
  const { status } = node as KubeObject & { readonly status?: { readonly conditions?: readonly Condition[] } }
  const time = working.timestamp()
  const present = status?.conditions ?? []
  const written = reported.map((condition) => {
    const old = present.find((item) => item.type === condition.type)
    const kept = old?.status === condition.status ? old.lastTransitionTime : undefined
    const lastHeartbeatTime = condition.status === 'Unknown' ? (old?.lastHeartbeatTime ?? time) : time
    return { ...condition, lastHeartbeatTime, lastTransitionTime: kept ?? time }
  })
  const conditions = [...present.map((old) => written.find((item) => item.type === old.type) ?? old), ...written.filter((item) => !present.some((old) => old.type === item.type))]
  working.put(objectKey('', 'nodes', '', node.metadata.name), { ...node, status: { ...status, conditions } } as KubeObject)
}
