import { definitionOf, fieldsOf, type Field, type Shape } from '@/lib/kube/schema/structure'

/** How a place in an object is owned: whole (a scalar, an atomic list or map) or part by part. */
export type Ownership =
  | { readonly kind: 'whole' }
  | { readonly kind: 'struct'; readonly definition: string }
  | { readonly kind: 'map'; readonly values: Ownership }
  | { readonly kind: 'list'; readonly keys: readonly string[]; readonly items: Ownership; readonly itemDefinition: string }
  | { readonly kind: 'set' }

const whole: Ownership = { kind: 'whole' }
const byField = new WeakMap<Field, Ownership>()

/** Ownership of a field by its list and map type (structured-merge-diff schema from the API's structure). */
export function ownershipOf(field: Field): Ownership {
  const known = byField.get(field)
  if (known !== undefined) return known
  const made = fromShape(field.shape, field)
  byField.set(field, made)
  return made
}

export function structOwnership(definition: string): Ownership {
  return { kind: 'struct', definition }
}

function fromShape(shape: Shape, field: Pick<Field, 'listType' | 'listMapKeys' | 'mapType'>): Ownership {
  switch (shape.kind) {
    case 'struct':
      return isAtomic(shape.definition, field.mapType) ? whole : structOwnership(shape.definition)
    case 'map':
      return field.mapType === 'atomic' ? whole : { kind: 'map', values: fromShape(shape.values, {}) }
    case 'list':
      return listOwnership(shape, field)
    default:
      return whole
  }
}

function listOwnership(shape: Extract<Shape, { kind: 'list' }>, field: Pick<Field, 'listType' | 'listMapKeys'>): Ownership {
  if (field.listType === 'set') return { kind: 'set' }
  if (field.listType !== 'map' || field.listMapKeys === undefined) return whole
  return { kind: 'list', keys: field.listMapKeys, items: fromShape(shape.items, {}), itemDefinition: shape.items.kind === 'struct' ? shape.items.definition : '' }
}

function isAtomic(definition: string, mapType: string | undefined): boolean {
  const own = (definitionOf(definition) as { 'map-type'?: string } | undefined)?.['map-type']
  return (mapType ?? own) === 'atomic' || fieldsOf(definition).size === 0
}

/** The path element of an item in a list with keys: `k:{"containerPort":80,"protocol":"TCP"}`; keys left out have their default. */
export function itemElement(item: unknown, keys: readonly string[], definition: string): string {
  const fields = (typeof item === 'object' && item !== null ? item : {}) as Readonly<Record<string, unknown>>
  const entries = [...keys].sort().flatMap((key) => {
    const value = fields[key] ?? definitionOf(definition)?.properties?.[key]?.default
    return value === undefined ? [] : [[key, value] as const]
  })
  return `k:${JSON.stringify(Object.fromEntries(entries))}`
}

/** The path element of a value in a set. */
export function valueElement(value: unknown): string {
  return `v:${JSON.stringify(value)}`
}
