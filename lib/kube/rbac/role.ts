import type { ClusterRole, Role } from '@/lib/kube/rbac/v1.generated'
import { defineKind } from '../define-kind'
import type { FieldError } from '../field-error'
import { invalid, required } from '../field-error'
import { isUnusableSelector, validateLabelSelector } from '../labels'
import { validatePathSegment } from '../names'
import { validateObjectMeta } from '../object-meta'
import { validateRules } from './policy-rule'
import { addresses } from '../rare/addresses'

/** Role: what may be done within a namespace (ValidateRole). */
export const role = defineKind<Role>(
  addresses.role,
  {
    nameRule: validatePathSegment,
    validate: ({ rules }) => validateRules(rules, true),
    validateUpdate: ({ rules, metadata }) => [...validateObjectMeta(metadata, true, validatePathSegment), ...validateRules(rules, true)],
  },
)

function validateAggregation({ aggregationRule }: ClusterRole): FieldError[] {
  if (aggregationRule === undefined) return []
  const field = 'aggregationRule.clusterRoleSelectors'
  const selectors = aggregationRule.clusterRoleSelectors ?? []
  if (selectors.length === 0) return [required(field, 'at least one clusterRoleSelector required if aggregationRule is non-nil')]
  return selectors.flatMap((selector, at) => [
    ...validateLabelSelector(selector, `${field}[${String(at)}]`),
    ...(isUnusableSelector(selector) ? [invalid(`${field}[${String(at)}]`, null, 'invalid label selector.')] : []),
  ])
}

function validateClusterRole(clusterRole: ClusterRole): FieldError[] {
  return [...validateRules(clusterRole.rules, false), ...validateAggregation(clusterRole)]
}

/** ClusterRole: what may be done anywhere, or the sum of other ClusterRoles (ValidateClusterRole). */
export const clusterRole = defineKind<ClusterRole>(
  addresses.clusterRole,
  {
    nameRule: validatePathSegment,
    validate: validateClusterRole,
    validateUpdate: (object) => [...validateObjectMeta(object.metadata, false, validatePathSegment), ...validateClusterRole(object)],
  },
)
