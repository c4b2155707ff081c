import { isEqual } from '@/lib/kube/equality'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { ClusterRole, PolicyRule, RoleBinding } from '@/lib/kube/rbac/v1.generated'
import { forbiddenStatus, notFoundStatus } from '@/lib/kube/status-error'
import { administrator } from '../api/authenticate'
import type { UserInfo } from '../api/request'
import { admissionName } from '../api/write/generated-name'
import type { WriteResult } from '../api/write/result'
import { authorize, grantsOf, rulesOf } from '../authorizer/rbac'
import { missingRules, shownRules } from '../authorizer/rule-cover'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'

const group = 'rbac.authorization.k8s.io'
const everything: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
]

/** Nobody grants what they don't hold themselves, unless they may `escalate` roles or `bind` them (pkg/registry/rbac, the policy-based stores). */
export function admitEscalation(working: Working, request: AdmissionRequest): WriteResult {
  const { phase, definition, object, options } = request
  const user = options.user ?? administrator
  if (phase !== 'mutate' || definition.group !== group || user.groups.includes('system:masters')) return { ok: true, object }
  const refusal = definition.resource.endsWith('bindings') ? bindingRefusal(working, request, user) : roleRefusal(working, request, user)
  return refusal === undefined ? { ok: true, object } : { ok: false, status: refusal }
}

function may(working: Working, user: UserInfo, verb: string, resource: string, namespace: string, name: string): boolean {
  return authorize(working, { kind: 'resource', user, verb, group, resource, subresource: '', namespace, name }).allowed
}

function roleRefusal(working: Working, { definition, object, old }: AdmissionRequest, user: UserInfo): Status | undefined {
  const { namespace = '' } = object.metadata
  const name = admissionName(object)
  if (may(working, user, 'escalate', definition.resource, namespace, name)) return undefined
  const { rules, aggregationRule } = object as unknown as Partial<ClusterRole>
  const before = old as unknown as Partial<ClusterRole> | undefined
  if (before !== undefined && grantsSame({ rules, aggregationRule } as Partial<ClusterRole>, before)) return undefined
  const excess = excessOf(working, user, namespace, rules ?? [])
  if (excess !== undefined) return forbiddenStatus(definition, name, excess)
  const aggregates = [aggregationRule, before?.aggregationRule].some((one) => (one?.clusterRoleSelectors ?? []).length > 0)
  const lacking = aggregates && excessOf(working, user, namespace, everything) !== undefined
  return lacking ? forbiddenStatus(definition, name, 'must have cluster-admin privileges to use the aggregationRule') : undefined
}

function grantsSame(role: Partial<ClusterRole>, { rules, aggregationRule }: Partial<ClusterRole>): boolean {
  return isEqual(role.rules ?? [], rules ?? []) && isEqual(role.aggregationRule, aggregationRule)
}

function bindingRefusal(working: Working, { definition, object, old }: AdmissionRequest, user: UserInfo): Status | undefined {
  const { namespace = '' } = object.metadata
  const { roleRef, subjects } = object as unknown as Partial<RoleBinding>
  const before = old as unknown as Partial<RoleBinding> | undefined
  if (roleRef === undefined || (before !== undefined && isEqual(roleRef, before.roleRef) && isEqual(subjects ?? [], before.subjects ?? []))) return undefined
  const resource = roleRef.kind === 'Role' ? 'roles' : 'clusterroles'
  if (may(working, user, 'bind', resource, namespace, roleRef.name)) return undefined
  const rules = rulesOf(working, roleRef, namespace)
  if (rules === undefined) return notFoundStatus({ group, resource: roleRef.kind.toLowerCase() }, roleRef.name)
  const excess = excessOf(working, user, namespace, rules)
  return excess === undefined ? undefined : forbiddenStatus(definition, admissionName(object), excess)
}

/** What somebody would grant beyond their own rights, in words; undefined where it is nothing. */
function excessOf(working: Working, user: UserInfo, namespace: string, rules: readonly PolicyRule[]): string | undefined {
  const grants = [...grantsOf(working, user, namespace)]
  const missing = missingRules(grants.flatMap((grant) => grant.rules), rules)
  if (missing.length === 0) return undefined
  const faults = grants.flatMap(({ fault }) => (fault === undefined ? [] : [fault]))
  const suffix = faults.length === 0 ? '' : `; resolution errors: [${faults.join(' ')}]`
  return `user ${JSON.stringify(user.username)} (groups=[${user.groups.map((one) => JSON.stringify(one)).join(' ')}]) is attempting to grant RBAC permissions not currently held:\n${shownRules(missing)}${suffix}`
}
