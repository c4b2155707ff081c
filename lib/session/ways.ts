import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Goal } from './messages'

/** Whether a goal is reached: a ready endpoint with a port leads there. */
export function holds(goal: Goal, objects: ReadonlyMap<ObjectKey, KubeObject>): boolean {
  return waysOf(objects).some(({ from, to, port }) => from === goal.from && to === goal.to && port === goal.port)
}

/** Every way from a Service through a ready endpoint to the Deployment of its Pod, once each. */
export function waysOf(objects: ReadonlyMap<ObjectKey, KubeObject>): readonly Goal[] {
  const ways = new Map<string, Goal>()
  for (const [key, object] of objects) {
    if (!key.startsWith('discovery.k8s.io/endpointslices/')) continue
    for (const way of waysOfSlice(object as EndpointSlice, objects)) ways.set(`${way.from} ${way.to} ${way.port}`, way)
  }
  return [...ways.values()]
}

function waysOfSlice(slice: EndpointSlice, objects: ReadonlyMap<ObjectKey, KubeObject>): Goal[] {
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
