import type { EndpointAddress, EndpointPort, EndpointSubset, Pod, Service } from '@/lib/kube/core/v1.generated'
import { isPodReady } from '../pod-state'
import { findPort, hostnameOf, isCandidate } from './candidates'
import { inOrder } from './port-order'

interface Held {
  readonly address: EndpointAddress
  readonly ready: boolean
  readonly ports: EndpointPort[]
}

/** The subsets of a Service's Endpoints: addresses that share their ports stand together, both sorted (api/v1/endpoints RepackSubsets). */
export function desiredSubsets(service: Service, pods: readonly Pod[]): EndpointSubset[] {
  const publish = service.spec.publishNotReadyAddresses === true
  const held: Held[] = []
  const isNumbered = (service.spec.ports ?? []).every((port) => typeof port.targetPort === 'number')
  let numbered: EndpointPort[] | undefined
  for (const pod of pods) {
    if (!isCandidate(pod, publish)) continue
    const ports = numbered ?? portsOf(service, pod)
    if (isNumbered) numbered = ports
    if (ports.length === 0 && !(service.spec.clusterIP === 'None' && (service.spec.ports ?? []).length === 0)) continue
    held.push({ address: addressOf(service, pod), ready: publish || isPodReady(pod), ports })
  }
  return group(held)
}

function portsOf(service: Service, pod: Pod): EndpointPort[] {
  return (service.spec.ports ?? []).flatMap((port) => {
    const number = findPort(pod, port)
    if (number === undefined) return []
    const name = (port.name ?? '') === '' ? {} : { name: port.name ?? '' }
    return [{ ...name, port: number, protocol: port.protocol, ...(port.appProtocol === undefined ? {} : { appProtocol: port.appProtocol }) }]
  })
}

function addressOf(service: Service, pod: Pod): EndpointAddress {
  const hostname = hostnameOf(pod, service)
  return {
    ip: pod.status?.podIP ?? '',
    ...(hostname === undefined ? {} : { hostname }),
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name, uid: pod.metadata.uid },
  }
}

function group(held: readonly Held[]): EndpointSubset[] {
  const subsets = new Map<string, { ports: EndpointPort[]; addresses: EndpointAddress[]; notReadyAddresses: EndpointAddress[] }>()
  const ids = new Map<EndpointPort[], string>()
  for (const { address, ready, ports } of held) {
    const id = ids.get(ports) ?? ports.map(portText).sort().join(',')
    ids.set(ports, id)
    const subset = subsets.get(id) ?? { ports: inOrder(ports), addresses: [], notReadyAddresses: [] }
    subset[ready ? 'addresses' : 'notReadyAddresses'].push(address)
    subsets.set(id, subset)
  }
  return [...subsets.entries()].sort(([a], [b]) => compare(a, b)).map(([, subset]) => tidy(subset))
}

function tidy(subset: { readonly ports: EndpointPort[]; readonly addresses: EndpointAddress[]; readonly notReadyAddresses: EndpointAddress[] }): EndpointSubset {
  const byAddress = (addresses: readonly EndpointAddress[]) => [...addresses].sort((a, b) => compare(a.ip, b.ip) || compare(a.targetRef?.uid ?? '', b.targetRef?.uid ?? ''))
  return {
    ...(subset.addresses.length === 0 ? {} : { addresses: byAddress(subset.addresses) }),
    ...(subset.notReadyAddresses.length === 0 ? {} : { notReadyAddresses: byAddress(subset.notReadyAddresses) }),
    ...(subset.ports.length === 0 ? {} : { ports: subset.ports }),
  }
}

function portText(port: EndpointPort): string {
  return `${port.name ?? ''}/${port.protocol ?? ''}/${port.port}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
