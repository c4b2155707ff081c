import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { Endpoint, EndpointPort } from '@/lib/kube/discovery/v1.generated'
import type { Working } from '../../working/working'
import { objectKey } from '@/lib/kube/object'
import { isPodReady } from '../pod-state'
import { findPort, hostnameOf, isCandidate } from './candidates'
import { inSliceOrder } from './port-order'

/** Endpoints that share one list of ports, and so may share slices. */
export interface PortGroup {
  /** Null: no port of the Service is one of these Pods'. */
  readonly ports: readonly EndpointPort[] | null
  readonly endpoints: readonly Endpoint[]
}

/** The endpoints a Service should have, by the ports its Pods resolve (endpointslice reconciler). Pods on which no port resolves stand in a group without ports. */
export function desiredEndpoints(working: Working, service: Service, pods: readonly Pod[]): ReadonlyMap<string, PortGroup> {
  const groups = new Map<string, { ports: readonly EndpointPort[] | null; endpoints: Endpoint[] }>()
  let numbered: { readonly ports: EndpointPort[]; readonly id: string } | undefined
  const isNumbered = (service.spec.ports ?? []).every((port) => typeof port.targetPort === 'number')
  for (const pod of pods) {
    if (!isCandidate(pod, true)) continue
    const resolved = numbered ?? withId(portsOf(service, pod))
    if (isNumbered) numbered = resolved
    const { ports, id } = resolved
    const group = groups.get(id) ?? { ports: ports.length === 0 ? null : inSliceOrder(ports), endpoints: [] }
    group.endpoints.push(knownEndpoint(working, service, pod))
    groups.set(id, group)
  }
  return groups
}

/** Ports that compare equal have one id, in whatever order they stand. */
export function portsId(ports: readonly EndpointPort[] | undefined | null): string {
  const texts = (ports ?? []).map((port) => `${port.name ?? ''}/${port.protocol ?? ''}/${String(port.port)}/${port.appProtocol ?? ''}`)
  return texts.sort().join(',')
}

function withId(ports: EndpointPort[]): { readonly ports: EndpointPort[]; readonly id: string } {
  return { ports, id: portsId(ports) }
}

const known = new WeakMap<Pod, { readonly spec: Service['spec']; readonly endpoint: Endpoint }>()

/** The same Pod and Service give the same endpoint, so that most of a large slice need not be compared. */
function knownEndpoint(working: Working, service: Service, pod: Pod): Endpoint {
  const present = known.get(pod)
  if (present?.spec === service.spec) return present.endpoint
  const endpoint = endpointOf(working, service, pod)
  known.set(pod, { spec: service.spec, endpoint })
  return endpoint
}

function portsOf(service: Service, pod: Pod): EndpointPort[] {
  return (service.spec.ports ?? []).flatMap((port) => {
    const number = findPort(pod, port)
    if (number === undefined) return []
    return [{ name: port.name ?? '', protocol: port.protocol, port: number, ...(port.appProtocol === undefined ? {} : { appProtocol: port.appProtocol }) }]
  })
}

function endpointOf(working: Working, service: Service, pod: Pod): Endpoint {
  const serving = isPodReady(pod)
  const terminating = pod.metadata.deletionTimestamp !== undefined
  const { nodeName } = pod.spec
  const zone = nodeName === undefined ? undefined : working.get(objectKey('', 'nodes', '', nodeName))?.metadata.labels?.['topology.kubernetes.io/zone']
  const hostname = hostnameOf(pod, service)
  return {
    addresses: [pod.status?.podIP ?? ''],
    conditions: { ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating },
    ...(hostname === undefined ? {} : { hostname }),
    targetRef: { kind: 'Pod', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name, uid: pod.metadata.uid },
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    ...hintsFor(service, nodeName, zone),
  }
}

/** Where a Service prefers endpoints close by, the nodes or zones that should use this one (endpointslice trafficdist). */
function hintsFor({ spec }: Service, nodeName: string | undefined, zone: string | undefined): Pick<Endpoint, 'hints'> {
  const byNode = spec.trafficDistribution === 'PreferSameNode' && nodeName !== undefined ? { forNodes: [{ name: nodeName }] } : {}
  const byZone = spec.trafficDistribution !== undefined && zone !== undefined ? { forZones: [{ name: zone }] } : {}
  const hints = { ...byNode, ...byZone }
  return Object.keys(hints).length === 0 ? {} : { hints }
}
