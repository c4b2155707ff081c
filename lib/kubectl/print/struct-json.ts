import { kindOf } from '@/lib/kube/kinds'
import { definitionOf, fieldsOf, type Shape } from '@/lib/kube/schema/structure'
import { isObject, writeJson, type JsonObject } from '../json'

/** An object of a Go type as JSON: fields in the order of its struct, not in the alphabet's; `items` of a list likewise. */
export function structJson(object: JsonObject): string {
  return `${writeJson(object, 4, '', keysOf(object))}\n`
}

/** The order of every map in the object: known before it is written. */
function keysOf(object: JsonObject): (map: JsonObject) => readonly string[] {
  const orders = new Map<JsonObject, readonly string[]>()
  learn(object, definitionNameOf(object), orders)
  return (map) => orders.get(map) ?? Object.keys(map).sort()
}

function definitionNameOf(object: JsonObject): string | undefined {
  const [apiVersion, kind] = [String(object['apiVersion']), String(object['kind'])]
  // What is only asked, as a token is, is no kind of ours but has a definition.
  return kindOf(apiVersion, kind)?.definition ?? `io.k8s.api.${apiVersion.replace(/\..*\//, '.').replace('/', '.')}.${kind}`
}

const listFields = ['kind', 'apiVersion', 'metadata', 'items']

function learn(value: JsonObject, definition: string | undefined, orders: Map<JsonObject, readonly string[]>): void {
  if (definition === undefined || definitionOf(definition) === undefined) {
    if (!Array.isArray(value['items'])) return
    orders.set(value, listFields)
    // The List that a client makes of what it was given keeps each as it came.
    if (value['kind'] !== 'List') for (const item of value['items']) if (isObject(item)) learn(item, definitionNameOf(item), orders)
    return
  }
  const fields = fieldsOf(definition)
  orders.set(value, [...fields.keys()].filter((name) => name in value))
  for (const [name, { shape }] of fields) learnShape(value[name], shape, orders)
}

function learnShape(value: unknown, shape: Shape, orders: Map<JsonObject, readonly string[]>): void {
  if (shape.kind === 'struct' && isObject(value)) learn(value, shape.definition, orders)
  else if (shape.kind === 'list' && Array.isArray(value)) for (const item of value) learnShape(item, shape.items, orders)
  else if (shape.kind === 'map' && isObject(value)) for (const item of Object.values(value)) learnShape(item, shape.values, orders)
}
