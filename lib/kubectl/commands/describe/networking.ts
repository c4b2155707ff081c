import { isFailure } from '../../failure'
import { call, type Invocation, type Running } from '../../command'
import type { JsonObject } from '../../json'
import { has, list, map, orElse, strings, text } from './fields'
import { annotationLines, headLines, labelLines } from './metadata'
import { conditionLines } from './namespace'
import { endpointsText, slicesOf } from './service'

export function* ingressLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const namespace = text(object, 'metadata', 'namespace')
  const rules: string[] = []
  for (const rule of list(object, 'spec', 'rules').filter((one) => has(one, 'http'))) {
    rules.push(`  ${orElse(text(rule, 'host'), '*')}\t`)
    for (const path of list(rule, 'http', 'paths')) rules.push(`    \t${text(path, 'path')} \t${yield* backendText(invocation, namespace, map(path, 'backend'))}`)
  }
  const fallback = has(object, 'spec', 'defaultBackend') ? yield* backendText(invocation, namespace, map(object, 'spec', 'defaultBackend')) : '<default>'
  const tls = list(object, 'spec', 'tls')
  const addresses = new Set(list(object, 'status', 'loadBalancer', 'ingress').map((one) => orElse(text(one, 'ip'), text(one, 'hostname'))).filter((address) => address !== ''))
  return [
    `Name:\t${text(object, 'metadata', 'name')}`,
    ...labelLines(map(object, 'metadata', 'labels')),
    `Namespace:\t${namespace}`,
    `Address:\t${[...addresses].sort().join(',')}`,
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
  if (has(backend, 'resource')) return `APIGroup: ${orElse(text(backend, 'resource', 'apiGroup'), '<none>')}, Kind: ${text(backend, 'resource', 'kind')}, Name: ${text(backend, 'resource', 'name')}`
  const name = text(backend, 'service', 'name')
  const [number, portName] = [text(backend, 'service', 'port', 'number'), text(backend, 'service', 'port', 'name')]
  const slices = yield* slicesOf(invocation, namespace, name)
  const response = yield* call(invocation, 'GET', `/api/v1/namespaces/${namespace}/services/${name}`)
  const shown = `${name}:${orElse(number, portName)}`
  if (isFailure(response.body)) return `${shown} (<error: ${response.body.message ?? ''}>)`
  const found = list(response.body, 'spec', 'ports').findLast((one) => (number !== '' && text(one, 'port') === number) || (portName !== '' && text(one, 'name') === portName))
  return `${shown} (${endpointsText(slices, text(found, 'name'))})`
}

export function ingressClassLines(object: JsonObject): string[] {
  const parameters = map(object, 'spec', 'parameters')
  const rows = [...(has(parameters, 'apiGroup') ? [`  APIGroup:\t${text(parameters, 'apiGroup')}`] : []), `  Kind:\t${text(parameters, 'kind')}`, `  Name:\t${text(parameters, 'name')}`]
  return [...headLines(object), `Controller:\t${text(object, 'spec', 'controller')}`, ...(has(object, 'spec', 'parameters') ? ['Parameters:', ...rows] : [])]
}

export function serviceCidrLines(object: JsonObject): string[] {
  const conditions = conditionLines(object)
  return [...headLines(object), `CIDRs:\t${strings(object, 'spec', 'cidrs').join(', ')}`, ...(conditions.length === 0 ? [] : ['Status:', ...conditions])]
}

export function ipAddressLines(object: JsonObject): string[] {
  const parent = (field: string) => text(object, 'spec', 'parentRef', field)
  return [...headLines(object), ...(has(object, 'spec', 'parentRef') ? ['Parent Reference:', `  Group:\t${parent('group')}`, `  Resource:\t${parent('resource')}`, `  Namespace:\t${parent('namespace')}`, `  Name:\t${parent('name')}`] : [])]
}
