import type { JsonObject } from '../../json'
import { has, list, map, orElse, selectorText, strings, text } from './fields'
import { headLines } from './metadata'

/** A NetworkPolicy as sentences. */
export function networkPolicyLines(object: JsonObject): string[] {
  const types = strings(object, 'spec', 'policyTypes')
  const created = text(object, 'metadata', 'creationTimestamp').replace('T', ' ').replace('Z', ' +0000 UTC')
  const direction = (kind: 'ingress' | 'egress') => {
    if (!types.includes(kind === 'ingress' ? 'Ingress' : 'Egress')) return [`  Not affecting ${kind} traffic`]
    const rules = list(object, 'spec', kind)
    if (rules.length === 0) return [`  Allowing ${kind} traffic:`, `    <none> (Selected pods are isolated for ${kind} connectivity)`]
    return [`  Allowing ${kind} traffic:`, ...rules.flatMap((rule, index) => [...(index > 0 ? ['    ----------'] : []), ...ruleLines(rule, kind === 'ingress' ? 'from' : 'to')])]
  }
  const [name = '', namespace = '', ...rest] = headLines(object)
  return [name, namespace, `Created on:\t${created}`, ...rest, 'Spec:', `  PodSelector:     ${selectorText(map(object, 'spec', 'podSelector'), '<none> (Allowing the specific traffic to all pods in this namespace)')}`, ...direction('ingress'), ...direction('egress'), `  Policy Types: ${orElse(types.join(', '), '<none>')}`]
}

function ruleLines(rule: JsonObject, peers: 'from' | 'to'): string[] {
  const title = peers === 'from' ? 'From' : 'To'
  const ports = list(rule, 'ports').map((port) => (has(port, 'endPort') ? `    To Port Range: ${text(port, 'port')}-${text(port, 'endPort')}/${text(port, 'protocol')}` : `    To Port: ${orElse(text(port, 'port'), '<nil>')}/${text(port, 'protocol')}`))
  const who = list(rule, peers).flatMap((peer) => [`    ${title}:`, ...peerLines(peer)])
  const anyone = peers === 'from' ? '    From: <any> (traffic not restricted by source)' : '    To: <any> (traffic not restricted by destination)'
  return [...(ports.length === 0 ? ['    To Port: <any> (traffic allowed to all ports)'] : ports), ...(who.length === 0 ? [anyone] : who)]
}

function peerLines(peer: JsonObject): string[] {
  if (has(peer, 'ipBlock')) return ['      IPBlock:', `        CIDR: ${text(peer, 'ipBlock', 'cidr')}`, `        Except: ${strings(peer, 'ipBlock', 'except').join(', ')}`]
  return [...(has(peer, 'namespaceSelector') ? [`      NamespaceSelector: ${selectorText(peer['namespaceSelector'])}`] : []), ...(has(peer, 'podSelector') ? [`      PodSelector: ${selectorText(peer['podSelector'])}`] : [])]
}
