import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type ObjectKey } from '@/lib/kube/object'
import type { Working } from '../working/working'

const table = 'pod-addresses'

/** The next free address of the Pod's node: addresses go round, so that a new Pod does not get the one of a Pod that has just gone (host-local IPAM). */
export function podAddress(working: Working, pod: Pod): string {
  const node = pod.spec.nodeName ?? ''
  const range = (working.get(objectKey('', 'nodes', '', node)) as Node | undefined)?.spec.podCIDR ?? '10.244.0.0/24'
  const base = range.slice(0, range.lastIndexOf('.'))
  const used = working.table<ObjectKey>(table)
  const last = working.slot<number>(`${table}/${node}`, 1)
  for (let step = 1; step <= 253; step++) {
    const host = ((last - 2 + step) % 253) + 2
    const address = `${base}.${String(host)}`
    if (used.has(address)) continue
    used.set(address, objectKey('', 'pods', pod.metadata.namespace ?? '', pod.metadata.name))
    working.setSlot(`${table}/${node}`, host)
    return address
  }
  return `${base}.254`
}

/** Gives an address back. */
export function releaseAddress(working: Working, address: string): void {
  working.table<ObjectKey>(table).delete(address)
}
