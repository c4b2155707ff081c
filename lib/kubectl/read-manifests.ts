import { fulfilsAll, parseLabelSelector } from '@/lib/cluster/api/selectors/label-selector-text'
import { startsAsJson } from '@/lib/yaml/split-documents'
import { parseManifests } from '@/lib/yaml/parse-manifests'
import { call, type Invocation, type Running } from './command'
import { decodeManifest, kindProblem, type Decoded } from './decode-manifest'
import type { FileAnswer } from './effect'
import { CommandFailure, fail, isFailure } from './failure'
import { flag, flagList } from './flags'
import { goYamlProblem } from './go-yaml-problem'
import { goJsonText, isObject, valueAt, type JsonObject } from './json'
import { problemText, type Problem } from './problems'
import { mappingOf, strangerKind, type ResourceMapping } from './resources'

/** One object of a file, in the namespace that the command puts it. */
export interface ManifestObject {
  readonly file: string
  readonly value: JsonObject
  readonly definition: ResourceMapping
  readonly name: string
  readonly generateName: string
  /** Undefined where its kind has none. */
  readonly namespace: string | undefined
}

/** What the files named with -f hold, and what of them could not be read: reading goes on behind an object that is none. */
export interface ManifestFiles {
  readonly objects: readonly ManifestObject[]
  readonly problems: readonly string[]
}

/** How a command wants its files read. */
export interface Reading {
  /** Said where neither -f nor -k is given. */
  readonly without?: string
  /** Whether kind and version are looked at before anything is decoded: what creates or changes whole objects does. */
  readonly validated?: boolean
  /** Whether no server is asked for what a kind is. */
  readonly local?: boolean
}

/** Reads what -f names (cli-runtime pkg/resource/builder.go and visitor.go with ContinueOnError). Without -f the command ends. */
export function* readManifests(invocation: Invocation, reading: Reading): Running<ManifestFiles> {
  const files = yield* namedFiles(invocation, reading.without ?? '')
  const matches = selectorOf(invocation)
  const objects: ManifestObject[] = []
  const [misplaced, unread]: [string[], string[]] = [[], []]
  for (const { name, text } of files) {
    for (const read of yield* readText(invocation, reading, name, text)) {
      if (typeof read === 'string') unread.push(read)
      else if (matches(read.value)) {
        const problem = invocation.namespaceGiven ? namespaceProblem(invocation, read) : undefined
        if (problem === undefined) objects.push(placed(invocation, read, reading))
        else misplaced.push(problem)
      }
    }
  }
  return { objects, problems: misplaced.length === 0 ? unread : [...misplaced, ...nested(unread)] }
}

/** The objects of one text as they stand there, and between them what could not be read. */
export function* readText(invocation: Invocation, reading: Reading, name: string, text: string): Running<readonly (ManifestObject | string)[]> {
  const read: (ManifestObject | string)[] = []
  for (const document of documentsOf(name, text, reading.validated === true)) read.push(...(yield* objectsOf(invocation, reading, name, document)))
  return read
}

/** What went wrong with a command's files and with their objects, as one list: the client gathers each in a list of its own, and an inner list is put in brackets. */
export function gathered(unread: readonly string[], own: readonly Problem[], order: 'files first' | 'objects first'): readonly Problem[] {
  if (own.length === 0) return unread
  return order === 'files first' ? [...nested(unread), ...own] : [...own, ...nested(unread)]
}

function nested(problems: readonly string[]): readonly string[] {
  return problems.length < 2 ? problems : [`[${[...new Set(problems)].join(', ')}]`]
}

function* namedFiles({ flags }: Invocation, without: string): Running<readonly { readonly name: string; readonly text: string }[]> {
  const paths = flagList(flags, 'filename')
  if ((flag(flags, 'kustomize') ?? '') !== '') fail(paths.length > 0 ? "only one of -f or -k can be specified" : 'kustomizations are not part of this practice cluster')
  if (paths.length === 0) throw new CommandFailure(without)
  const files: { readonly name: string; readonly text: string }[] = []
  const problems: string[] = []
  for (const path of paths) {
    const answer = (yield { effect: 'read', path }) as FileAnswer
    if ('error' in answer) problems.push(answer.error)
    else files.push(...answer.files)
  }
  if (problems.length > 0) throw new CommandFailure(problemText(problems))
  return files
}

function selectorOf({ flags }: Invocation): (object: JsonObject) => boolean {
  const selector = parseLabelSelector(flag(flags, 'selector') ?? '')
  if (!selector.ok) return fail(selector.message)
  return (object) => {
    const labels = valueAt(object, ['metadata', 'labels'])
    return fulfilsAll(selector.requirements, isObject(labels) ? (labels as Record<string, string>) : {})
  }
}

/** The documents of one file: behind a text that cannot be read, or an object without kind where that is looked at, nothing more is. */
function documentsOf(file: string, text: string, validated: boolean): readonly Decoded[] {
  const parsed = parseManifests(text, file)
  const broken = parsed.diagnostics.filter(({ severity }) => severity === 'error').sort((a, b) => a.range.start.offset - b.range.start.offset)[0]
  const isJson = startsAsJson(text)
  const plain = isJson && broken?.code === 'control-character' ? jsonValue(text) : undefined
  if (plain !== undefined) return [decoded(file, plain, text.trim())]
  const documents: Decoded[] = []
  for (const { value, range } of parsed.documents) {
    if (broken !== undefined && range.start.offset > broken.range.start.offset) break
    const problem = validated ? kindProblem(value) : undefined
    if (problem !== undefined) return [...documents, { error: `error validating "${file}": error validating data: ${problem}; if you choose to ignore these errors, turn validation off with --validate=false` }]
    documents.push(decoded(file, value, isJson ? text.slice(range.start.offset, range.end.offset).trim() : goJsonText(value)))
  }
  return broken === undefined ? documents : [...documents, { error: `error parsing ${file}: ${goYamlProblem(text, broken)}` }]
}

function decoded(file: string, value: unknown, json: string): Decoded {
  const document = decodeManifest(value, json)
  return 'error' in document ? { error: `unable to decode "${file}": ${document.error}` } : document
}

/** JSON holds characters that YAML refuses: a file that begins as JSON is read as JSON first (apimachinery util/yaml YAMLOrJSONDecoder). */
function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Verbs whose client reads files as Go types. */
const typed = /^kubectl (?:expose|(?:set|rollout) .*)$/

/** The objects of a document, each with its kind's mapping or why it has none. */
function* objectsOf(invocation: Invocation, { local = false }: Reading, file: string, document: Decoded): Running<readonly (ManifestObject | string)[]> {
  if ('error' in document) return [document.error]
  const { list, objects } = document
  if (list !== undefined && !local && !isListKind(headOf(list))) return [noMapping(headOf(list), file)]
  const read: (ManifestObject | string)[] = []
  for (const value of objects) {
    const head = headOf(value)
    const definition = yield* mappingFor(invocation, local, head)
    if (definition !== undefined) read.push({ file, value, definition, name: head.name, generateName: head.generateName, namespace: head.namespace === '' ? undefined : head.namespace })
    else read.push(typed.test(invocation.command) ? `unable to decode "${file}": no kind "${head.kind}" is registered for version "${head.apiVersion}" in scheme "pkg/scheme/scheme.go:28"` : list === undefined ? noMapping(head, file) : unknownItem(head))
  }
  return read
}

type Head = Record<'apiVersion' | 'kind' | 'name' | 'namespace' | 'generateName', string>

function headOf(value: JsonObject): Head {
  const text = (...path: readonly string[]) => {
    const found = valueAt(value, path)
    return typeof found === 'string' ? found : ''
  }
  return { apiVersion: text('apiVersion'), kind: text('kind'), name: text('metadata', 'name'), namespace: text('metadata', 'namespace'), generateName: text('metadata', 'generateName') }
}

function isListKind({ apiVersion, kind }: Head): boolean {
  return kind === 'List' || mappingOf(apiVersion, kind) !== undefined || (kind.endsWith('List') && mappingOf(apiVersion, kind.slice(0, -'List'.length)) !== undefined)
}

/** Custom kinds are asked for: they need not be installed. */
function* mappingFor(invocation: Invocation, local: boolean, { apiVersion, kind }: Head): Running<ResourceMapping | undefined> {
  const mapping = mappingOf(apiVersion, kind)
  if (local) return mapping ?? strangerKind(apiVersion, kind)
  if (mapping?.group !== 'gateway.networking.k8s.io') return mapping
  const { body } = yield* call(invocation, 'GET', `/apis/${mapping.group}/${mapping.version}`)
  return isFailure(body) ? undefined : mapping
}

function noMapping(head: Head, file: string): string {
  return `resource mapping not found for name: "${head.name}" namespace: "${head.namespace}" from "${file}": ${noMatch(head)}\nensure CRDs are installed first`
}

function unknownItem(head: Head): string {
  if (head.kind === '') return `unable to get type info from the object "*unstructured.Unstructured": Object 'Kind' is missing in 'unstructured object has no kind'`
  return `unable to recognize ${noMatch(head)}`
}

function noMatch({ apiVersion, kind }: Head): string {
  return `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`
}

/** Why an object that says another namespace than the command's does not go with it: -n alone asks for that. */
export function namespaceProblem({ namespace: wanted }: Pick<Invocation, 'namespace'>, { definition, namespace }: Pick<ManifestObject, 'definition' | 'namespace'>): string | undefined {
  if (!definition.namespaced || namespace === undefined || namespace === wanted) return undefined
  return `the namespace from the provided object "${namespace}" does not match the namespace "${wanted}". You must pass '--namespace=${namespace}' to perform this operation.`
}

function placed(invocation: Invocation, object: ManifestObject, { local = false }: Reading): ManifestObject {
  if (local) return object
  if (!object.definition.namespaced) return { ...object, namespace: undefined, value: inNamespace(object.value, undefined) }
  const namespace = object.namespace ?? invocation.namespace
  return { ...object, namespace, value: inNamespace(object.value, namespace) }
}

/** The object in its namespace: kubectl writes it into whatever it sends or shows. */
export function inNamespace(value: JsonObject, namespace: string | undefined): JsonObject {
  const { namespace: said, ...metadata } = isObject(value['metadata']) ? value['metadata'] : {}
  if (namespace === undefined) return said === undefined ? value : { ...value, metadata }
  return { ...value, metadata: { ...metadata, namespace } }
}
