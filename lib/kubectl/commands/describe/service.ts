import { isFailure } from '../../failure'
import { call, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { has, list, map, number, orElse, pairsText, strings, text } from './fields'
import { headLines } from './metadata'

/** EndpointSlices of a Service. */
export function* slicesOf(invocation: Invocation, namespace: string, service: string): Running<readonly JsonObject[]> {
  const response = yield* call(invocation, 'GET', `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=${encodeURIComponent(`kubernetes.io/service-name=${service}`)}&limit=500`)
  return isFailure(response.body) || !isObject(response.body) ? [] : list(response.body, 'items')
}

/** The first three ready addresses of one port (of Services without ports, alone), and how many more there are (kubectl pkg/describe formatEndpointSlices). */
export function endpointsText(slices: readonly JsonObject[], portName: string): string {
  if (slices.length === 0) return '<none>'
  const found = slices.flatMap((slice) => {
    const ready = list(slice, 'endpoints').filter((endpoint) => text(endpoint, 'conditions', 'ready') !== 'false').map((endpoint) => strings(endpoint, 'addresses')[0] ?? '')
    const ports = list(slice, 'ports')
    if (ports.length === 0) return ready
    return ports.filter((port) => text(port, 'name') === portName).flatMap((port) => ready.map((address) => `${address.includes(':') ? `[${address}]` : address}:${text(port, 'port')}`))
  })
  return `${found.slice(0, 3).join(',')}${found.length > 3 ? ` + ${String(found.length - 3)} more...` : ''}`
}

export function* serviceLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const slices = yield* slicesOf(invocation, text(object, 'metadata', 'namespace'), text(object, 'metadata', 'name'))
  const spec = map(object, 'spec')
  const optional = (title: string, value: string) => (value === '' ? [] : [`${title}:\t${value}`])
  return [
    ...headLines(object),
    `Selector:\t${pairsText(map(spec, 'selector'))}`,
    `Type:\t${text(spec, 'type')}`,
    ...optional('IP Family Policy', text(spec, 'ipFamilyPolicy')),
    `IP Families:\t${orElse(strings(spec, 'ipFamilies').join(','), '<none>')}`,
    `IP:\t${text(spec, 'clusterIP')}`,
    `IPs:\t${orElse(strings(spec, 'clusterIPs').join(','), '<none>')}`,
    ...optional('External IPs', strings(spec, 'externalIPs').join(',')),
    ...optional('Desired LoadBalancer IP', text(spec, 'loadBalancerIP')),
    ...optional('External Name', text(spec, 'externalName')),
    ...optional('LoadBalancer Ingress', list(object, 'status', 'loadBalancer', 'ingress').map(ingressText).join(', ')),
    ...list(spec, 'ports').flatMap((port) => portLines(port, slices)),
    `Session Affinity:\t${text(spec, 'sessionAffinity')}`,
    ...optional('External Traffic Policy', text(spec, 'externalTrafficPolicy')),
    ...optional('Internal Traffic Policy', text(spec, 'internalTrafficPolicy')),
    ...(number(spec, 'healthCheckNodePort') === 0 ? [] : [`HealthCheck NodePort:\t${text(spec, 'healthCheckNodePort')}`]),
    ...optional('LoadBalancer Source Ranges', strings(spec, 'loadBalancerSourceRanges').join(',')),
    ...optional('Traffic Distribution', text(spec, 'trafficDistribution')),
  ]
}

function ingressText(ingress: JsonObject): string {
  const address = text(ingress, 'ip')
  if (address === '') return text(ingress, 'hostname')
  return has(ingress, 'ipMode') ? `${address} (${text(ingress, 'ipMode')})` : address
}

function portLines(port: JsonObject, slices: readonly JsonObject[]): string[] {
  const name = orElse(text(port, 'name'), '<unset>')
  const protocol = text(port, 'protocol')
  return [
    `Port:\t${name}\t${text(port, 'port')}/${protocol}`,
    `TargetPort:\t${text(port, 'targetPort')}/${protocol}`,
    ...(has(port, 'appProtocol') ? [`AppProtocol:\t${text(port, 'appProtocol')}`] : []),
    ...(number(port, 'nodePort') === 0 ? [] : [`NodePort:\t${name}\t${text(port, 'nodePort')}/${protocol}`]),
    `Endpoints:\t${endpointsText(slices, text(port, 'name'))}`,
  ]
}

export function endpointSliceLines(object: JsonObject): string[] {
  const ports = list(object, 'ports')
  const endpoints = list(object, 'endpoints')
  return [
    ...headLines(object),
    `AddressType:\t${text(object, 'addressType')}`,
    ...(ports.length === 0 ? ['Ports: <unset>'] : ['Ports:', '  Name\tPort\tProtocol', '  ----\t----\t--------', ...ports.map((port) => `  ${orElse(text(port, 'name'), '<unset>')}\t${orElse(text(port, 'port'), '<unset>')}\t${text(port, 'protocol')}`)]),
    ...(endpoints.length === 0 ? ['Endpoints: <none>'] : ['Endpoints:', ...endpoints.flatMap(endpointLines)]),
  ]
}

function endpointLines(endpoint: JsonObject): string[] {
  const target = map(endpoint, 'targetRef')
  return [
    `  - Addresses:\t${orElse(strings(endpoint, 'addresses').join(', '), '<none>')}`,
    '    Conditions:',
    `      Ready:\t${orElse(text(endpoint, 'conditions', 'ready'), '<unset>')}`,
    `    Hostname:\t${orElse(text(endpoint, 'hostname'), '<unset>')}`,
    ...(has(endpoint, 'targetRef') ? [`    TargetRef:\t${text(target, 'kind')}/${text(target, 'name')}`] : []),
    `    NodeName:\t${orElse(text(endpoint, 'nodeName'), '<unset>')}`,
    `    Zone:\t${orElse(text(endpoint, 'zone'), '<unset>')}`,
  ]
}

export function endpointsLines(object: JsonObject): string[] {
  const subset = (one: JsonObject) => {
    const ips = (field: string) => orElse(list(one, field).map((address) => text(address, 'ip')).join(','), '<none>')
    const ports = list(one, 'ports')
    return [`  Addresses:\t${ips('addresses')}`, `  NotReadyAddresses:\t${ips('notReadyAddresses')}`, ...(ports.length === 0 ? [] : ['  Ports:', '    Name\tPort\tProtocol', '    ----\t----\t--------', ...ports.map((port) => `    ${orElse(text(port, 'name'), '<unset>')}\t${text(port, 'port')}\t${text(port, 'protocol')}`)]), '']
  }
  return [...headLines(object), 'Subsets:', ...list(object, 'subsets').flatMap(subset)]
}
