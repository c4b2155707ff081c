import type { Node, Pod, Taint } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { recordEvent } from '../../events'
import { downSince, isNodeDown, reportHealthy, reportUnknown } from '../../node-power'
import type { Controller, Working } from '../../working/working'
import { podCondition } from '../pod-state'
import { missingTaint, surplusTaint, withTaint, withoutTaint } from './taints'

/** A kubelet that has been silent for so long is taken for lost (--node-monitor-grace-period, 50 s). */
export const graceMs = 50_000
/** How often the controller looks at its nodes (--node-monitor-period). */
const monitorMs = 5000
/** How often a kubelet reports its status. */
const statusMs = 10_000
/** Between two writes of one node. */
const stepMs = 15

/** Notices lost nodes and those that came back, marks their Pods and taints them (pkg/controller/nodelifecycle). Keys are the nodes'. */
export const nodeLifecycleController: Controller = {
  name: 'node-lifecycle',
  watches: ['/nodes'],
  observe(change, before, _working, enqueue) {
    if (change.type === 'DELETED') return
    const node = change.object as Node
    const was = before as Node | undefined
    if (was === undefined || was.spec !== node.spec || readiness(was) !== readiness(node)) enqueue(change.key, stepMs)
  },
  reconcile(working, key) {
    const node = working.get(key as ObjectKey) as Node | undefined
    if (node === undefined) return undefined
    return noticeLoss(working, node) ?? noticeReturn(working, node) ?? markPods(working, node) ?? syncTaints(working, key as ObjectKey, node)
  },
}

function readyCondition(node: Node) {
  return node.status?.conditions?.find((condition) => condition.type === 'Ready')
}

function readiness(node: Node): string {
  return readyCondition(node)?.status ?? 'Unknown'
}

function noticeLoss(working: Working, node: Node): number | undefined {
  const since = downSince(working, node.metadata.name)
  if (since === undefined || readiness(node) === 'Unknown') return undefined
  if (working.now < since + graceMs) return since + graceMs
  working.table<number>('node-monitor').set(objectKey('', 'nodes', '', node.metadata.name), working.now)
  reportUnknown(working, node)
  recordEvent(working, node, { type: 'Normal', reason: 'NodeNotReady', message: `Node ${node.metadata.name} status is now: NodeNotReady`, component: 'node-controller' })
  return working.now + stepMs
}

/** A kubelet that is back reports in full with its next status. */
function noticeReturn(working: Working, node: Node): number | undefined {
  const waiting = working.table<number>('nodes-returning')
  if (isNodeDown(working, node.metadata.name) || readiness(node) !== 'False') {
    if (waiting.has(node.metadata.name)) waiting.delete(node.metadata.name)
    return undefined
  }
  if (readyCondition(node)?.reason !== 'KubeletNotReady') return undefined
  const at = waiting.get(node.metadata.name)
  if (at === undefined) waiting.set(node.metadata.name, working.now + statusMs)
  if (at === undefined || working.now < at) return syncTaints(working, objectKey('', 'nodes', '', node.metadata.name), node) ?? at ?? working.now + stepMs
  waiting.delete(node.metadata.name)
  reportHealthy(working, node)
  return working.now + stepMs
}

/** Pods of a node that is not ready are not ready either: their endpoints go at once. */
function markPods(working: Working, node: Node): number | undefined {
  if (readiness(node) !== 'Unknown') return undefined
  let marked = false
  for (const pod of working.list(`node:${node.metadata.name}`) as Pod[]) {
    if (podCondition(pod, 'Ready')?.status !== 'True') continue
    const conditions = pod.status?.conditions?.map((condition) => (condition.type === 'Ready' ? { ...condition, status: 'False', lastTransitionTime: working.timestamp() } : condition))
    working.put(objectKey('', 'pods', pod.metadata.namespace ?? '', pod.metadata.name), { ...pod, status: { ...pod.status, conditions } } as unknown as KubeObject)
    recordEvent(working, pod, { type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready', component: 'node-controller' })
    marked = true
  }
  return marked ? working.now + stepMs : undefined
}

/** One taint a look, added before others are taken away; those that evict follow at the controller's next pass, which is also the one that finds a node lost. */
function syncTaints(working: Working, key: ObjectKey, node: Node): number | undefined {
  const wanted = wantedTaints(node)
  const scheduling = missingTaint(node, wanted, 'NoSchedule') ?? undefined
  if (scheduling !== undefined) return write(working, key, withTaint(working, node, scheduling))
  const stale = surplusTaint(node, wanted, 'NoSchedule')
  if (stale !== undefined) return write(working, key, withoutTaint(node, stale))
  return syncEviction(working, key, node, wanted)
}

function syncEviction(working: Working, key: ObjectKey, node: Node, wanted: readonly Taint[]): number | undefined {
  const missing = missingTaint(node, wanted, 'NoExecute')
  const stale = surplusTaint(node, wanted, 'NoExecute')
  if (missing === undefined && stale === undefined) return undefined
  const swapped = missing === undefined && wanted.some((taint) => taint.effect === 'NoExecute')
  const at = swapped || (stale === undefined && readiness(node) === 'Unknown') ? working.now : nextMonitor(working, key)
  if (at > working.now) return at
  return write(working, key, missing !== undefined ? withTaint(working, node, missing) : withoutTaint(node, stale ?? ({} as Taint)))
}

/** Passes follow one another in step with the one that found the node lost. */
function nextMonitor(working: Working, key: ObjectKey): number {
  const passes = working.table<number>('node-monitor')
  const since = passes.get(key) ?? working.now
  const past = (working.now - since) % monitorMs
  if (!passes.has(key)) passes.set(key, since)
  return past === 0 && working.now > since ? working.now : working.now + monitorMs - past
}

function write(working: Working, key: ObjectKey, node: Node): number {
  working.put(key, node)
  return working.now + stepMs
}

function wantedTaints(node: Node): Taint[] {
  const cordoned: Taint[] = node.spec.unschedulable === true ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : []
  const ready = readiness(node)
  if (ready === 'True') return cordoned
  const key = ready === 'Unknown' ? 'node.kubernetes.io/unreachable' : 'node.kubernetes.io/not-ready'
  return [...cordoned, { key, effect: 'NoSchedule' }, { key, effect: 'NoExecute' }]
}
