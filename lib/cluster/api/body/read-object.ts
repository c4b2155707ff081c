import { decodeObject } from '@/lib/kube/check'
import type { KindDefinition } from '@/lib/kube/kind'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { JsonNotes } from '@/lib/kube/schema/decode'
import { badRequest, statusError } from '@/lib/kube/status-error'
import { parseGoJson } from './go-json'
import { parseGoYaml } from './go-yaml'

/** A body read into an object of the kind the path expects, defaults filled in. */
export type ReadObject = { readonly ok: true; readonly object: KubeObject } | { readonly ok: false; readonly failure: Status }

/** How to read a body. */
export interface ReadOptions {
  readonly fieldValidation: 'Ignore' | 'Strict' | 'Warn'
  readonly warn: (text: string) => void
}

/** Largest body the server takes, in bytes. */
export const limitBytes = 3 * 1024 * 1024

export const acceptedMediaTypes = 'application/json, application/yaml, application/vnd.kubernetes.protobuf'

/** Why a body is not even read: its medium, its size. */
export function bodyRefusal(body: string, contentType: string | undefined): Status | undefined {
  if (mediaType(contentType) === undefined) {
    return statusError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${acceptedMediaTypes}`)
  }
  return body.length > limitBytes ? tooLarge() : undefined
}

/** Decodes a body for create and update: media type, JSON or YAML, kind, fields; what strictness finds is an error or told to `warn`. */
export function readObject(body: string, contentType: string | undefined, definition: KindDefinition, options: ReadOptions): ReadObject {
  const refusal = bodyRefusal(body, contentType)
  if (refusal !== undefined) return refuse(refusal)
  const media = mediaType(contentType)
  const unrecognized = (why: string) => refuse(badRequest(`the object provided is unrecognized (must be of type ${definition.kind}): ${why} (${summary(body)})`))
  if (media === 'protobuf') return unrecognized('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]')
  const parsed = media === 'yaml' ? parseGoYaml(body) : parseGoJson(body)
  if ('error' in parsed) return unrecognized(media === 'yaml' ? parsed.error : `couldn't get version/kind; json parse error: ${parsed.error}`)
  return decodeBody(parsed.value ?? {}, parsed.notes, media === 'yaml' && 'strict' in parsed ? (parsed.strict as readonly string[]) : [], body, definition, options)
}

function decodeBody(value: unknown, notes: JsonNotes, complaints: readonly string[], body: string, definition: KindDefinition, options: ReadOptions): ReadObject {
  if (definition.definition === '') return schemaless(value, definition)
  const lenient = complaints.length > 0 && options.fieldValidation === 'Strict' ? 'Warn' : options.fieldValidation
  const decoded = decodeObject(definition, value, { fieldValidation: lenient, notes, text: body })
  if ('status' in decoded) return refuse(quotingBytes(decoded.status, body))
  const faults = [...complaints, ...decoded.warnings]
  if (lenient !== options.fieldValidation) return refuse(badRequest(`${definition.kind} in version "${definition.version}" cannot be handled as a ${definition.kind}: strict decoding error: ${faults.join(', ')}`))
  if (options.fieldValidation === 'Warn') for (const fault of [...complaints.flatMap(linesOf), ...decoded.warnings]) options.warn(fault)
  return { ok: true, object: decoded.object }
}

/** What the YAML reader says in one error are warnings each of its own. */
function linesOf(complaint: string): string[] {
  const [first = '', ...lines] = complaint.split('\n')
  return lines.length === 0 ? [first] : lines.map((line) => line.trim())
}

/** A kind without a schema is taken as it comes. */
function schemaless(value: unknown, { group, version, kind }: KindDefinition): ReadObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(badRequest(`the object provided is unrecognized (must be of type ${kind})`))
  const metadata = (value as { metadata?: object }).metadata ?? {}
  return { ok: true, object: { ...value, apiVersion: group === '' ? version : `${group}/${version}`, kind, metadata } as unknown as KubeObject }
}

/** Where an error quotes the body, it does so by its bytes. */
function quotingBytes(status: Status, body: string): Status {
  const start = body.length > 30 ? `${body.slice(0, 30)} ...` : body
  return { ...status, message: status.message?.endsWith(` (${start})`) === true ? `${status.message.slice(0, -start.length - 2)}(${summary(body)})` : (status.message ?? '') }
}

/** The body's beginning: as it is where it looks like JSON, in hexadecimal otherwise (apiserver pkg/endpoints/handlers/rest.go summarizeData). */
export function summary(body: string): string {
  const bytes = new TextEncoder().encode(body)
  if (bytes.length === 0) return '<empty>'
  const cut = bytes.slice(0, 30)
  const shown = body.startsWith('{') ? new TextDecoder().decode(cut) : [...cut].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return bytes.length > 30 ? `${shown} ...` : shown
}

export function mediaType(contentType: string | undefined): 'json' | 'yaml' | 'protobuf' | undefined {
  if (contentType === undefined || contentType === '') return 'json'
  const [media = '', ...parameters] = contentType.split(';').map((part) => part.trim())
  if (parameters.some((parameter) => !/^[^\s=;,]+=[^\s;,]*$/.test(parameter))) return undefined
  switch (media.toLowerCase()) {
    case 'application/json':
      return 'json'
    case 'application/yaml':
      return 'yaml'
    case 'application/vnd.kubernetes.protobuf':
      return 'protobuf'
    default:
      return undefined
  }
}

export function tooLarge(): Status {
  return statusError(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728')
}

function refuse(failure: Status): { readonly ok: false; readonly failure: Status } {
  return { ok: false, failure }
}
