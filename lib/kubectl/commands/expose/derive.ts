import { fail } from '../../failure'
import { isObject, valueAt, type JsonObject } from '../../json'
import type { FoundObject } from '../change-object'

/** Ports by number, each with its protocols, in the order of their first appearance. */
export type Protocols = ReadonlyMap<string, readonly string[]>

/** The labels by which an object finds its Pods (kubectl pkg/polymorphichelpers/mapbasedselectorforobject.go). */
export function selectorFor({ definition: { kind }, object }: FoundObject): JsonObject {
  const refuse = (why: string) => fail(`couldn't retrieve selectors via --selector flag or introspection: ${why}`)
  if (kind === 'Pod') return filled(valueAt(object, ['metadata', 'labels'])) ?? refuse('the pod has no labels and cannot be exposed')
  if (kind === 'Service') return filled(valueAt(object, ['spec', 'selector'])) ?? refuse('the service has no pod selector set')
  if (kind === 'ReplicationController') return filled(valueAt(object, ['spec', 'selector'])) ?? {}
  const labels = filled(valueAt(object, ['spec', 'selector', 'matchLabels'])) ?? refuse(`invalid ${kind.toLowerCase()}: no selectors, therefore cannot be exposed`)
  const expressions = valueAt(object, ['spec', 'selector', 'matchExpressions'])
  if (!Array.isArray(expressions) || expressions.length === 0) return labels
  const shown = expressions.filter(isObject).map(({ key, operator, values }) => `{Key:${String(key)} Operator:${String(operator)} Values:[${Array.isArray(values) ? values.join(' ') : ''}]}`)
  return refuse(`couldn't convert expressions - "[${shown.join(' ')}]" to map-based selector format`)
}

function filled(value: unknown): JsonObject | undefined {
  return isObject(value) && Object.keys(value).length > 0 ? value : undefined
}

/** The ports of an object's containers, or of a Service (kubectl pkg/polymorphichelpers/multiprotocolsforobject.go). */
export function protocolsFor({ definition: { kind }, object }: FoundObject): Protocols {
  const isService = kind === 'Service'
  const spec = valueAt(object, kind === 'Pod' || isService ? ['spec'] : ['spec', 'template', 'spec'])
  const ports = isService ? listIn(spec, 'ports') : listIn(spec, 'containers').flatMap((container) => listIn(container, 'ports'))
  const protocols = new Map<string, string[]>()
  for (const port of ports) {
    const number = String(port[isService ? 'port' : 'containerPort'])
    const protocol = typeof port['protocol'] === 'string' && port['protocol'] !== '' ? port['protocol'] : 'TCP'
    protocols.set(number, [...(protocols.get(number) ?? []), protocol])
  }
  return protocols
}

function listIn(value: unknown, field: string): readonly JsonObject[] {
  const list = isObject(value) ? value[field] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}
