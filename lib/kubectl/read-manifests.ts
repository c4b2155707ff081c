import { parseManifests } from '@/lib/yaml/parse-manifests'
import { isObject } from './json'
import type { FileAnswer } from './effect'
import { CommandFailure, fail } from './failure'
import { flag, flagList } from './flags'
import { goYamlProblem } from './go-yaml-problem'
import type { Invocation, Running } from './command'

/** One object of a file, as it stands there. */
export interface ManifestObject {
  readonly file: string
  readonly value: Readonly<Record<string, unknown>>
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly generateName: string
  /** As written; undefined: the command's namespace. */
  readonly namespace: string | undefined
}

/** What the files named with -f hold: objects up to the first thing that cannot be read, and that thing. */
export interface ManifestFiles {
  readonly objects: readonly ManifestObject[]
  readonly problem: string | undefined
}

/** Reads what -f names. Without -f the command ends. */
export function* readManifests(invocation: Invocation, without: string): Running<ManifestFiles> {
  if (flag(invocation.flags, 'kustomize') !== undefined) fail('kustomizations are not part of this practice cluster')
  const paths = flagList(invocation.flags, 'filename').filter((path) => path !== '')
  if (paths.length === 0) throw new CommandFailure(without)
  const objects: ManifestObject[] = []
  const problems: string[] = []
  for (const path of paths) {
    const answer = (yield { effect: 'read', path }) as FileAnswer
    if ('error' in answer) fail(answer.error)
    for (const file of answer.files) {
      const read = readFile(file.name, file.text)
      objects.push(...read.objects)
      if (read.problem !== undefined) problems.push(read.problem)
    }
  }
  return { objects, problem: problems.length === 0 ? undefined : problems.join('\nerror: ') }
}

function readFile(file: string, text: string): ManifestFiles {
  const parsed = parseManifests(text, file)
  const broken = parsed.diagnostics.filter((diagnostic) => diagnostic.severity === 'error').sort((a, b) => a.range.start.offset - b.range.start.offset)[0]
  const objects: ManifestObject[] = []
  for (const document of parsed.documents) {
    if (broken !== undefined && document.range.start.offset > broken.range.start.offset) break
    const read = toObjects(file, document.value)
    if (typeof read === 'string') return { objects, problem: read }
    objects.push(...read)
  }
  return { objects, problem: broken === undefined ? undefined : `error parsing ${file}: ${goYamlProblem(text, broken)}` }
}

function toObjects(file: string, value: unknown): ManifestObject[] | string {
  if (!isObject(value)) return notValid(file, 'invalid object to validate')
  const { apiVersion, kind, items } = value
  if (typeof kind !== 'string' || kind === '') return notValid(file, 'kind not set')
  if (typeof apiVersion !== 'string' || apiVersion === '') return notValid(file, 'apiVersion not set')
  if (kind.endsWith('List') && Array.isArray(items)) return listObjects(file, apiVersion, kind, items)
  const metadata = value['metadata']
  const problem = metadataProblem(metadata)
  if (problem !== undefined) return `unable to decode "${file}": ${problem}`
  const text = (name: string) => (isObject(metadata) && typeof metadata[name] === 'string' ? metadata[name] : '')
  return [{ file, value, apiVersion, kind, name: text('name'), generateName: text('generateName'), namespace: text('namespace') === '' ? undefined : text('namespace') }]
}

function listObjects(file: string, apiVersion: string, kind: string, items: readonly unknown[]): ManifestObject[] | string {
  const all: ManifestObject[] = []
  for (const item of items) {
    const read = toObjects(file, isObject(item) && item['kind'] === undefined && kind !== 'List' ? { apiVersion, kind: kind.slice(0, -4), ...item } : item)
    if (typeof read === 'string') return read
    all.push(...read)
  }
  return all
}

function notValid(file: string, why: string): string {
  return `error validating "${file}": error validating data: ${why}; if you choose to ignore these errors, turn validation off with --validate=false`
}

/** The metadata's types are checked when a file is read, before any server is asked. */
function metadataProblem(metadata: unknown): string | undefined {
  if (metadata === undefined || metadata === null) return undefined
  if (!isObject(metadata)) return `json: cannot unmarshal ${jsonType(metadata)} into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta`
  for (const field of ['labels', 'annotations'] as const) {
    const map = metadata[field]
    if (!isObject(map)) continue
    for (const key of Object.keys(map).sort()) {
      const value = map[key]
      if (typeof value === 'number' || typeof value === 'boolean') return `json: cannot unmarshal ${jsonType(value)} into Go struct field ObjectMeta.metadata.${field} of type string`
    }
  }
  return undefined
}

function jsonType(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
}
