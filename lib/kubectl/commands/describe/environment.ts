import { quantityMilliValue, quantityValue } from '@/lib/kube/quantity'
import type { JsonObject } from '../../json'
import { has, list, map, text } from './fields'

/** `Environment Variables from:`, where a container has any. */
export function environmentFrom(container: JsonObject): string[] {
  const sources = list(container, 'envFrom')
  if (sources.length === 0) return []
  return ['    Environment Variables from:', ...sources.map((source) => {
    const kind = has(source, 'configMapRef') ? 'ConfigMap' : 'Secret'
    const from = map(source, kind === 'ConfigMap' ? 'configMapRef' : 'secretRef')
    const prefix = text(source, 'prefix')
    return `      ${text(from, 'name')}\t${kind}${prefix === '' ? '' : ` with prefix '${prefix}'`}\tOptional: ${String(from['optional'] === true)}`
  })]
}

/** A container's variables; those of fields and resources with their value, where it can be told from the object alone. */
export function environmentLines(container: JsonObject, pod: JsonObject | undefined): string[] {
  const variables = list(container, 'env')
  if (variables.length === 0) return ['    Environment:\t<none>']
  return ['    Environment:', ...variables.flatMap((variable) => variableLines(variable, container, pod))]
}

function variableLines(variable: JsonObject, container: JsonObject, pod: JsonObject | undefined): string[] {
  const name = `      ${text(variable, 'name')}:`
  const from = map(variable, 'valueFrom')
  if (!has(variable, 'valueFrom')) return text(variable, 'value').split('\n').map((line, index) => (index === 0 ? `${name}\t${line}` : `\t${line}`))
  if (has(from, 'fieldRef')) return [`${name}\t${fieldOf(pod, text(from, 'fieldRef', 'fieldPath'))} (${text(from, 'fieldRef', 'apiVersion')}:${text(from, 'fieldRef', 'fieldPath')})`]
  if (has(from, 'resourceFieldRef')) return [`${name}\t${amountOf(container, map(from, 'resourceFieldRef'))} (${text(from, 'resourceFieldRef', 'resource')})`]
  if (has(from, 'secretKeyRef')) return [`${name}\t<set to the key '${text(from, 'secretKeyRef', 'key')}' in secret '${text(from, 'secretKeyRef', 'name')}'>\tOptional: ${String(text(from, 'secretKeyRef', 'optional') === 'true')}`]
  if (has(from, 'configMapKeyRef')) return [`${name}\t<set to the key '${text(from, 'configMapKeyRef', 'key')}' of config map '${text(from, 'configMapKeyRef', 'name')}'>\tOptional: ${String(text(from, 'configMapKeyRef', 'optional') === 'true')}`]
  return []
}

/** Only fields of the metadata are looked up (kubectl pkg/util/fieldpath ExtractFieldPathAsString); of a template none. */
function fieldOf(pod: JsonObject | undefined, path: string): string {
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path)
  if (keyed !== null) return text(pod, 'metadata', keyed[1] ?? '', keyed[2] ?? '')
  if (pod !== undefined && /^metadata\.(?:labels|annotations)$/.test(path)) return pairsOf(map(pod, ...path.split('.')))
  return /^metadata\.(?:name|namespace|uid)$/.test(path) ? text(pod, ...path.split('.')) : ''
}

function pairsOf(values: JsonObject): string {
  return Object.keys(values).sort().map((key) => `${key}=${JSON.stringify(values[key])}`).join('\n')
}

/** A limit or request in units of the divisor, rounded up (kubectl pkg/util/resource ExtractContainerResourceValue). */
function amountOf(container: JsonObject, from: JsonObject): string {
  const [of = '', ...rest] = text(from, 'resource').split('.')
  const resource = rest.join('.')
  const divisor = ['', '0'].includes(text(from, 'divisor')) ? '1' : text(from, 'divisor')
  const amount = text(container, 'resources', of, resource)
  const value = resource === 'cpu' ? Math.ceil(quantityMilliValue(amount) / quantityMilliValue(divisor)) : Math.ceil(quantityValue(amount) / quantityValue(divisor))
  return value === 0 && of === 'limits' && (resource === 'cpu' || resource === 'memory') ? 'node allocatable' : String(value)
}
