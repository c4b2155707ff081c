import { isFailure } from '../../failure'
import { call, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { has, list, map, orElse, selectorText, strings, text } from './fields'
import { annotationLines, headLines, labelLines } from './metadata'
import { endpointsText, slicesOf } from './service'

export function* ingressLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const namespace = text(object, 'metadata', 'namespace')
  const rules: string[] = []
  for (const rule of list(object, 'spec', 'rules')) {
    rules.push(`  ${orElse(text(rule, 'host'), '*')}\t`)
    for (const path of list(rule, 'http', 'paths')) rules.push(`  \t${text(path, 'path')} \t${yield* backendText(invocation, namespace, map(path, 'backend'))}`)
  }
  const fallback = has(object, 'spec', 'defaultBackend') ? yield* backendText(invocation, namespace, map(object, 'spec', 'defaultBackend')) : '<default>'
  const tls = list(object, 'spec', 'tls')
  const addresses = list(object, 'status', 'loadBalancer', 'ingress').map((one) => orElse(text(one, 'ip'), text(one, 'hostname')))
  return [
    `Name:\t${text(object, 'metadata', 'name')}`,
    ...labelLines(map(object, 'metadata', 'labels')),
    `Namespace:\t${namespace}`,
    `Address:\t${addresses.join(',')}`,
    `Ingress Class:\t${orElse(text(object, 'spec', 'ingressClassName'), '<none>')}`,
    `Default backend:\t${fallback}`,
    ...(tls.length === 0 ? [] : ['TLS:', ...tls.map((one) => `  ${text(one, 'secretName') === '' ? 'SNI routes' : `${text(one, 'secretName')} terminates`} ${strings(one, 'hosts').join(',')}`)]),
    'Rules:',
    '  Host\tPath\tBackends',
    '  ----\t----\t--------',
    ...(rules.length === 0 ? [`  *\t*\t${fallback}`] : rules),
    ...annotationLines(map(object, 'metadata', 'annotations')),
  ]
}

function* backendText(invocation: Invocation, namespace: string, backend: JsonObject): Running<string> {
  if (!has(backend, 'service')) return `APIGroup: ${text(backend, 'resource', 'apiGroup')}, Kind: ${text(backend, 'resource', 'kind')}, Name: ${text(backend, 'resource', 'name')}`
  const name = text(backend, 'service', 'name')
  const port = orElse(text(backend, 'service', 'port', 'name'), text(backend, 'service', 'port', 'number'))
  const response = yield* call(invocation, 'GET', `/api/v1/namespaces/${namespace}/services/${name}`)
  if (isFailure(response.body)) return `${name}:${port} (<error: ${response.body.message ?? ''}>)`
  const found = isObject(response.body) ? list(response.body, 'spec', 'ports').find((one) => text(one, 'name') === port || text(one, 'port') === port) : undefined
  return `${name}:${port} (${endpointsText(yield* slicesOf(invocation, namespace, name), text(found, 'name'))})`
}

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
  return [name, namespace, `Created on:\t${created}`, ...rest, 'Spec:', `  PodSelector:     ${selectorText(map(object, 'spec', 'podSelector'), '<none> (Allowing the specific traffic to all pods in this namespace)')}`, ...direction('ingress'), ...direction('egress'), `  Policy Types: ${types.join(', ')}`]
}

function ruleLines(rule: JsonObject, peers: 'from' | 'to'): string[] {
  const title = peers === 'from' ? 'From' : 'To'
  const ports = list(rule, 'ports').map((port) => (has(port, 'endPort') ? `    To Port Range: ${text(port, 'port')}-${text(port, 'endPort')}/${text(port, 'protocol')}` : `    To Port: ${orElse(text(port, 'port'), '<any>')}/${text(port, 'protocol')}`))
  const who = list(rule, peers).flatMap((peer) => [`    ${title}:`, ...peerLines(peer)])
  const anyone = peers === 'from' ? '    From: <any> (traffic not restricted by source)' : '    To: <any> (traffic not restricted by destination)'
  return [...(ports.length === 0 ? ['    To Port: <any> (traffic allowed to all ports)'] : ports), ...(who.length === 0 ? [anyone] : who)]
}

function peerLines(peer: JsonObject): string[] {
  if (has(peer, 'ipBlock')) return ['      IPBlock:', `        CIDR: ${text(peer, 'ipBlock', 'cidr')}`, `        Except: ${strings(peer, 'ipBlock', 'except').join(', ')}`]
  return [...(has(peer, 'namespaceSelector') ? [`      NamespaceSelector: ${selectorText(peer['namespaceSelector'])}`] : []), ...(has(peer, 'podSelector') ? [`      PodSelector: ${selectorText(peer['podSelector'])}`] : [])]
}
