import { isObject, type JsonObject } from './json'

/** What one document of a file is to kubectl: objects (a list's items each), or why it is none. */
export type Decoded = { readonly objects: readonly JsonObject[]; readonly list?: JsonObject } | { readonly error: string }

/**
 * What a client looks at before it sends anything, where --validate asks for it: which version and kind (kubectl pkg/validation/validation.go
 * getObjectKind). Fields are the server's business.
 */
export function kindProblem(value: unknown): string | undefined {
  const problems = isList(value) ? listProblems(value) : headProblems(value)
  return problems.length > 1 ? `[${problems.join(', ')}]` : problems[0]
}

function isList(value: unknown): value is JsonObject {
  return isObject(value) && value['apiVersion'] === 'v1' && value['kind'] === 'List'
}

function listProblems({ items }: JsonObject): readonly string[] {
  return Array.isArray(items) ? [...new Set(items.flatMap(headProblems))] : ['invalid object to validate']
}

function headProblems(value: unknown): readonly string[] {
  if (!isObject(value)) return ['invalid object to validate']
  const { apiVersion = null, kind = null } = value
  const problems: string[] = []
  if (apiVersion === null) problems.push('apiVersion not set')
  else if (typeof apiVersion !== 'string') problems.push("apiVersion isn't string type")
  else if (apiVersion.split('/').length > 2) problems.push(`unexpected GroupVersion string: ${apiVersion}`)
  if (kind === null) problems.push('kind not set')
  else if (typeof kind !== 'string') problems.push("kind isn't string type")
  return problems
}

/**
 * Decodes a document: `json` is its text (apimachinery unstructured.UnstructuredJSONScheme, then cli-runtime metadata_decoder.go, which also reads
 * the metadata by its types).
 */
export function decodeManifest(value: unknown, json: string): Decoded {
  if (!isObject(value)) return { error: cannot(value, 'Go value of type unstructured.detector') }
  const { items } = value
  const list = items !== undefined && items !== null
  if (list && !Array.isArray(items)) return { error: cannot(items, 'Go struct field decodeList.items of type []json.RawMessage') }
  const strange: unknown = list ? items.find((item) => item !== null && !isObject(item)) : undefined
  if (strange !== undefined) return { error: cannot(strange, 'Go value of type map[string]interface {}') }
  if (!isRead(value)) return { error: `Object 'Kind' is missing in '${json}'` }
  const problem = metadataProblem(value)
  if (problem !== undefined) return { error: problem }
  return list ? { list: value, objects: items.flatMap((item) => itemsIn(withKind(item, value))) } : { objects: [value] }
}

/** A version of more than one slash can't be read, and the kind with it (unstructured.GroupVersionKind). */
function isRead({ apiVersion, kind }: JsonObject): boolean {
  return typeof kind === 'string' && kind !== '' && (typeof apiVersion !== 'string' || apiVersion.split('/').length <= 2)
}

/** Items of a typed list say neither version nor kind: they have the list's. */
function withKind(item: unknown, { apiVersion, kind }: JsonObject): JsonObject {
  const object = isObject(item) ? item : {}
  return hasText(object['kind']) || hasText(object['apiVersion']) ? object : { ...object, apiVersion, kind: String(kind).replace(/List$/, '') }
}

function itemsIn(item: JsonObject): readonly JsonObject[] {
  return Array.isArray(item['items']) ? item['items'].flatMap((inner) => itemsIn(withKind(inner, item))) : [item]
}

function hasText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function metadataProblem(value: JsonObject): string | undefined {
  const { apiVersion = null, metadata = null } = value
  if (apiVersion !== null && typeof apiVersion !== 'string') return cannot(apiVersion, 'Go struct field metadataOnlyObject.TypeMeta.apiVersion of type string')
  if (metadata === null) return undefined
  if (!isObject(metadata)) return cannot(metadata, 'Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta')
  for (const field of Object.keys(metadata).sort()) {
    const problem = fieldProblem(field, metadata[field] ?? null)
    if (problem !== undefined) return problem
  }
  return undefined
}

const texts: Readonly<Record<string, string>> = { name: 'string', generateName: 'string', namespace: 'string', selfLink: 'string', uid: 'types.UID', resourceVersion: 'string', creationTimestamp: 'string', deletionTimestamp: 'string' }
const lists: Readonly<Record<string, string>> = { finalizers: '[]string', ownerReferences: '[]v1.OwnerReference', managedFields: '[]v1.ManagedFieldsEntry' }

function fieldProblem(field: string, value: unknown): string | undefined {
  if (value === null) return undefined
  const wrong = (found: unknown, type: string) => cannot(found, `Go struct field ObjectMeta.metadata.${field} of type ${type}`)
  if (texts[field] !== undefined) return typeof value === 'string' ? undefined : wrong(value, texts[field])
  if (lists[field] !== undefined) return Array.isArray(value) ? undefined : wrong(value, lists[field])
  if (field === 'generation' || field === 'deletionGracePeriodSeconds') return Number.isInteger(value) ? undefined : wrong(value, 'int64')
  return field === 'labels' || field === 'annotations' ? mapProblem(value, wrong) : undefined
}

function mapProblem(value: unknown, wrong: (found: unknown, type: string) => string): string | undefined {
  if (!isObject(value)) return wrong(value, 'map[string]string')
  const key = Object.keys(value).sort().find((name) => value[name] !== null && typeof value[name] !== 'string')
  return key === undefined ? undefined : wrong(value[key], 'string')
}

/** As Go's JSON decoder says that a value does not fit. */
function cannot(value: unknown, into: string): string {
  const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
  return `json: cannot unmarshal ${typeof value === 'number' && !Number.isInteger(value) && into.endsWith('int64') ? `number ${String(value)}` : type} into ${into}`
}
