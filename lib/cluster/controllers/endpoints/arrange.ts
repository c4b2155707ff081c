import type { Endpoint, EndpointPort, EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { same } from '../../api/write/same'
import { portsId, type PortGroup } from './slice-endpoints'

/** At most so many endpoints stand in one slice (kube-controller-manager --max-endpoints-per-slice). */
export const endpointsPerSlice = 100

/** What one slice should hold; without `slice` it is to be made. */
export interface Arranged {
  readonly slice?: EndpointSlice
  readonly ports: readonly EndpointPort[] | null
  readonly endpoints: readonly Endpoint[] | null
}

/**
 * Distributes desired endpoints over slices with as few writes as possible (endpointslice reconcileByPortMapping): one that is in a slice stays there
 * in its place, new ones fill slices that are written anyway, then others with room, then new slices. A Service without endpoints keeps one empty slice.
 */
export function arrange(slices: readonly EndpointSlice[], groups: ReadonlyMap<string, PortGroup>): { readonly wanted: readonly Arranged[]; readonly surplus: readonly EndpointSlice[] } {
  const wanted: Arranged[] = []
  const surplus: EndpointSlice[] = []
  for (const slice of slices) if (!groups.has(portsId(slice.ports)) || isPlaceholder(slice)) surplus.push(slice)
  for (const [id, group] of groups) {
    const own = slices.filter((slice) => portsId(slice.ports) === id && !isPlaceholder(slice))
    const arranged = arrangeGroup(own, group)
    wanted.push(...arranged.wanted)
    surplus.push(...arranged.surplus)
  }
  return reuse(wanted, surplus)
}

function isPlaceholder(slice: EndpointSlice): boolean {
  return (slice.endpoints ?? []).length === 0
}

function arrangeGroup(slices: readonly EndpointSlice[], group: PortGroup): { readonly wanted: Arranged[]; readonly surplus: EndpointSlice[] } {
  const missing = new Map(group.endpoints.map((endpoint) => [identity(endpoint), endpoint]))
  const kept = slices.map((slice) => {
    const endpoints: Endpoint[] = []
    for (const present of slice.endpoints ?? []) {
      const desired = missing.get(identity(present))
      if (desired === undefined) continue
      endpoints.push(present === desired || same(present, desired) ? present : desired)
      missing.delete(identity(present))
    }
    return { slice, endpoints, changed: endpoints.length !== (slice.endpoints ?? []).length || endpoints.some((endpoint, i) => endpoint !== slice.endpoints?.[i]) }
  })
  const left = [...missing.values()]
  const roomiest = [...kept].sort((a, b) => Number(b.changed) - Number(a.changed))
  for (const item of roomiest) if (item.endpoints.length > 0 || kept.length === 1) item.endpoints.push(...left.splice(0, endpointsPerSlice - item.endpoints.length))
  const wanted: Arranged[] = kept.filter(({ endpoints }) => endpoints.length > 0).map(({ slice, endpoints }) => ({ slice, ports: group.ports, endpoints }))
  while (left.length > 0) wanted.push({ ports: group.ports, endpoints: left.splice(0, endpointsPerSlice) })
  return { wanted, surplus: kept.filter(({ endpoints }) => endpoints.length === 0).map(({ slice }) => slice) }
}

/** A slice that would go serves as one that would be made, or as the empty one. */
function reuse(wanted: readonly Arranged[], surplus: readonly EndpointSlice[]): { readonly wanted: readonly Arranged[]; readonly surplus: readonly EndpointSlice[] } {
  const free = [...surplus]
  const settled = (wanted.length === 0 ? [{ ports: null, endpoints: null }] : wanted).map((item: Arranged) => {
    if (item.slice !== undefined) return item
    const slice = free.shift()
    return slice === undefined ? item : { ...item, slice }
  })
  return { wanted: settled, surplus: free }
}

function identity(endpoint: Endpoint): string {
  return `${endpoint.targetRef?.uid ?? ''}|${endpoint.addresses[0] ?? ''}`
}
