import type { Descriptions } from '@/lib/kube/schema/descriptions'
import { definitionOf, type Shape } from '@/lib/kube/schema/structure'
import { cursorAt } from './cursor'
import { placeAt, shapeWords } from './schema-walk'

/** What to show for the field under the pointer: offsets of its key, its type and its documentation. */
export interface Hover {
  readonly start: number
  readonly end: number
  readonly title: string
  readonly text: string
}

/** Documentation of the key at an offset; undefined where there is none. */
export function hoverManifest(text: string, offset: number, descriptions: Descriptions): Hover | undefined {
  const found = keyAt(text, offset)
  if (found === undefined) return undefined
  const { key, start } = found
  const cursor = cursorAt(text, start)
  const place = placeAt(cursor.apiVersion, cursor.kind, [...cursor.path, key])
  if (place?.field === undefined || place.owner === undefined) return undefined
  const path = [...cursor.path.filter((step) => typeof step === 'string'), key].join('.')
  const required = definitionOf(place.owner)?.required?.includes(key) === true ? ' · required' : ''
  return { start, end: start + key.length, title: `${path} — ${shapeWords(place.shape)}${required}`, text: describe(place.owner, key, place.shape, descriptions) }
}

function keyAt(text: string, offset: number): { readonly key: string; readonly start: number } | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const lineEnd = text.indexOf('\n', offset)
  const match = /^([\s-]*)([\w./-]+):/.exec(text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd))
  return match === null ? undefined : { key: match[2] ?? '', start: lineStart + (match[1] ?? '').length }
}

function describe(owner: string, key: string, shape: Shape, descriptions: Descriptions): string {
  const own = descriptions[owner]?.fields[key]
  if (own !== undefined) return own
  return shape.kind === 'struct' ? (descriptions[shape.definition]?.about ?? '') : ''
}
