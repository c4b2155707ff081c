import { goJson, goQuote } from './go-format'

/** Why a field is refused; the names are the reasons of a Status' causes (apimachinery pkg/util/validation/field). */
export type FieldErrorReason =
  | 'FieldValueNotFound'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError'

/**
 * One refused field. `field` is the API server's path (`spec.ports[0].targetPort`), `message` the cause's message without the
 * field (`Invalid value: "web": must …`). The list's order is the server's.
 */
export interface FieldError {
  readonly reason: FieldErrorReason
  readonly field: string
  readonly message: string
}

/** `spec.replicas: Invalid value: -1: must …`, as a Status' message lists it. */
export function formatFieldError({ field, message }: FieldError): string {
  return `${field}: ${message}`
}

/** A refused value as Go prints it: strings quoted (%q), numbers and booleans bare, everything else as JSON, nothing as null. */
export function renderValue(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return goQuote(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return goJson(value)
}

function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`
}

/** `Invalid value: "web": must …` */
export function invalid(field: string, value: unknown, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message: withDetail(`Invalid value: ${renderValue(value)}`, detail) }
}

/** `Invalid value: …` without the value, where it would be too long to show (field.OmitValueType). */
export function invalidUnshown(field: string, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${detail}` }
}

/** `Required value: …` */
export function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, message: withDetail('Required value', detail) }
}

/** `Forbidden: …` */
export function forbidden(field: string, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: withDetail('Forbidden', detail) }
}

/** `Duplicate value: "http"` */
export function duplicate(field: string, value: unknown, detail = ''): FieldError {
  return { reason: 'FieldValueDuplicate', field, message: withDetail(`Duplicate value: ${renderValue(value)}`, detail) }
}

/** `Not found: "conf"` */
export function notFound(field: string, value: unknown, detail = ''): FieldError {
  return { reason: 'FieldValueNotFound', field, message: withDetail(`Not found: ${renderValue(value)}`, detail) }
}

/** `Unsupported value: "x": supported values: "A", "B"`; the values stand in the order given. */
export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? '' : `supported values: ${supported.map(goQuote).join(', ')}`
  return { reason: 'FieldValueNotSupported', field, message: withDetail(`Unsupported value: ${renderValue(value)}`, detail) }
}

/** `Too long: may not be more than 63 bytes` (the value is not repeated). */
export function tooLong(field: string, maxBytes: number): FieldError {
  return { reason: 'FieldValueTooLong', field, message: `Too long: may not be more than ${String(maxBytes)} bytes` }
}

/** `Too many: 3: must have at most 2 items` */
export function tooMany(field: string, actual: number, max: number): FieldError {
  return { reason: 'FieldValueTooMany', field, message: `Too many: ${String(actual)}: must have at most ${String(max)} ${max === 1 ? 'item' : 'items'}` }
}

/** An error of the server's own: `Internal error: …` */
export function internalError(field: string, detail: string): FieldError {
  return { reason: 'InternalError', field, message: `Internal error: ${detail}` }
}

/** One `invalid` per text, in order. */
export function invalids(field: string, value: unknown, details: readonly string[]): FieldError[] {
  return details.map((detail) => invalid(field, value, detail))
}
