import type { Status, StatusCause } from '@/lib/kube/meta/v1.generated'
import { formatFieldError, type FieldError } from './field-error'

/** The API's machine-readable reasons that this cluster gives. */
export type StatusReason =
  | 'BadRequest' | 'Unauthorized' | 'Forbidden' | 'NotFound' | 'AlreadyExists' | 'Conflict' | 'Gone' | 'Expired' | 'Invalid' | 'TooManyRequests'
  | 'MethodNotAllowed' | 'NotAcceptable' | 'UnsupportedMediaType' | 'RequestEntityTooLarge' | 'InternalError' | 'ServerTimeout' | 'Timeout'

interface Details {
  readonly name?: string
  readonly group?: string
  readonly kind?: string
  readonly uid?: string
  readonly causes?: readonly StatusCause[]
  readonly retryAfterSeconds?: number
}

/** A refusal as the API answers it (metav1.Status). Reasons are one CamelCase word, messages a sentence. */
export function statusError(code: number, reason: StatusReason | '', message: string, details?: Details): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === '' ? {} : { reason }),
    ...(details === undefined ? {} : { details: details }),
    code,
  }
}

/** What is addressed, as messages name it: `deployments.apps`, `pods`. */
export interface ResourceName {
  readonly group: string
  readonly resource: string
}

/** `deployments.apps` or `pods`. */
export function qualifiedResource({ group, resource }: ResourceName): string {
  return group === '' ? resource : `${resource}.${group}`
}

function optional(key: string, value: string): Readonly<Record<string, string>> {
  return value === '' ? {} : { [key]: value }
}

/** 400 with only a message. */
export function badRequest(message: string): Status {
  return statusError(400, 'BadRequest', message)
}

/** 404 `pods "web" not found`. */
export function notFoundStatus(target: ResourceName, name: string): Status {
  const details = { name, ...optional('group', target.group), kind: target.resource }
  return statusError(404, 'NotFound', `${qualifiedResource(target)} "${name}" not found`, details)
}

/** 409 `pods "web" already exists`. */
export function alreadyExists(target: ResourceName, name: string): Status {
  const details = { name, ...optional('group', target.group), kind: target.resource }
  return statusError(409, 'AlreadyExists', `${qualifiedResource(target)} "${name}" already exists`, details)
}

/** 409 `Operation cannot be fulfilled on pods "web": <why>`. */
export function conflict(target: ResourceName, name: string, why: string): Status {
  const details = { name, ...optional('group', target.group), kind: target.resource }
  return statusError(409, 'Conflict', `Operation cannot be fulfilled on ${qualifiedResource(target)} "${name}": ${why}`, details)
}

/** 403 `pods "web" is forbidden: <why>`; without a name `pods is forbidden: <why>`. */
export function forbiddenStatus(target: ResourceName, name: string, why: string): Status {
  const details = { ...optional('name', name), ...optional('group', target.group), kind: target.resource }
  const subject = name === '' ? qualifiedResource(target) : `${qualifiedResource(target)} "${name}"`
  return statusError(403, 'Forbidden', `${subject} is forbidden: ${why}`, details)
}

/** 500 `Internal error occurred: <why>`. */
export function internalErrorStatus(why: string): Status {
  return statusError(500, 'InternalError', `Internal error occurred: ${why}`, { causes: [{ message: why }] })
}

/** One text for several errors: the text itself, or `[a, b]` without repetitions (utilerrors.NewAggregate). */
export function aggregate(texts: readonly string[]): string {
  const distinct = [...new Set(texts)]
  return distinct.length === 1 ? (distinct[0] ?? '') : `[${distinct.join(', ')}]`
}

/** 422 `Service "x" is invalid: [...]` with one cause per refused field (errors.NewInvalid). Names the kind: `Deployment.apps`. */
export function invalidStatus(target: { readonly group: string; readonly kind: string }, name: string, errors: readonly FieldError[]): Status {
  const qualified = target.group === '' ? target.kind : `${target.kind}.${target.group}`
  const causes = errors.map(({ reason, message, field }) => ({ reason, message, field }))
  const why = errors.length === 0 ? '' : `: ${aggregate(errors.map(formatFieldError))}`
  const details = { ...optional('name', name), ...optional('group', target.group), kind: target.kind, causes }
  return statusError(422, 'Invalid', `${qualified} "${name}" is invalid${why}`, details)
}
