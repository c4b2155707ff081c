import { cidrContains, parseCidr, parseIp } from '@/lib/kube/ip'
import { matchesSelector } from '@/lib/kube/labels'
import type { IPBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '@/lib/kube/networking/v1.generated'
import type { PodEnd, TrafficEnd } from './traffic-end'
import type { NetworkView } from './view'

type Direction = 'Ingress' | 'Egress'

/** A connection that somebody wants to open: the port is the receiver's own, after a Service has translated it. */
export interface Connection {
  readonly from: TrafficEnd
  readonly to: TrafficEnd
  readonly port: number
  readonly protocol: 'TCP' | 'UDP'
}

/** One rule of a policy, in either direction. */
interface Rule {
  /** The policy's namespace: a podSelector alone looks there. */
  readonly home: string
  readonly peers: readonly NetworkPolicyPeer[]
  readonly ports: readonly NetworkPolicyPort[]
}

/** Why policies drop a connection: they allow none at all, none with that peer, or not on that port. */
export interface Denial {
  readonly policies: readonly string[]
  readonly direction: Direction
  readonly lacks: 'rule' | 'peer' | 'port'
}

/**
 * What the policies of one direction say of a connection; undefined: it may pass. A Pod that no policy selects takes part in everything; one that some select,
 * in what any of their rules allows (NetworkPolicySpec).
 */
export function judge(view: NetworkView, direction: Direction, connection: Connection): Denial | undefined {
  const [subject, peer] = direction === 'Ingress' ? [connection.to, connection.from] : [connection.from, connection.to]
  if (subject.pod === undefined || isOwnNode(subject.pod, peer)) return undefined
  const policies = selecting(view, subject.pod, direction)
  if (policies.length === 0) return undefined
  const rules = policies.flatMap((policy) => rulesOf(policy, direction))
  const forPeer = rules.filter((rule) => allowsPeer(view, rule, peer))
  if (forPeer.some((rule) => allowsPort(rule, connection))) return undefined
  const lacks = rules.length === 0 ? 'rule' : forPeer.length === 0 ? 'peer' : 'port'
  return { policies: policies.map(({ metadata }) => metadata.name), direction, lacks }
}

/** A Pod and the node it runs on always reach each other: probes come from there. */
function isOwnNode({ node }: PodEnd, { host }: TrafficEnd): boolean {
  return host !== undefined && host === node
}

function selecting(view: NetworkView, { namespace, labels }: PodEnd, direction: Direction): NetworkPolicy[] {
  return view.policiesIn(namespace).filter(({ spec }) => spec.policyTypes?.includes(direction) === true && matchesSelector(spec.podSelector ?? {}, labels))
}

function rulesOf({ metadata: { namespace: home = '' }, spec }: NetworkPolicy, direction: Direction): Rule[] {
  if (direction === 'Ingress') return (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ home, peers: from, ports }))
  return (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ home, peers: to, ports }))
}

/** No peers: everybody. */
function allowsPeer(view: NetworkView, { peers, home }: Rule, end: TrafficEnd): boolean {
  return peers.length === 0 || peers.some((peer) => (peer.ipBlock === undefined ? selectsPod(view, peer, home, end.pod) : blockContains(peer.ipBlock, end.address)))
}

function selectsPod(view: NetworkView, { namespaceSelector, podSelector }: NetworkPolicyPeer, home: string, pod: PodEnd | undefined): boolean {
  if (pod === undefined) return false
  const isNamespace = namespaceSelector === undefined ? pod.namespace === home : matchesSelector(namespaceSelector, view.get('', 'namespaces', '', pod.namespace)?.metadata.labels)
  return isNamespace && (podSelector === undefined || matchesSelector(podSelector, pod.labels))
}

function blockContains({ cidr, except = [] }: IPBlock, address: string | undefined): boolean {
  const ip = parseIp(address ?? '')
  const holds = (range: string) => {
    const read = parseCidr(range)
    return ip !== undefined && read !== undefined && cidrContains(read, ip)
  }
  return holds(cidr) && !except.some(holds)
}

/** No ports: every port of every protocol. A name is one of the receiver's own. */
function allowsPort({ ports }: Rule, { to, port, protocol }: Connection): boolean {
  return ports.length === 0 || ports.some((wanted) => (wanted.protocol ?? 'TCP') === protocol && includesPort(wanted, to, port, protocol))
}

function includesPort({ port: wanted, endPort }: NetworkPolicyPort, to: TrafficEnd, port: number, protocol: string): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'number') return port >= wanted && port <= (endPort ?? wanted)
  return to.pod?.containers.some(({ ports = [] }) => ports.some((own) => own.name === wanted && own.containerPort === port && own.protocol === protocol)) === true
}
