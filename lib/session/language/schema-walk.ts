import { kindOf } from '@/lib/kube/kinds'
import { fieldsOf, type Field, type Shape } from '@/lib/kube/schema/structure'

/** What the schema says about a place in a manifest. */
export interface SchemaPlace {
  readonly shape: Shape
  /** The field that holds it, unless it is the root or a list's item. */
  readonly field: Field | undefined
  /** The definition the field belongs to. */
  readonly owner: string | undefined
}

/** Follows a path from a kind's root through the API's structure; undefined where the API has no such place. */
export function placeAt(apiVersion: string | undefined, kind: string | undefined, path: readonly (string | number)[]): SchemaPlace | undefined {
  const definition = apiVersion === undefined || kind === undefined ? undefined : kindOf(apiVersion, kind)
  if (definition === undefined) return undefined
  let place: SchemaPlace | undefined = { shape: { kind: 'struct', definition: definition.definition, go: definition.kind }, field: undefined, owner: undefined }
  for (const step of path) {
    place = stepInto(place, step)
    if (place === undefined) return undefined
  }
  return place
}

function stepInto(place: SchemaPlace, step: string | number): SchemaPlace | undefined {
  const { shape } = place
  if (shape.kind === 'list') return typeof step === 'number' ? { shape: shape.items, field: place.field, owner: place.owner } : undefined
  if (shape.kind === 'map') return { shape: shape.values, field: place.field, owner: place.owner }
  if (shape.kind !== 'struct') return undefined
  const field = fieldsOf(shape.definition).get(String(step))
  return field === undefined ? undefined : { shape: field.shape, field, owner: shape.definition }
}

/** A shape in a few words: `text`, `whole number`, `list of maps` … */
export function shapeWords(shape: Shape): string {
  switch (shape.kind) {
    case 'string':
      return shape.enum === undefined ? 'text' : `one of ${shape.enum.filter((value) => value !== '').join(', ')}`
    case 'boolean':
      return 'true or false'
    case 'integer':
      return 'whole number'
    case 'intOrString':
      return 'whole number or text'
    case 'quantity':
      return 'quantity, such as 500m or 128Mi'
    case 'bytes':
      return 'base64 text'
    case 'time':
    case 'microTime':
      return 'time (RFC 3339)'
    case 'list':
      return `list of ${shape.items.kind === 'struct' || shape.items.kind === 'map' ? 'maps' : shapeWords(shape.items)}`
    case 'map':
      return `map of ${shapeWords(shape.values)}`
    case 'struct':
      return 'map'
    case 'raw':
      return 'anything'
  }
}
