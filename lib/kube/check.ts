import type { Status } from '@/lib/kube/meta/v1.generated'
import { isEqual } from './equality'
import type { FieldError } from './field-error'
import { goJson, goQuote } from './go-format'
import type { KindDefinition } from './kind'
import { kindOf } from './kinds'
import { validatePathSegment } from './names'
import type { KubeObject } from './object'
import { validateObjectMeta, validateObjectMetaUpdate } from './object-meta'
import { completeObject } from './schema/complete'
import type { Decoded, JsonNotes } from './schema/decode'
import { cannotBeHandled, decodeDefinition } from './schema/decode'
import { isElsewhere, isRetired, unknownToRetired } from './schema/known-versions'
import { definitionNames, definitionOf } from './schema/structure'
import { badRequest, invalidStatus } from './status-error'

/** What happens with fields the API does not know: refused, named in a warning, or silently dropped. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

/** What a check needs to know besides the object. */
export interface CheckOptions {
  readonly fieldValidation?: FieldValidation
  /** The namespace of the request's URL; empty or absent for cluster-scoped kinds. */
  readonly namespace?: string
  /** What the text knows and the value does not: numbers as written, keys that stood twice. */
  readonly notes?: JsonNotes
  /** The body as text, for messages that quote its beginning; written anew when absent. */
  readonly text?: string
  /** Appended to generateName when there is no name. */
  readonly generatedSuffix?: string
  /** The new object's uid; some kinds name or label themselves by it. All zeros when absent. */
  readonly uid?: string
}

/** An accepted object, complete with defaults, or the refusal; and the Warning headers' texts, which a refusal can have too. */
export type Checked = { readonly object: KubeObject; readonly warnings: readonly string[] } | { readonly status: Status; readonly warnings: readonly string[] }

const scheme = 'in scheme "pkg/runtime/scheme.go:111"'

/** Go package of a group's internal types, as conversion errors name them. */
function internalPackage(group: string): string {
  if (group === '' || group === 'events.k8s.io') return 'core'
  return group.split('.')[0] ?? group
}

/** The kind as validation errors name it: both APIs' Events are one internal kind of the core group. */
export function internalKind({ group, kind }: KindDefinition): { readonly group: string; readonly kind: string } {
  return { group: group === 'events.k8s.io' ? '' : group, kind }
}

function isKnownKind(apiVersion: string, kind: string): boolean {
  if (kindOf(apiVersion, kind) !== undefined || isElsewhere(apiVersion, kind) || (apiVersion === 'v1' && kind === 'List')) return true
  if (kind.endsWith('List') && kindOf(apiVersion, kind.slice(0, -'List'.length)) !== undefined) return true
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  return definitionNames().some((name) => definitionOf(name)?.gvk?.some((gvk) => gvk.group === group && gvk.version === version && gvk.kind === kind) ?? false)
}

function unrecognized(definition: KindDefinition, text: string, why: string): Status {
  const start = text.length > 30 ? `${text.slice(0, 30)} ...` : text
  return badRequest(`the object provided is unrecognized (must be of type ${definition.kind}): ${why} (${start})`)
}

/** The object's own kind and version against the URL's (the codec's Decode and the handlers' check behind it). */
function typeRefusal(definition: KindDefinition, apiVersion: string, kind: string, text: () => string): Status | undefined {
  if (apiVersion.split('/').length > 2) return unrecognized(definition, text(), `unexpected GroupVersion string: ${apiVersion}`)
  const expected = expectedVersion(definition)
  if (apiVersion === expected && kind === definition.kind) return undefined
  const given = { kind, version: lastPart(apiVersion) }
  if (kind === definition.kind && (isRetired(apiVersion, kind) || kindOf(apiVersion, kind) !== undefined)) {
    return badRequest(`the API version in the data (${apiVersion}) does not match the expected API version (${expected})`)
  }
  if (!isKnownKind(apiVersion, kind)) {
    return badRequest(cannotBeHandled(given, definition.kind, `no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} ${scheme}`))
  }
  const conversion = `converting (${given.version}.${kind}) to (${internalPackage(definition.group)}.${definition.kind}): unknown conversion`
  return badRequest(cannotBeHandled(given, definition.kind, conversion))
}

function typeMetaRefusal(definition: KindDefinition, json: Readonly<Record<string, unknown>>, text: () => string): Status | undefined {
  for (const [field, value] of Object.entries(json)) {
    if ((field !== 'apiVersion' && field !== 'kind') || value === null || typeof value === 'string') continue
    const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
    return unrecognized(definition, text(), `couldn't get version/kind; json parse error: json: cannot unmarshal ${type} into Go struct field .${field} of type string`)
  }
  return undefined
}

function notAnObject(definition: KindDefinition, json: unknown, text: string): Status {
  const type = Array.isArray(json) ? 'array' : typeof json === 'boolean' ? 'bool' : typeof json
  const why = `couldn't get version/kind; json parse error: json: cannot unmarshal ${type} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`
  return unrecognized(definition, text, why.replaceAll('\\\\"', '\\"'))
}

function given(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback
}

/**
 * Reads an object for a kind: its type against the URL's, its schema, unknown fields by `fieldValidation`; then defaults. Both creating and changing
 * begin with it.
 */
export function decodeObject(definition: KindDefinition, json: unknown, options: CheckOptions = {}): Checked {
  const warnings = definition.deprecation === undefined ? [] : [definition.deprecation]
  const read = readObject(definition, json, options)
  return 'error' in read ? { status: read.error, warnings } : { object: read.object, warnings: [...warnings, ...read.warnings] }
}

type Read = { readonly object: KubeObject; readonly warnings: readonly string[] } | { readonly error: Status }

function readObject(definition: KindDefinition, json: unknown, options: CheckOptions): Read {
  const text = (): string => options.text ?? goJson(json)
  if (!isObject(json)) return { error: notAnObject(definition, json, text()) }
  const value = json
  const typeMeta = typeMetaRefusal(definition, value, text)
  if (typeMeta !== undefined) return { error: typeMeta }
  const kind = given(value['kind'], definition.kind)
  const apiVersion = given(value['apiVersion'], expectedVersion(definition))
  const decodedAs = kindOf(apiVersion, kind) ?? definition
  const refusal = typeRefusal(definition, apiVersion, kind, text)
  const decoded = decodeAs(decodedAs, value, options)
  const refuse = (why: string): Read => ({ error: badRequest(cannotBeHandled({ kind, version: lastPart(apiVersion) }, definition.kind, why)) })
  if ('error' in decoded) return refusal === undefined || decodedAs !== definition ? refuse(decoded.error) : { error: refusal }
  const complaints = refusal === undefined ? decoded.strict : unknownToRetired(apiVersion, kind, value)
  if (options.fieldValidation === 'Strict' && complaints.length > 0) return refuse(`strict decoding error: ${complaints.join(', ')}`)
  if (refusal !== undefined) return { error: refusal }
  const object = { ...decoded.object, apiVersion: expectedVersion(definition), kind: definition.kind } as unknown as KubeObject
  return { object: definition.default(object), warnings: options.fieldValidation === 'Ignore' ? [] : decoded.strict }
}

function expectedVersion({ group, version }: KindDefinition): string {
  return group === '' ? version : `${group}/${version}`
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function decodeAs(definition: KindDefinition, value: Readonly<Record<string, unknown>>, options: CheckOptions): Decoded {
  return definition.decode?.(value) ?? decodeDefinition(definition.definition, value, options.notes)
}

function lastPart(apiVersion: string): string {
  return apiVersion.slice(apiVersion.lastIndexOf('/') + 1)
}

function stored(definition: KindDefinition, object: KubeObject): KubeObject {
  return completeObject(object as unknown as Readonly<Record<string, unknown>>, definition.definition) as unknown as KubeObject
}

/** The object in the URL's namespace, or the refusal to put it there (rest.EnsureObjectNamespaceMatchesRequestNamespace). */
function inNamespace(definition: KindDefinition, object: KubeObject, namespace: string): KubeObject | undefined {
  const own = (object.metadata as { readonly namespace?: string }).namespace ?? ''
  if (own === namespace) return object
  if (own !== '' && definition.namespaced) return undefined
  if (!definition.namespaced) {
    const { namespace: _dropped, ...metadata } = object.metadata
    return { ...object, metadata }
  }
  return { ...object, metadata: { ...object.metadata, namespace } }
}

const namespaceMismatch = 'the namespace of the provided object does not match the namespace sent on the request'

function withGeneratedName(object: KubeObject, suffix: string): KubeObject {
  const { name, generateName } = object.metadata as Partial<KubeObject['metadata']>
  if ((name ?? '') !== '' || (generateName ?? '') === '') return object
  return { ...object, metadata: { ...object.metadata, name: `${(generateName ?? '').slice(0, 58)}${suffix}` } }
}

/** The kind's rules, and when they are kept, the rules for any object (rest.BeforeCreate). A change is checked by both at once (rest.BeforeUpdate). */
function createErrors(definition: KindDefinition, prepared: KubeObject): { readonly object: KubeObject; readonly errors: readonly FieldError[] } {
  const initialized = definition.initialize?.(prepared) ?? { object: prepared, errors: [] }
  if (initialized.errors.length > 0) return initialized
  const { object } = initialized
  const errors = definition.validate(object)
  return { object, errors: errors.length > 0 ? errors : validateObjectMeta(object.metadata, definition.namespaced, validatePathSegment) }
}

/**
 * Checks a new object as a POST does up to the store: decode, strict errors, defaults, prepareForCreate, validation. Admission, allocation
 * of addresses and what the store fills in (uid, times, resourceVersion) are the API server's.
 */
export function checkCreate(definition: KindDefinition, json: unknown, options: CheckOptions = {}): Checked {
  const decoded = decodeObject(definition, json, options)
  if ('status' in decoded) return decoded
  const placed = inNamespace(definition, decoded.object, definition.namespaced ? (options.namespace ?? 'default') : '')
  if (placed === undefined) return { status: badRequest(namespaceMismatch), warnings: decoded.warnings }
  const identified = { ...placed, metadata: { ...placed.metadata, uid: options.uid ?? '00000000-0000-4000-8000-000000000000' } }
  const prepared = definition.prepareForCreate(withGeneratedName(identified, options.generatedSuffix ?? 'xxxxx'))
  const { object, errors } = createErrors(definition, prepared)
  const name = (object.metadata as { readonly name?: string }).name ?? ''
  if (errors.length > 0) return { status: invalidStatus(internalKind(definition), name, errors), warnings: decoded.warnings }
  return { object: stored(definition, object), warnings: [...decoded.warnings, ...(definition.warnings?.(object) ?? [])] }
}

/**
 * Checks a replacement as a PUT does: decode, strict errors, defaults, what may not be sent is carried over from `old`, validation. Checks of
 * resourceVersion and uid, and raising generation, are the API server's.
 */
export function checkUpdate(definition: KindDefinition, json: unknown, old: KubeObject, options: CheckOptions = {}): Checked {
  const decoded = decodeObject(definition, json, options)
  if ('status' in decoded) return decoded
  return checkChange(definition, decoded.object, old, { ...options, warnings: decoded.warnings })
}

/** The part of checkUpdate behind the decoder: for objects that the server made itself (a patch's result) or that a controller writes. */
export function checkChange(definition: KindDefinition, object: KubeObject, old: KubeObject, options: CheckOptions & { readonly warnings?: readonly string[] } = {}): Checked {
  const warnings = options.warnings ?? []
  const placed = inNamespace(definition, object, (old.metadata as { readonly namespace?: string }).namespace ?? '')
  if (placed === undefined) return { status: badRequest(namespaceMismatch), warnings }
  const carried = definition.prepareForUpdate(withOldMetadata(placed, old), old)
  const { object: prepared, errors: early } = definition.initialize?.(carried, old) ?? { object: carried, errors: [] }
  const errors = early.length > 0 ? early : [...validateObjectMetaUpdate(prepared.metadata, old.metadata), ...definition.validateUpdate(prepared, old)]
  if (errors.length > 0) return { status: invalidStatus(internalKind(definition), old.metadata.name, errors), warnings }
  const after = stored(definition, prepared)
  return { object: isEqual(after, old) ? old : after, warnings: [...warnings, ...(definition.warnings?.(prepared, old) ?? [])] }
}

function keep<T>(key: string, value: T | undefined): Readonly<Record<string, T>> {
  return value === undefined ? {} : { [key]: value }
}

/** What the server fills in whatever the client sends (rest.BeforeUpdate). */
function withOldMetadata(object: KubeObject, old: KubeObject): KubeObject {
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation, selfLink } = old.metadata
  const { generation: _generation, selfLink: _selfLink, ...sent } = object.metadata
  return {
    ...object,
    metadata: {
      ...sent,
      uid: given(sent.uid, old.metadata.uid),
      resourceVersion: given(sent.resourceVersion, old.metadata.resourceVersion),
      creationTimestamp,
      ...keep('deletionTimestamp', sent.deletionTimestamp ?? deletionTimestamp),
      ...keep('deletionGracePeriodSeconds', sent.deletionGracePeriodSeconds ?? deletionGracePeriodSeconds),
      ...keep('generation', generation),
      ...keep('selfLink', selfLink),
    },
  }
}
