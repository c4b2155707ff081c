import { definitionOf } from '@/lib/kube/schema/structure'
import { cursorAt } from './cursor'
import { placeAt, shapeWords } from './schema-walk'

/** The schema package's own words for definitions and fields; loaded when first asked for. */
export type Descriptions = Readonly<Record<string, { readonly about?: string; readonly fields: Readonly<Record<string, string | undefined>> } | undefined>>

/** What to show for the field under the pointer: offsets of its key, its type and its documentation. */
export interface Hover {
  readonly start: number
  readonly end: number
  readonly title: string
  readonly text: string
}

/** Documentation of the key at an offset; undefined where there is none. */
export function hoverManifest(text: string, offset: number, descriptions: Descriptions): Hover | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const lineEnd = text.indexOf('\n', offset)
  const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd)
  const match = /^([\s-]*)([\w./-]+):/.exec(line)
  if (match === null) return undefined
  const key = match[2] ?? ''
  const start = lineStart + (match[1] ?? '').length
  const cursor = cursorAt(text, start)
  const place = placeAt(cursor.apiVersion, cursor.kind, [...cursor.path, key])
  if (place?.field === undefined || place.owner === undefined) return undefined
  const known = descriptions[place.owner]?.fields[key] ?? (place.shape.kind === 'struct' ? descriptions[place.shape.definition]?.about : undefined)
  const required = definitionOf(place.owner)?.required?.includes(key) === true ? ' · required' : ''
  return { start, end: start + key.length, title: `${[...cursor.path.filter((step) => typeof step === 'string'), key].join('.')} — ${shapeWords(place.shape)}${required}`, text: known ?? '' }
}
