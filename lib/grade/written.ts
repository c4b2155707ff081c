import { kindOf } from '@/lib/kube/kinds'
import type { Path } from '@/lib/yaml/diagnostic'
import { formatFieldPath, parseFieldPath } from '@/lib/yaml/field-path'
import { parseManifests, type ManifestDocument } from '@/lib/yaml/parse-manifests'
import type { Step } from './submission'
import type { Location } from './verdict'

/** One object as the learner wrote it. */
export interface WrittenObject {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly value: Readonly<Record<string, unknown>>
  readonly file: string
  readonly document: ManifestDocument
  /** From the document's root: a List's items stand at `items[0]`. */
  readonly base: Path
}

/** Everything the learner wrote in files, and the way from an object's field to its line. The last mention of an object counts. */
export interface Written {
  readonly objects: readonly WrittenObject[]
  find(kind: string, name: string, namespace?: string): WrittenObject | undefined
  /** Where a field of an object stands; of a field left out, where its parent does; undefined if the object was not written in a file. */
  locate(kind: string, name: string, field: string, namespace?: string): Location | undefined
}

/** Indexes the files of the applied steps. */
export function indexWritten(steps: readonly Step[]): Written {
  const objects = steps.flatMap((step) => (step.do === 'apply' ? objectsOf(step.text, step.file) : []))
  const find = (kind: string, name: string, namespace = 'default') =>
    objects.findLast((object) => object.kind === kind && object.name === name && (object.namespace === namespace || object.namespace === ''))
  return {
    objects,
    find,
    locate: (kind, name, field, namespace) => {
      const object = find(kind, name, namespace)
      return object === undefined ? undefined : locateIn(object, field)
    },
  }
}

/** Where a field of a written object stands. */
export function locateIn(object: WrittenObject, field: string): Location {
  const path = parseFieldPath(field)
  const { start } = object.document.rangeOf([...object.base, ...path])
  return { file: object.file, line: start.line, column: start.column, path: formatFieldPath(path) }
}

/** The objects of a file, Lists opened up; what has no kind or name is left out. */
export function objectsOf(text: string, file: string): WrittenObject[] {
  return parseManifests(text, file).documents.flatMap((document) => expand(document.value, [], document))
}

function expand(value: unknown, base: Path, document: ManifestDocument): WrittenObject[] {
  if (!isRecord(value)) return []
  const { kind, apiVersion, items } = value
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return []
  if (kind.endsWith('List') && Array.isArray(items)) return items.flatMap((item: unknown, index) => expand(item, [...base, 'items', index], document))
  const metadata = isRecord(value['metadata']) ? value['metadata'] : {}
  const name = typeof metadata['name'] === 'string' ? metadata['name'] : ''
  const given = typeof metadata['namespace'] === 'string' ? metadata['namespace'] : 'default'
  const namespace = kindOf(apiVersion, kind)?.namespaced === false ? '' : given
  return [{ apiVersion, kind, namespace, name, value, file: document.file, document, base }]
}

/** A JSON object (no list, not null). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
