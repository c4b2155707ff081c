import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { sharesOf } from '@/lib/kube/gateway/shares'
import type { HTTPRoute } from '@/lib/kube/gateway/v1'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { WayGoal } from './messages'

const read = new WeakMap<ReadonlyMap<ObjectKey, KubeObject>, readonly WayGoal[]>()

/**
 * Every way from a Service through a ready endpoint to the Deployment of its Pod, and from a route to a Service, once each. A cluster's objects are a
 * value, read once for all goals and for as long as nothing changes.
 */
export function waysOf(objects: ReadonlyMap<ObjectKey, KubeObject>): readonly WayGoal[] {
  const known = read.get(objects)
  if (known !== undefined) return known
  const ways = readWays(objects)
  read.set(objects, ways)
  return ways
}

function readWays(objects: ReadonlyMap<ObjectKey, KubeObject>): readonly WayGoal[] {
  const ways = new Map<string, WayGoal>()
  for (const object of objects.values()) {
    if (object.kind === 'HTTPRoute') for (const way of waysOfRoute(object as HTTPRoute)) ways.set(`${way.from} ${way.to}`, way)
    if (object.kind === 'EndpointSlice') for (const way of waysOfSlice(object as EndpointSlice, objects)) ways.set(`${way.from} ${way.to} ${way.port}`, way)
  }
  return [...ways.values()]
}

/** A share in per cent, with one decimal. A weight of 0 is no way. */
function waysOfRoute({ metadata, spec }: HTTPRoute): WayGoal[] {
  return (spec.rules ?? []).flatMap(({ backendRefs = [] }) => {
    const shares = sharesOf(backendRefs)
    return backendRefs.flatMap(({ name, namespace = metadata.namespace ?? '', port = 0, weight }, index) => (weight === 0 ? [] : [{ from: `HTTPRoute/${metadata.namespace ?? ''}/${metadata.name}`, to: `Service/${namespace}/${name}`, port, share: Math.round(1000 * (shares[index] ?? 0)) / 10 }]))
  })
}

function waysOfSlice(slice: EndpointSlice, objects: ReadonlyMap<ObjectKey, KubeObject>): WayGoal[] {
  const namespace = slice.metadata.namespace ?? ''
  const name = slice.metadata.labels?.['kubernetes.io/service-name'] ?? ''
  const service = objects.get(`/services/${namespace}/${name}`) as Service | undefined
  if (service === undefined) return []
  return (slice.endpoints ?? []).flatMap((endpoint) => {
    const pod = endpoint.targetRef?.kind === 'Pod' ? (objects.get(`/pods/${namespace}/${endpoint.targetRef.name ?? ''}`) as Pod | undefined) : undefined
    const to = pod === undefined || endpoint.conditions?.ready === false ? undefined : ownerOf(pod, objects)
    return to === undefined ? [] : (slice.ports ?? []).map(({ port }) => ({ from: `Service/${namespace}/${name}`, to, port: port ?? 0 }))
  })
}

function ownerOf(pod: Pod, objects: ReadonlyMap<ObjectKey, KubeObject>): string {
  const namespace = pod.metadata.namespace ?? ''
  const set = pod.metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')?.name
  const owner = set === undefined ? undefined : (objects.get(`apps/replicasets/${namespace}/${set}`) as ReplicaSet | undefined)?.metadata.ownerReferences?.find(({ kind }) => kind === 'Deployment')?.name
  return owner === undefined ? `Pod/${namespace}/${pod.metadata.name}` : `Deployment/${namespace}/${owner}`
}
