import type { Container, Node, Pod } from '@/lib/kube/core/v1.generated'
import type { Labels } from '@/lib/kube/labels'
import type { Journey } from './journey'
import type { NetworkView } from './view'

/** One end of a connection as NetworkPolicies see it: a Pod, or an address that is none. */
export interface TrafficEnd {
  /** In words: `Pod web-1`, `node node-2`, `a client outside the cluster`. */
  readonly name: string
  readonly address: string | undefined
  readonly pod?: PodEnd
  /** The node that this end is itself. */
  readonly host?: string
}

/** What policies know of a Pod. */
export interface PodEnd {
  readonly namespace: string
  readonly labels: Labels | undefined
  readonly node: string | undefined
  readonly containers: readonly Pick<Container, 'ports'>[]
}

/** Clients outside the cluster share an address of the range for documentation (RFC 5737, TEST-NET-2). */
const outsideAddress = '198.51.100.1'

/** The end that stands at a Pod; one in its node's network is the node (NetworkPolicies see no difference). */
export function endOfPod(view: NetworkView, pod: Pod): TrafficEnd {
  const { nodeName } = pod.spec
  if (pod.spec.hostNetwork === true) return endOfNode(view, nodeName ?? '')
  const { name, namespace = '', labels } = pod.metadata
  return { name: `Pod ${name}`, address: pod.status?.podIP, pod: { namespace, labels, node: nodeName, containers: pod.spec.containers } }
}

/** The end that stands at an address. */
export function endAt(view: NetworkView, address: string): TrafficEnd {
  const pod = view.podAt(address)
  if (pod !== undefined) return endOfPod(view, pod)
  const node = view.nodes().find((candidate) => addressOf(candidate) === address)
  return node === undefined ? { name: address, address } : endOfNode(view, node.metadata.name)
}

/** The end that is a node itself. */
export function endOfNode(view: NetworkView, name: string): TrafficEnd {
  return { name: `node ${name}`, address: addressOf(view.node(name)), host: name }
}

function addressOf(node: Node | undefined): string | undefined {
  return node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address
}

/** Where a request starts. */
export function startOf({ view, pod, from }: Journey): TrafficEnd {
  if (pod !== undefined) return endOfPod(view, pod)
  if (from === 'outside' || 'pod' in from) return { name: 'a client outside the cluster', address: outsideAddress }
  if (!('client' in from)) return endOfNode(view, from.node)
  return { name: `a client in namespace ${from.client}`, address: undefined, pod: { namespace: from.client, labels: {}, node: from.node, containers: [] } }
}

/**
 * Who a Pod takes a request's sender for. A Gateway sends it on in its own name. What came in at another node's port or by a load balancer carries that
 * node's address (kube-proxy masquerades it); at the Pod's own node it still carries the sender's when policies look.
 */
export function senderSeenBy(journey: Journey, node: string | undefined): TrafficEnd {
  const { view, gateway, enteredAt } = journey
  if (gateway !== undefined) return { name: `Gateway ${gateway.name}`, address: gateway.address }
  return enteredAt === undefined || enteredAt === node ? startOf(journey) : endOfNode(view, enteredAt)
}

/** The cluster's DNS: its Pods are not among the objects, and have the labels and ports that they have everywhere. */
export const dnsEnd: TrafficEnd & { readonly address: string } = {
  name: 'DNS',
  address: '10.96.0.10',
  pod: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, node: undefined, containers: [{ ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' }] }] },
}
