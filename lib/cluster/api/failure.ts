import type { FieldError } from '@/lib/kube/field-error'
import type { Status, StatusCause, StatusDetails } from '@/lib/kube/meta/v1.generated'

/** What of a kind an error needs to name it. */
export interface Named {
  readonly group: string
  readonly kind: string
  readonly resource: string
}

/** A Status of failure. Source of all wording in this file: apimachinery pkg/api/errors/errors.go. */
export function failure(code: number, reason: string, message: string, details?: StatusDetails): Status {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, ...(reason === '' ? {} : { reason }), ...(details === undefined ? {} : { details }), code }
}

/** `deployments.apps`, or the plain resource for core. */
export function qualifiedResource(definition: Pick<Named, 'group' | 'resource'>): string {
  return definition.group === '' ? definition.resource : `${definition.resource}.${definition.group}`
}

/** `Deployment.apps`, or the plain kind for core. */
export function qualifiedKind(definition: Pick<Named, 'group' | 'kind'>): string {
  return definition.group === '' ? definition.kind : `${definition.kind}.${definition.group}`
}

export function resourceDetails(definition: Pick<Named, 'group' | 'resource'>, name: string): StatusDetails {
  return { ...(name === '' ? {} : { name }), ...(definition.group === '' ? {} : { group: definition.group }), kind: definition.resource }
}

export function notFound(definition: Pick<Named, 'group' | 'resource'>, name: string): Status {
  return failure(404, 'NotFound', `${qualifiedResource(definition)} "${name}" not found`, resourceDetails(definition, name))
}

export function alreadyExists(definition: Pick<Named, 'group' | 'resource'>, name: string, prefix = ''): Status {
  return failure(409, 'AlreadyExists', `${prefix}${qualifiedResource(definition)} "${name}" already exists`, resourceDetails(definition, name))
}

export function conflict(definition: Pick<Named, 'group' | 'resource'>, name: string, why: string): Status {
  return failure(409, 'Conflict', `Operation cannot be fulfilled on ${qualifiedResource(definition)} "${name}": ${why}`, resourceDetails(definition, name))
}

export function forbidden(definition: Pick<Named, 'group' | 'resource'>, name: string, why: string, causes?: readonly StatusCause[]): Status {
  const of = name === '' ? qualifiedResource(definition) : `${qualifiedResource(definition)} "${name}"`
  return failure(403, 'Forbidden', `${of} is forbidden: ${why}`, { ...resourceDetails(definition, name), ...(causes === undefined ? {} : { causes }) })
}

export function badRequest(message: string): Status {
  return failure(400, 'BadRequest', message)
}

/** Field errors as one Status: every error once in the message, all of them among the causes. */
export function invalid(definition: Pick<Named, 'group' | 'kind'>, name: string, errors: readonly FieldError[]): Status {
  const causes = errors.map(({ reason, message, field }) => ({ reason, message, field }))
  const texts = [...new Set(errors.map((error) => `${error.field}: ${error.message}`))]
  const said = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
  const details = { ...(name === '' ? {} : { name }), ...(definition.group === '' ? {} : { group: definition.group }), kind: definition.kind, causes }
  return failure(422, 'Invalid', `${qualifiedKind(definition)} "${name}" is invalid${errors.length === 0 ? '' : `: ${said}`}`, details)
}
