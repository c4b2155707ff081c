import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Journey } from './journey'
import type { Target } from './pick-endpoint'
import { judge, type Connection, type Denial } from './policy-rule'
import { dnsEnd, endAt, endOfNode, endOfPod, senderSeenBy, startOf, type TrafficEnd } from './traffic-end'
import type { NetworkView } from './view'

/**
 * Whether NetworkPolicies drop a request on its way to an endpoint; the last hop then says which. What leaves is judged first, and by what kube-proxy has made
 * of the address: a Service's own address and port are no longer there.
 */
export function isDropped(journey: Journey, target: Target | undefined, askedPort: number): boolean {
  const { view } = journey
  if (!view.hasPolicies()) return false
  const receiver = target === undefined ? undefined : view.podAt(target.address)
  if (receiver !== undefined && receiver.metadata.uid === journey.pod?.metadata.uid) return false
  return isDroppedOnLeaving(journey, target, askedPort) || (target !== undefined && receiver !== undefined && isDroppedOnArrival(journey, target, receiver))
}

function isDroppedOnLeaving(journey: Journey, target: Target | undefined, askedPort: number): boolean {
  const between = firstStop(journey)
  const to = between ?? (target === undefined ? undefined : endAt(journey.view, target.address))
  if (to === undefined) return false
  const port = between === undefined ? (target?.port ?? askedPort) : askedPort
  return isRefused(journey, 'Egress', { from: startOf(journey), to, port, protocol: 'TCP' }, target)
}

/** What a request addresses instead of the endpoint: a Gateway, or a node other than the sender's own. */
function firstStop({ view, gateway, enteredAt, node }: Journey): TrafficEnd | undefined {
  if (gateway !== undefined) return { name: `Gateway ${gateway.name}`, address: gateway.address }
  return enteredAt === undefined || enteredAt === node ? undefined : endOfNode(view, enteredAt)
}

function isDroppedOnArrival(journey: Journey, target: Target, receiver: Pod): boolean {
  const from = senderSeenBy(journey, receiver.spec.nodeName)
  return isRefused(journey, 'Ingress', { from, to: endOfPod(journey.view, receiver), port: target.port, protocol: 'TCP' }, target)
}

function isRefused(journey: Journey, direction: 'Ingress' | 'Egress', connection: Connection, target: Target | undefined): boolean {
  const denial = judge(journey.view, direction, connection)
  if (denial === undefined) return false
  const receiver = target === undefined ? undefined : journey.view.podAt(target.address)
  const object = receiver === undefined ? {} : { object: { kind: 'Pod', namespace: receiver.metadata.namespace ?? '', name: receiver.metadata.name } }
  journey.hop({ at: 'policy', ok: false, ...object, say: `${sayDenial(denial, connection)}: this one is dropped.` })
  return true
}

/** Why a Pod gets no answer from DNS, in one sentence; undefined where it does. The resolver asks over UDP. */
export function dnsDenial(view: NetworkView, from: TrafficEnd): string | undefined {
  if (!view.hasPolicies()) return undefined
  const connection: Connection = { from, to: dnsEnd, port: 53, protocol: 'UDP' }
  const leaving = judge(view, 'Egress', connection)
  if (leaving !== undefined) return `${sayDenial(leaving, connection)}, so no name is resolved.`
  const arriving = judge(view, 'Ingress', connection)
  return arriving === undefined ? undefined : `${sayDenial(arriving, connection)}, so no name is resolved.`
}

/** `NetworkPolicy api selects Pod api-1 and allows no request from Pod client`. */
function sayDenial({ policies, direction, lacks }: Denial, { from, to, port, protocol }: Connection): string {
  const isIngress = direction === 'Ingress'
  const [subject, peer] = isIngress ? [to, from] : [from, to]
  const there = `${isIngress ? 'from' : 'to'} ${nameFrom(peer, subject)}`
  const begin = sayPolicies(policies, subject.name)
  switch (lacks) {
    case 'rule':
      return `${begin} no request ${isIngress ? 'to' : 'from'} it${to === dnsEnd ? ', not even to DNS' : ''}`
    case 'peer':
      return `${begin} no request ${there}`
    case 'port':
      return `${begin} requests ${there}, but not to ${protocol === 'TCP' ? '' : `${protocol} `}port ${String(port)}`
  }
}

function sayPolicies(policies: readonly string[], subject: string): string {
  const last = policies.at(-1) ?? ''
  return policies.length === 1 ? `NetworkPolicy ${last} selects ${subject} and allows` : `NetworkPolicies ${policies.slice(0, -1).join(', ')} and ${last} select ${subject} and allow`
}

function nameFrom({ name, pod }: TrafficEnd, from: TrafficEnd): string {
  return pod === undefined || pod.namespace === from.pod?.namespace || name.includes('namespace') ? name : `${name} in namespace ${pod.namespace}`
}
