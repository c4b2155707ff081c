import type { Status, StatusCause } from '@/lib/kube/meta/v1.generated'
import type { FieldError } from '@/lib/kube/field-error'
import { forbiddenStatus, invalidStatus, qualifiedResource, statusError, type ResourceName } from '@/lib/kube/status-error'

/** Name, group and resource as a Status' details give them. */
export function resourceDetails(target: ResourceName, name: string) {
  return { ...(name === '' ? {} : { name }), ...(target.group === '' ? {} : { group: target.group }), kind: target.resource }
}

/** 403 with causes. */
export function forbiddenBecause(target: ResourceName, name: string, why: string, causes: readonly StatusCause[]): Status {
  const status = forbiddenStatus(target, name, why)
  return { ...status, details: { ...status.details, causes } }
}

/** 409 where a name is taken; `object is being deleted: ` where its holder is on the way out. */
export function nameTaken(target: ResourceName, name: string, holder: 'stays' | 'goes'): Status {
  const prefix = holder === 'goes' ? 'object is being deleted: ' : ''
  return statusError(409, 'AlreadyExists', `${prefix}${qualifiedResource(target)} "${name}" already exists`, resourceDetails(target, name))
}

/** 422 of something that is no stored object and so has no kind to be named by: a patch, a review. */
export function invalidWithoutKind(group: string, errors: readonly FieldError[]): Status {
  const { details: { kind: _, ...details } = {}, ...status } = invalidStatus({ group, kind: '' }, '', errors)
  return { ...status, details }
}

/** 405, 404 and the like of the router: they know no object. */
export function methodNotAllowed(): Status {
  return statusError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {})
}

export function noSuchPath(): Status {
  return statusError(404, 'NotFound', 'the server could not find the requested resource', {})
}
