import type { Service, ServicePort } from '@/lib/kube/core/v1.generated'
import { resolveName } from './dns'
import type { Journey } from './journey'
import { dnsDenial } from './policy-filter'
import { startOf } from './traffic-end'
import { addressOf, gatewayAt, gatewayFor, throughGateway, type AtGateway } from './gateway'
import { pickTarget, targetsOf, type Target } from './pick-endpoint'
import { mayCall } from './source-ranges'

/** Where a request ends up, or why it gets nowhere. */
export type Reached = AtGateway

/** A resolver that hears nothing gives up after this long (resolv.conf(5): timeout). */
const silentDnsMs = 5000

const isAddress = (host: string) => /^\d+\.\d+\.\d+\.\d+$/.test(host)

/** Finds the address and port of the endpoint a request for `host:port` is sent to. */
export function reach(journey: Journey, host: string, port: number): Reached {
  if (journey.node !== undefined && journey.view.isNodeDown(journey.node)) {
    journey.hop({ at: 'client', ok: false, say: `${journey.node} is down: nothing leaves it.` })
    return { failure: 'timed-out' }
  }
  const own = journey.pod?.status?.podIP
  if (own !== undefined && (host === 'localhost' || host.startsWith('127.') || host === journey.pod?.metadata.name)) return { address: own, port, node: journey.node }
  return isAddress(host) ? byAddress(journey, host, port) : byName(journey, host, port)
}

function byName(journey: Journey, host: string, port: number): Reached {
  const denial = journey.knowsNames ? dnsDenial(journey.view, startOf(journey)) : undefined
  if (denial !== undefined) {
    journey.hop({ at: 'dns', ok: false, say: denial })
    return { failure: 'name-not-resolved', afterMs: silentDnsMs }
  }
  const gateway = gatewayFor(journey, host)
  if (gateway !== undefined) {
    const address = addressOf(gateway) ?? ''
    journey.hop({ at: 'dns', ok: true, address, say: `${host} leads to ${address}, the address of Gateway ${gateway.metadata.name}.` })
    return throughGateway(journey, gateway, host, port)
  }
  if (!journey.knowsNames) {
    journey.hop({ at: 'dns', ok: false, say: `Cluster names are known to Pods only: ${journey.isOutside ? 'outside the cluster' : 'on a node'} nobody knows ${host}.` })
    return { failure: 'name-not-resolved' }
  }
  const resolution = resolveName(journey.view, host, journey.namespace)
  switch (resolution.kind) {
    case 'service': {
      journey.hop({ at: 'dns', ok: true, object: about(resolution.service), address: resolution.address, say: `DNS answers ${resolution.address}, the address of Service ${resolution.service.metadata.name}.` })
      return throughService(journey, resolution.service, port)
    }
    case 'addresses': {
      const address = resolution.addresses[Math.floor(journey.chance * resolution.addresses.length)]
      const object = about(resolution.service)
      if (address === undefined) {
        journey.hop({ at: 'dns', ok: false, object, say: `Headless Service ${object.name} has no ready endpoint, so DNS has no address for its name.` })
        return { failure: 'name-not-resolved' }
      }
      journey.ways = () => [{ targets: resolution.addresses.map((each) => ({ address: each, port, node: undefined })), probability: 1 }]
      journey.hop({ at: 'dns', ok: true, object, address, say: `Service ${object.name} is headless: DNS answers the Pod's own address ${address}.` })
      return { address, port, node: undefined }
    }
    case 'address':
      journey.hop({ at: 'dns', ok: true, address: resolution.address, say: `DNS answers ${resolution.address}.` })
      return byAddress(journey, resolution.address, port)
    case 'outside':
      journey.hop({ at: 'dns', ok: false, say: `${host} stands for ${resolution.name}, which is not part of this practice cluster.` })
      return { failure: 'name-not-resolved' }
    case 'none':
      journey.hop({ at: 'dns', ok: false, say: resolution.say })
      return { failure: 'name-not-resolved' }
  }
}

function byAddress(journey: Journey, address: string, port: number): Reached {
  const { view } = journey
  const services = view.services()
  const balanced = services.find((service) => service.status?.loadBalancer?.ingress?.some((ingress) => ingress.ip === address) === true)
  if (balanced !== undefined) return atLoadBalancer(journey, balanced, address, port)
  const gateway = gatewayAt(journey, address)
  if (gateway !== undefined) return throughGateway(journey, gateway, journey.asked.headers['host'] ?? address, port)
  // kube-proxy's rules come before anything that listens on the node itself, so an external address may be a node's own.
  const external = services.filter((service) => service.spec.externalIPs?.includes(address) === true)
  const offering = external.find((service) => portOf(service, port) !== undefined)
  if (offering !== undefined) return throughService(journey, offering, port)
  const node = view.nodes().find((candidate) => candidate.status?.addresses?.some((own) => own.address === address) === true)
  if (node !== undefined) return atNode(journey, node.metadata.name, address, port)
  if (external[0] !== undefined) return throughService(journey, external[0], port)
  if (journey.isOutside) {
    journey.hop({ at: 'client', ok: false, address, say: `${address} is an address inside the cluster: from outside no route leads to it.` })
    return { failure: 'timed-out' }
  }
  const virtual = services.find((service) => service.spec.clusterIP === address)
  return virtual === undefined ? { address, port, node: undefined } : throughService(journey, virtual, port)
}

function atLoadBalancer(journey: Journey, service: Service, address: string, port: number): Reached {
  const { view } = journey
  const object = about(service)
  const own = portOf(service, port)
  if (own === undefined) {
    journey.hop({ at: 'load-balancer', ok: false, object, address, say: `The load balancer of ${object.name} does not listen on port ${port}.` })
    return { failure: 'timed-out' }
  }
  if (!mayCall(journey, service)) {
    journey.hop({ at: 'load-balancer', ok: false, object, address, say: `loadBalancerSourceRanges of ${object.name} leave this caller out: the request is dropped.` })
    return { failure: 'timed-out' }
  }
  if (!journey.isOutside) {
    journey.hop({ at: 'load-balancer', ok: true, object, address, say: `${address} is the load balancer of ${object.name}: inside the cluster the node short-cuts to its endpoints.` })
    return throughService(journey, service, port)
  }
  const targets = targetsOf(view, service, own)
  const local = service.spec.externalTrafficPolicy === 'Local'
  const nodes = view.nodes().filter((node) => isReady(node) && (!local || targets.some((target) => target.node === node.metadata.name)))
  const node = nodes[Math.floor(fraction(journey.chance * 97) * nodes.length)]
  if (node === undefined) {
    journey.hop({ at: 'load-balancer', ok: false, object, address, say: `The load balancer of ${object.name} has no healthy node to send the request to.` })
    return { failure: targets.length === 0 ? 'connection-refused' : 'timed-out' }
  }
  journey.hop({ at: 'load-balancer', ok: true, object, address, say: `The load balancer of ${object.name} passes the request to ${node.metadata.name}.` })
  return arriveAtNode(journey, service, own, node.metadata.name)
}

function atNode(journey: Journey, node: string, address: string, port: number): Reached {
  const service = journey.view.services().find((candidate) => candidate.spec.ports?.some((own) => own.nodePort === port && isTcp(own)) === true)
  const own = service?.spec.ports?.find((candidate) => candidate.nodePort === port && isTcp(candidate))
  if (journey.view.isNodeDown(node)) {
    journey.hop({ at: 'node-port', ok: false, address, say: `${node} is down.` })
    return { failure: 'timed-out' }
  }
  if (service === undefined || own === undefined) {
    if (journey.view.podAt(address, port) !== undefined) return { address, port, node }
    journey.hop({ at: 'node-port', ok: false, address, say: `Nothing listens on port ${port} of ${node}: no Service has that node port.` })
    return { failure: 'connection-refused' }
  }
  journey.hop({ at: 'node-port', ok: true, object: about(service), address: `${address}:${port}`, say: `Port ${port} of every node belongs to Service ${service.metadata.name}.` })
  return arriveAtNode(journey, service, own, node)
}

/** A request from outside has reached a node: with `externalTrafficPolicy: Local` only that node's own Pods may answer. */
function arriveAtNode(journey: Journey, service: Service, port: ServicePort, node: string): Reached {
  const object = about(service)
  journey.enteredAt = node
  if (journey.view.isNodeDown(node)) {
    journey.hop({ at: 'node-port', ok: false, object, say: `${node} is down.` })
    return { failure: 'timed-out' }
  }
  const all = targetsOf(journey.view, service, port)
  const targets = service.spec.externalTrafficPolicy === 'Local' ? all.filter((target) => target.node === node) : all
  if (targets.length === 0 && all.length > 0) {
    journey.hop({ at: 'node-port', ok: false, object, say: `${node} runs no ready Pod of ${object.name}, and externalTrafficPolicy: Local forbids passing the request on.` })
    return { failure: 'timed-out' }
  }
  return choose(journey, service, targets)
}

/** A request to a Service's virtual IP, handled by kube-proxy on the caller's node. */
export function throughService(journey: Journey, service: Service, port: number): Reached {
  const object = about(service)
  const own = portOf(service, port)
  if (own === undefined) {
    const offered = service.spec.ports?.map((candidate) => `${candidate.port}${isTcp(candidate) ? '' : `/${candidate.protocol}`}`).join(', ') ?? 'none'
    journey.hop({ at: 'virtual-ip', ok: false, object, say: `Service ${object.name} has no port ${port} (it has ${offered}): nothing takes the connection.` })
    return { failure: 'timed-out' }
  }
  const all = targetsOf(journey.view, service, own)
  const targets = service.spec.internalTrafficPolicy === 'Local' ? all.filter((target) => target.node === journey.node) : all
  if (targets.length === 0 && all.length > 0) {
    journey.hop({ at: 'virtual-ip', ok: false, object, say: `internalTrafficPolicy: Local keeps the request on ${journey.node ?? 'its node'}, which runs no ready Pod of ${object.name}.` })
    return { failure: 'timed-out' }
  }
  return choose(journey, service, targets)
}

function choose(journey: Journey, service: Service, targets: readonly Target[]): Reached {
  const object = about(service)
  const target = pickTarget(service, targets, journey.client, journey.chance)
  if (target === undefined) {
    journey.hop({ at: 'virtual-ip', ok: false, object, say: `Service ${object.name} has no endpoints, so the connection is refused.` })
    return { failure: 'connection-refused' }
  }
  journey.ways = () => [{ targets: service.spec.sessionAffinity === 'ClientIP' ? [target] : targets, probability: 1 }]
  journey.hop({ at: 'virtual-ip', ok: true, object, say: `kube-proxy picks one of ${targets.length} ${targets.length === 1 ? 'endpoint' : 'endpoints'} of ${object.name}: ${target.address}:${target.port}.` })
  return target
}

/** A Service's port for TCP: every request here is HTTP or a plain TCP connection, and a UDP port of the same number takes neither. */
function portOf(service: Service, port: number): ServicePort | undefined {
  return service.spec.ports?.find((candidate) => candidate.port === port && isTcp(candidate))
}

function isTcp({ protocol }: ServicePort): boolean {
  return protocol === 'TCP'
}

function isReady(node: { readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] } }): boolean {
  return node.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true
}

function about(service: Service): { readonly kind: string; readonly namespace: string; readonly name: string } {
  return { kind: 'Service', namespace: service.metadata.namespace ?? '', name: service.metadata.name }
}

function fraction(number: number): number {
  return number - Math.floor(number)
}
