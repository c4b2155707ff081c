import type { FieldSet } from '../managed-fields/field-set'
import { partsOf } from '../managed-fields/compare'
import { itemElement, valueElement, type Ownership } from '../managed-fields/shapes'

type Json = Readonly<Record<string, unknown>>

/**
 * The value without the parts in the set; what becomes empty by that goes too, unless somebody owns it as such (structured-merge-diff typed/remove.go,
 * merge/update.go addBackOwnedItems).
 */
export function removeItems(value: unknown, set: FieldSet, owned: FieldSet | undefined, ownership: Ownership): unknown {
  if (set.children.size === 0 || ownership.kind === 'whole') return value
  if (Array.isArray(value)) return removeFromList(value, set, owned, ownership)
  if (typeof value !== 'object' || value === null) return value
  return removeFromObject(value as Json, set, owned, ownership)
}

function removeFromObject(value: Json, set: FieldSet, owned: FieldSet | undefined, ownership: Ownership): unknown {
  const parts = partsOf(value, ownership)
  const kept: [string, unknown][] = []
  for (const [name, item] of Object.entries(value)) {
    const child = set.children.get(`f:${name}`)
    if (child?.member === true) continue
    const rest = child === undefined ? item : removeItems(item, child, owned?.children.get(`f:${name}`), parts.get(`f:${name}`)?.ownership ?? { kind: 'whole' })
    if (rest !== undefined) kept.push([name, rest])
  }
  return kept.length === 0 && owned?.member !== true ? undefined : Object.fromEntries(kept)
}

function removeFromList(value: readonly unknown[], set: FieldSet, owned: FieldSet | undefined, ownership: Ownership): unknown {
  if (ownership.kind !== 'list' && ownership.kind !== 'set') return value
  const kept = value.flatMap((item) => {
    const element = ownership.kind === 'set' ? valueElement(item) : itemElement(item, ownership.keys, ownership.itemDefinition)
    const child = set.children.get(element)
    if (child?.member === true) return []
    return [child === undefined || ownership.kind === 'set' ? item : removeItems(item, child, owned?.children.get(element), ownership.items)]
  })
  return kept.length === 0 && owned?.member !== true ? undefined : kept
}
