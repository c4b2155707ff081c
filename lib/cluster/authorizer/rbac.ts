import { objectKey } from '@/lib/kube/object'
import type { ClusterRole, ClusterRoleBinding, PolicyRule, Role, RoleBinding, RoleRef, Subject } from '@/lib/kube/rbac/v1.generated'
import type { UserInfo } from '../api/request'
import type { Working } from '../working/working'
import { fullResource, type Attributes, type Decision, type ResourceAttributes } from './attributes'

const group = 'rbac.authorization.k8s.io'
const serviceAccountPrefix = 'system:serviceaccount:'

/** A binding that concerns a user, with the rules behind it or why there are none. */
export interface Grant {
  readonly rules: readonly PolicyRule[]
  /** `RoleBinding "rb/shop" of Role "r" to User "alice"`. */
  readonly by: string
  readonly fault: string | undefined
}

/** Decides by the roles bound to a user, cluster-wide first (plugin/pkg/auth/authorizer/rbac/rbac.go). */
export function authorize(working: Working, attributes: Attributes): Decision {
  if (attributes.user.groups.includes('system:masters')) return { allowed: true, reason: '' }
  const namespace = attributes.kind === 'resource' ? attributes.namespace : ''
  const faults: string[] = []
  for (const grant of grantsOf(working, attributes.user, namespace)) {
    if (grant.fault !== undefined) faults.push(grant.fault)
    if (grant.rules.some((rule) => allows(rule, attributes))) return { allowed: true, reason: `RBAC: allowed by ${grant.by}` }
  }
  return { allowed: false, reason: faults.length === 0 ? '' : `RBAC: ${faults.length === 1 ? (faults[0] ?? '') : `[${faults.join(', ')}]`}` }
}

/** Everything granted to a user, for the whole cluster and, where one is named, in a namespace. The real server's order is its cache's, any; here the newest comes first. */
export function* grantsOf(working: Working, user: UserInfo, namespace: string): Generator<Grant> {
  for (const object of working.list(`${group}/clusterrolebindings`).reverse()) {
    const binding = object as unknown as ClusterRoleBinding
    const subject = subjectOf(binding.subjects, user, '')
    if (subject !== undefined) yield grant(working, binding, 'ClusterRoleBinding', `"${binding.metadata.name}"`, subject, '')
  }
  if (namespace === '') return
  for (const object of working.list(`${group}/rolebindings/${namespace}`)) {
    const binding = object as unknown as RoleBinding
    const subject = subjectOf(binding.subjects, user, namespace)
    if (subject !== undefined) yield grant(working, binding, 'RoleBinding', `"${binding.metadata.name}/${namespace}"`, subject, namespace)
  }
}

const nobody: RoleRef = { apiGroup: group, kind: 'ClusterRole', name: '' }

function grant(working: Working, { roleRef = nobody }: RoleBinding | ClusterRoleBinding, kind: string, name: string, subject: string, namespace: string): Grant {
  const rules = rulesOf(working, roleRef, namespace)
  const fault = rules === undefined ? `${roleRef.kind.toLowerCase()}.${group} ${JSON.stringify(roleRef.name)} not found` : undefined
  return { rules: rules ?? [], by: `${kind} ${name} of ${roleRef.kind} ${JSON.stringify(roleRef.name)} to ${subject}`, fault }
}

/** The rules behind a reference; undefined where the role is missing. */
export function rulesOf(working: Working, { kind, name }: { readonly kind: string; readonly name: string }, namespace: string): readonly PolicyRule[] | undefined {
  const key = kind === 'Role' ? objectKey(group, 'roles', namespace, name) : objectKey(group, 'clusterroles', '', name)
  const role = working.get(key) as unknown as Role | ClusterRole | undefined
  if (role === undefined) return undefined
  return 'aggregationRule' in role ? aggregated(working, role) : (role.rules ?? [])
}

/** A role made of others' rules: the controller that copies them is instant here. */
function aggregated(working: Working, role: ClusterRole): readonly PolicyRule[] {
  const selectors = role.aggregationRule?.clusterRoleSelectors ?? []
  const parts = (working.list(`${group}/clusterroles`) as unknown as ClusterRole[]).filter(
    (other) => other.metadata.name !== role.metadata.name && selectors.some((selector) => Object.entries(selector.matchLabels ?? {}).every(([key, value]) => other.metadata.labels?.[key] === value)),
  )
  return parts.length === 0 ? (role.rules ?? []) : parts.flatMap((part) => part.rules ?? [])
}

function subjectOf(subjects: readonly Subject[] | undefined, user: UserInfo, namespace: string): string | undefined {
  for (const subject of subjects ?? []) {
    const shown = matches(subject, user, namespace)
    if (shown !== undefined) return shown
  }
  return undefined
}

function matches({ kind, name, namespace: own }: Subject, user: UserInfo, namespace: string): string | undefined {
  switch (kind) {
    case 'User':
      return user.username === name ? `User ${JSON.stringify(name)}` : undefined
    case 'Group':
      return user.groups.includes(name) ? `Group ${JSON.stringify(name)}` : undefined
    case 'ServiceAccount': {
      const of = own ?? namespace
      return of !== '' && user.username === `${serviceAccountPrefix}${of}:${name}` ? `ServiceAccount ${JSON.stringify(`${name}/${of}`)}` : undefined
    }
    default:
      return undefined
  }
}

/** Whether one rule allows it (pkg/apis/rbac/v1/evaluation_helpers.go). */
export function allows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!hasOrAll(rule.verbs, attributes.verb)) return false
  return attributes.kind === 'path' ? (rule.nonResourceURLs ?? []).some((url) => matchesPath(url, attributes.path)) : allowsResource(rule, attributes)
}

function allowsResource(rule: PolicyRule, attributes: ResourceAttributes): boolean {
  const names = rule.resourceNames ?? []
  return hasOrAll(rule.apiGroups ?? [], attributes.group) && matchesResource(rule.resources ?? [], attributes) && (names.length === 0 || names.includes(attributes.name))
}

function matchesResource(resources: readonly string[], attributes: ResourceAttributes): boolean {
  const asked = fullResource(attributes)
  return resources.some((resource) => resource === '*' || resource === asked || (attributes.subresource !== '' && resource === `*/${attributes.subresource}`))
}

function matchesPath(url: string, path: string): boolean {
  if (url === '*' || url === path) return true
  return url.endsWith('*') && path.startsWith(url.replace(/\*+$/, ''))
}

function hasOrAll(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value)
}
