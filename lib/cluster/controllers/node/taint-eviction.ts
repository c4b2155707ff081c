import type { Node, Pod, Taint } from '@/lib/kube/core/v1.generated'
import { objectKey, type ObjectKey } from '@/lib/kube/object'
import { deleteObject } from '../../api/operations'
import { recordEvent } from '../../events'
import { tolerates } from '../../scheduler/taints'
import type { Controller, Working } from '../../working/working'
import { isPodFinished } from '../pod-state'
import { addDisruption } from './disruption'

const component = 'taint-eviction-controller'
const latencyMs = 10

interface Eviction {
  readonly since: number
  readonly at: number
}

/** Evicts Pods from nodes with taints of effect NoExecute, after as long as they tolerate them (pkg/controller/tainteviction). Keys are the Pods'. */
export const taintEvictionController: Controller = {
  name: 'taint-eviction',
  watches: ['/nodes', '/pods'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'Node') {
      if ((before as Node | undefined)?.spec.taints === (change.object as Node).spec.taints) return
      for (const key of working.keys(`node:${change.object.metadata.name}`)) enqueue(key, latencyMs)
      return
    }
    const pod = change.object as Pod
    const was = before as Pod | undefined
    if (change.type === 'DELETED') working.table<Eviction>('taint-evictions').delete(change.key)
    else if (pod.spec.nodeName !== undefined && (was?.spec.nodeName !== pod.spec.nodeName || was.spec.tolerations !== pod.spec.tolerations)) {
      if (noExecute(working, pod).length > 0) enqueue(change.key, latencyMs)
    }
  },
  reconcile(working, key) {
    const pod = working.get(key as ObjectKey) as Pod | undefined
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined || isPodFinished(pod)) return undefined
    return decide(working, key as ObjectKey, pod)
  },
}

function noExecute(working: Working, pod: Pod): readonly Taint[] {
  const node = working.get(objectKey('', 'nodes', '', pod.spec.nodeName ?? '')) as Node | undefined
  return (node?.spec.taints ?? []).filter((taint) => taint.effect === 'NoExecute')
}

function decide(working: Working, key: ObjectKey, pod: Pod): number | undefined {
  const evictions = working.table<Eviction>('taint-evictions')
  const taints = noExecute(working, pod)
  const pending = evictions.get(key)
  const seconds = tolerationSeconds(pod, taints)
  if (seconds === undefined) {
    if (pending !== undefined) cancel(working, key, pod)
    return undefined
  }
  const since = pending?.since ?? working.now
  const at = pending !== undefined && pending.at <= since + seconds * 1000 ? pending.at : since + seconds * 1000
  if (working.now < at) {
    evictions.set(key, { since, at })
    return at
  }
  evict(working, key, pod)
  return undefined
}

/** For how long the Pod may stay: undefined for ever, 0 when it doesn't tolerate one of the taints. */
function tolerationSeconds(pod: Pod, taints: readonly Taint[]): number | undefined {
  let least: number | undefined
  for (const taint of taints) {
    const used = (pod.spec.tolerations ?? []).filter((toleration) => tolerates(toleration, taint))
    if (used.length === 0) return 0
    for (const { tolerationSeconds: seconds } of used) if (seconds !== undefined) least = Math.min(least ?? Infinity, Math.max(0, seconds))
  }
  return least
}

function evict(working: Working, key: ObjectKey, pod: Pod): void {
  working.table<Eviction>('taint-evictions').delete(key)
  const { namespace = '', name } = pod.metadata
  recordEvent(working, pod, { type: 'Normal', reason: 'TaintManagerEviction', message: `Marking for deletion Pod ${namespace}/${name}`, component })
  addDisruption(working, key, 'DeletionByTaintManager', 'Taint manager: deleting due to NoExecute taint')
  deleteObject(working, key, { manager: 'kube-controller-manager' })
}

function cancel(working: Working, key: ObjectKey, pod: Pod): void {
  working.table<Eviction>('taint-evictions').delete(key)
  const { namespace = '', name } = pod.metadata
  recordEvent(working, pod, { type: 'Normal', reason: 'TaintManagerEviction', message: `Cancelling deletion of Pod ${namespace}/${name}`, component })
}
