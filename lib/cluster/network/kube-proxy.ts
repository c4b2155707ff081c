import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Controller } from '../working/working'

/** A change of endpoints reaches every node this long after it is made (curriculum contract). */
const propagationMs = 1000

interface Pending {
  readonly key: ObjectKey
  readonly slice: KubeObject | undefined
}

/** The kube-proxies of all nodes: each change of an EndpointSlice takes effect one second later, in order. */
export const kubeProxy: Controller = {
  name: 'kube-proxy',
  watches: ['discovery.k8s.io/endpointslices'],
  observe(change, _before, working, enqueue) {
    const key = String(change.resourceVersion)
    working.table<Pending>('proxy-pending').set(key, { key: change.key, slice: change.type === 'DELETED' ? undefined : change.object })
    enqueue(key, propagationMs)
  },
  reconcile(working, key) {
    const pending = working.table<Pending>('proxy-pending')
    const change = pending.get(key)
    if (change === undefined) return undefined
    pending.delete(key)
    const known = working.table<KubeObject>('proxy')
    if (change.slice === undefined) known.delete(change.key)
    else known.set(change.key, change.slice)
    return undefined
  },
}
