import { allKinds, apiVersionOf } from '@/lib/kube/kinds'
import { definitionOf, fieldsOf, type Shape } from '@/lib/kube/schema/structure'
import { cursorAt, type Cursor } from './cursor'
import { placeAt, shapeWords } from './schema-walk'

/** One suggestion: `insert` replaces the word under the caret, whose length is `replace`. */
export interface Completion {
  readonly label: string
  readonly detail: string
  readonly insert: string
  readonly replace: number
  readonly sort: string
}

/** What fits at an offset of a manifest: keys of the schema that are not there yet, enum values, kinds and versions. */
export function completeManifest(text: string, offset: number): readonly Completion[] {
  const cursor = cursorAt(text, offset)
  if (cursor.key !== undefined) return values(cursor, cursor.key)
  if (cursor.path.length === 0) {
    const known = placeAt(cursor.apiVersion, cursor.kind, [])
    if (known === undefined) return rootKeys(cursor)
  }
  const place = placeAt(cursor.apiVersion, cursor.kind, cursor.path)
  return place?.shape.kind === 'struct' ? keys(cursor, place.shape.definition) : place?.shape.kind === 'string' ? enumValues(cursor, place.shape) : []
}

function rootKeys(cursor: Cursor): Completion[] {
  const replace = cursor.prefix.length
  return [
    ...(cursor.siblings.includes('apiVersion') ? [] : [{ label: 'apiVersion', detail: 'group and version of the kind', insert: 'apiVersion: ', replace, sort: '0' }]),
    ...(cursor.siblings.includes('kind') ? [] : [{ label: 'kind', detail: 'what this object is', insert: 'kind: ', replace, sort: '1' }]),
    ...(cursor.siblings.includes('metadata') ? [] : [{ label: 'metadata', detail: 'name, namespace, labels', insert: 'metadata:\n  name: ', replace, sort: '2' }]),
  ]
}

function keys(cursor: Cursor, definition: string): Completion[] {
  const required = new Set(definitionOf(definition)?.required ?? [])
  const inner = ' '.repeat(cursor.indent + 2)
  return [...fieldsOf(definition).values()]
    .filter((field) => field.name !== 'status' && !cursor.siblings.includes(field.name))
    .map((field) => ({
      label: field.name,
      detail: `${shapeWords(field.shape)}${required.has(field.name) ? ', required' : ''}`,
      insert: `${field.name}:${opening(field.shape, inner, ' '.repeat(cursor.indent))}`,
      replace: cursor.prefix.length,
      sort: `${required.has(field.name) ? 0 : 1}${field.name}`,
    }))
}

function opening(shape: Shape, inner: string, own: string): string {
  if (shape.kind === 'struct' || shape.kind === 'map') return `\n${inner}`
  if (shape.kind === 'list') return `\n${own}- `
  return ' '
}

function values(cursor: Cursor, key: string): Completion[] {
  const replace = cursor.prefix.length
  const plain = (label: string, detail: string): Completion => ({ label, detail, insert: label, replace, sort: label })
  if (cursor.path.length === 0 && key === 'kind') {
    return allKinds().filter((definition) => cursor.apiVersion === undefined || apiVersionOf(definition) === cursor.apiVersion).map((definition) => plain(definition.kind, apiVersionOf(definition)))
  }
  if (cursor.path.length === 0 && key === 'apiVersion') {
    const fitting = allKinds().filter((definition) => cursor.kind === undefined || definition.kind === cursor.kind)
    return [...new Set(fitting.map((definition) => apiVersionOf(definition)))].map((version) => plain(version, 'apiVersion'))
  }
  const place = placeAt(cursor.apiVersion, cursor.kind, [...cursor.path, key])
  return place === undefined ? [] : enumValues(cursor, place.shape)
}

function enumValues(cursor: Cursor, shape: Shape): Completion[] {
  const replace = cursor.prefix.length
  const words = shape.kind === 'boolean' ? ['true', 'false'] : shape.kind === 'string' ? (shape.enum ?? []) : []
  return words.filter((word) => word !== '').map((word) => ({ label: word, detail: 'value', insert: word, replace, sort: word }))
}
