import { definitionOf, fieldsOf, type Shape } from '@/lib/kube/schema/structure'
import { itemElement, ownershipOf, valueElement, type Ownership } from '../managed-fields/shapes'
import { partsOf } from '../managed-fields/compare'
import { emptySet, leaf, type FieldSet } from '../managed-fields/field-set'

type Json = Readonly<Record<string, unknown>>

/** Why a configuration is none of its kind's: unknown fields, wrong types, items that stand twice (structured-merge-diff typed/validate.go). */
export function typeFaults(value: unknown, definition: string): string[] {
  return structFaults(value, definition, '')
}

function structFaults(value: unknown, definition: string, path: string): string[] {
  if (value === null || value === undefined) return []
  if (!isObject(value)) return [`${path}: expected map, got &{${shown(value)}}`]
  const fields = fieldsOf(definition)
  return Object.entries(value).flatMap(([name, item]) => {
    const field = fields.get(name)
    if (field === undefined) return [`${path}.${name}: field not declared in schema`]
    return [...shapeFaults(item, field.shape, `${path}.${name}`), ...twice(item, ownershipOf(field), `${path}.${name}`)]
  })
}

function shapeFaults(value: unknown, shape: Shape, path: string): string[] {
  if (value === null || value === undefined) return []
  switch (shape.kind) {
    case 'struct':
      return definitionOf(shape.definition) === undefined ? [] : structFaults(value, shape.definition, path)
    case 'list':
      return Array.isArray(value) ? value.flatMap((item, at) => shapeFaults(item, shape.items, `${path}[${String(at)}]`)) : [`${path}: expected list, got &{${shown(value)}}`]
    case 'map':
      return isObject(value) ? Object.entries(value).flatMap(([name, item]) => shapeFaults(item, shape.values, `${path}.${name}`)) : [`${path}: expected map, got &{${shown(value)}}`]
    case 'string':
      return typeof value === 'string' ? [] : [`${path}: expected string, got &value.valueUnstructured{Value:${JSON.stringify(value)}}`]
    case 'integer':
      return typeof value === 'number' ? [] : [`${path}: expected numeric (int or float), got ${typeof value}`]
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: expected boolean, got &value.valueUnstructured{Value:${JSON.stringify(value)}}`]
    default:
      return []
  }
}

function twice(value: unknown, ownership: Ownership, path: string): string[] {
  if (!Array.isArray(value) || (ownership.kind !== 'list' && ownership.kind !== 'set')) return []
  const seen = new Set<string>()
  return value.flatMap((item) => {
    const element = ownership.kind === 'set' ? valueElement(item) : itemElement(item, ownership.keys, ownership.itemDefinition)
    if (!seen.has(element)) {
      seen.add(element)
      return []
    }
    return [`${path}: duplicate entries for key [${shownElement(element)}]`]
  })
}

/** A path element in brackets, as errors and conflicts show it: `name="web"`, `="value"`. */
export function shownElement(element: string): string {
  if (element.startsWith('v:')) return `=${element.slice(2)}`
  const keys = JSON.parse(element.slice(2)) as Json
  return Object.entries(keys).map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')
}

/** Everything a configuration sets: what its applier will own (typed/tofieldset.go). */
export function fieldSetOf(value: unknown, ownership: Ownership): FieldSet {
  if (ownership.kind === 'whole') return leaf
  const children = new Map<string, FieldSet>()
  const named = ownership.kind === 'struct'
  for (const [element, part] of partsOf(value, ownership)) {
    const inner = fieldSetOf(part.value, part.ownership)
    const bare = part.value === null || (isObject(part.value) && Object.keys(part.value).length === 0)
    const member = inner.member || bare || !named
    if (member || inner.children.size > 0) children.set(element, { member, children: inner.children })
  }
  return children.size === 0 ? emptySet : { member: false, children }
}

/** A value where another kind of value belongs, as Go prints it. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
