import { fieldsOf } from '@/lib/kube/schema/structure'
import { same } from '../write/same'
import { emptySet, isEmpty, leaf, type FieldSet } from './field-set'
import { itemElement, ownershipOf, valueElement, type Ownership } from './shapes'

/** What differs between two objects, by path. */
export interface Comparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

const nothing: Comparison = { added: emptySet, modified: emptySet, removed: emptySet }

type Json = Readonly<Record<string, unknown>>

/**
 * Compares part by part (structured-merge-diff typed/compare.go). `undefined` is an absent value; parts shared by both sides cost nothing.
 */
export function compare(left: unknown, right: unknown, ownership: Ownership): Comparison {
  if (left === right) return nothing
  if (ownership.kind === 'whole' || bothBare(left, right)) return compareLeaf(left, right)
  const inner = compareParts(left, right, ownership)
  if (left === undefined) return { ...inner, added: asMember(inner.added) }
  if (right === undefined) return { ...inner, removed: asMember(inner.removed) }
  return inner
}

function asMember(set: FieldSet): FieldSet {
  return { member: true, children: set.children }
}

function compareLeaf(left: unknown, right: unknown): Comparison {
  if (left === undefined) return { ...nothing, added: leaf }
  if (right === undefined) return { ...nothing, removed: leaf }
  return same(left, right) ? nothing : { ...nothing, modified: leaf }
}

/** Absent, null or empty on both sides: a leaf, so that empty and absent stay different. */
function bothBare(left: unknown, right: unknown): boolean {
  return isBare(left) && isBare(right)
}

function isBare(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function compareParts(left: unknown, right: unknown, ownership: Ownership): Comparison {
  const collected = { added: new Map<string, FieldSet>(), modified: new Map<string, FieldSet>(), removed: new Map<string, FieldSet>() }
  const add = (element: string, { added, modified, removed }: Comparison) => {
    if (!isEmpty(added)) collected.added.set(element, added)
    if (!isEmpty(modified)) collected.modified.set(element, modified)
    if (!isEmpty(removed)) collected.removed.set(element, removed)
  }
  const before = partsOf(left, ownership)
  const after = partsOf(right, ownership)
  for (const [element, part] of before) add(element, compare(part.value, after.get(element)?.value, part.ownership))
  for (const [element, part] of after) if (!before.has(element)) add(element, compare(undefined, part.value, part.ownership))
  return { added: parent(collected.added), modified: parent(collected.modified), removed: parent(collected.removed) }
}

function parent(children: ReadonlyMap<string, FieldSet>): FieldSet {
  return children.size === 0 ? emptySet : { member: false, children }
}

interface Part {
  readonly value: unknown
  readonly ownership: Ownership
}

const whole: Ownership = { kind: 'whole' }
const noParts: ReadonlyMap<string, Part> = new Map()

/** The parts of a value by path element. */
export function partsOf(value: unknown, ownership: Ownership): ReadonlyMap<string, Part> {
  if (typeof value !== 'object' || value === null) return noParts
  const parts = new Map<string, Part>()
  switch (ownership.kind) {
    case 'struct': {
      const fields = fieldsOf(ownership.definition)
      for (const [name, item] of Object.entries(value as Json)) {
        const field = fields.get(name)
        if (item !== undefined) parts.set(`f:${name}`, { value: item, ownership: field === undefined ? whole : ownershipOf(field) })
      }
      return parts
    }
    case 'map':
      for (const [name, item] of Object.entries(value as Json)) parts.set(`f:${name}`, { value: item, ownership: ownership.values })
      return parts
    case 'list':
      for (const item of value as readonly unknown[]) parts.set(itemElement(item, ownership.keys, ownership.itemDefinition), { value: item, ownership: ownership.items })
      return parts
    case 'set':
      for (const item of value as readonly unknown[]) parts.set(valueElement(item), { value: item, ownership: whole })
      return parts
    case 'whole':
      return noParts
  }
}
