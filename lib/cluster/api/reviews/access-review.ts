import type { FieldError } from '@/lib/kube/field-error'
import type { Attributes } from '../../authorizer/attributes'
import { authorize } from '../../authorizer/rbac'
import { fail, type Reply, type RequestContext } from '../context'
import { invalidWithoutKind } from '../failure'
import type { UserInfo } from '../request'
import { groupVersion } from '../resources'

/** What a review asks (authorization/v1 SubjectAccessReviewSpec and its kin). */
export interface AccessReview {
  readonly metadata?: { readonly namespace?: string }
  readonly spec?: {
    readonly user?: string
    readonly groups?: readonly string[]
    readonly uid?: string
    readonly resourceAttributes?: { readonly namespace?: string; readonly verb?: string; readonly group?: string; readonly resource?: string; readonly subresource?: string; readonly name?: string; readonly version?: string }
    readonly nonResourceAttributes?: { readonly path?: string; readonly verb?: string }
  }
}

/** May this user do that? Of oneself, of somebody else, of somebody else in one namespace. */
export function accessReview(context: RequestContext, review: AccessReview): Reply {
  const { working, resource, route, user } = context
  const spec = review.spec ?? {}
  const errors = reviewErrors(review, resource.kind, route.namespace)
  if (errors.length > 0) return fail(invalidWithoutKind(resource.group, errors))
  const subject = resource.kind === 'SelfSubjectAccessReview' ? user : { username: spec.user ?? '', groups: spec.groups ?? [] }
  const { allowed, reason } = authorize(working, attributesOf(subject, spec))
  const metadata = resource.namespaced ? { namespace: route.namespace } : {}
  const { kind } = resource
  return { status: 201, object: { kind, apiVersion: groupVersion(resource), metadata, spec, status: { allowed, ...(reason === '' ? {} : { reason }) } } }
}

function attributesOf(user: UserInfo, { resourceAttributes: resource, nonResourceAttributes: path }: NonNullable<AccessReview['spec']>): Attributes {
  if (resource === undefined) return { kind: 'path', user, verb: path?.verb ?? '', path: path?.path ?? '' }
  const { verb = '', group = '', resource: name = '', subresource = '', namespace = '' } = resource
  return { kind: 'resource', user, verb, group, resource: name, subresource, namespace, name: resource.name ?? '' }
}

/** pkg/apis/authorization/validation. */
function reviewErrors({ spec = {} }: AccessReview, kind: string, namespace: string): FieldError[] {
  const { resourceAttributes: resource, user = '', groups = [] } = spec
  const errors = attributeErrors(spec)
  if (kind !== 'SelfSubjectAccessReview' && user === '' && groups.length === 0) errors.push(invalid('spec.user', '', 'at least one of user or group must be specified'))
  if (kind === 'LocalSubjectAccessReview' && resource !== undefined && (resource.namespace ?? '') !== namespace) {
    errors.push(invalid('spec.resourceAttributes.namespace', resource.namespace ?? '', 'must match metadata.namespace'))
  }
  return errors
}

/** A resource or a path, one of them. */
function attributeErrors({ resourceAttributes: resource, nonResourceAttributes: path }: NonNullable<AccessReview['spec']>): FieldError[] {
  if (resource === undefined && path === undefined) return [invalid('spec.resourceAttributes', null, 'exactly one of nonResourceAttributes or resourceAttributes must be specified')]
  if (resource === undefined || path === undefined) return []
  return [invalid('spec.nonResourceAttributes', { Path: path.path ?? '', Verb: path.verb ?? '' }, 'cannot be specified in combination with resourceAttributes')]
}

function invalid(field: string, value: unknown, why: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${JSON.stringify(value)}: ${why}` }
}
