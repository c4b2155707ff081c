import type { ClusterRoleBinding, RoleBinding, RoleRef, Subject } from '@/lib/kube/rbac/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { invalid, invalids, notSupported, required } from '../field-error'
import { validateDns1123Subdomain, validatePathSegment } from '../names'
import { validateObjectMeta } from '../object-meta'
import { addresses } from '../rare/addresses'

const group = 'rbac.authorization.k8s.io'
type Binding = RoleBinding | ClusterRoleBinding

function validateName(name: string, field: string): FieldError[] {
  return name === '' ? [required(field)] : invalids(field, name, validatePathSegment(name))
}

function validateRoleRef(ref: Draft<RoleRef> | undefined, kinds: readonly string[]): FieldError[] {
  const { apiGroup = '', kind = '', name = '' } = ref ?? {}
  return [
    ...(apiGroup === group ? [] : [notSupported('roleRef.apiGroup', apiGroup, [group])]),
    ...(kinds.includes(kind) ? [] : [notSupported('roleRef.kind', kind, kinds)]),
    ...validateName(name, 'roleRef.name'),
  ]
}

function validateServiceAccount({ name = '', apiGroup = '', namespace = '' }: Draft<Subject>, namespaced: boolean, field: string): FieldError[] {
  return [
    ...(name === '' ? [] : invalids(`${field}.name`, name, validateDns1123Subdomain(name))),
    ...(apiGroup === '' ? [] : [notSupported(`${field}.apiGroup`, apiGroup, [''])]),
    ...(namespaced || namespace !== '' ? [] : [required(`${field}.namespace`)]),
  ]
}

function validateSubject(subject: Draft<Subject>, namespaced: boolean, field: string): FieldError[] {
  const { name = '', kind = '', apiGroup = '' } = subject
  const errors = name === '' ? [required(`${field}.name`)] : []
  if (kind === 'ServiceAccount') return [...errors, ...validateServiceAccount(subject, namespaced, field)]
  if (kind === 'User' || kind === 'Group') return apiGroup === group ? errors : [...errors, notSupported(`${field}.apiGroup`, apiGroup, [group])]
  return [...errors, notSupported(`${field}.kind`, kind, ['ServiceAccount', 'User', 'Group'])]
}

function validateBinding(binding: Binding, namespaced: boolean): FieldError[] {
  return [
    ...validateRoleRef(binding.roleRef, namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']),
    ...(binding.subjects ?? []).flatMap((subject, at) => validateSubject(subject, namespaced, `subjects[${String(at)}]`)),
  ]
}

function validateChange(binding: Binding, old: Binding, namespaced: boolean): FieldError[] {
  const { apiGroup = '', kind = '', name = '' } = (binding.roleRef as Draft<RoleRef> | undefined) ?? {}
  return [
    ...validateObjectMeta(binding.metadata, namespaced, validatePathSegment),
    ...validateBinding(binding, namespaced),
    ...(isEqual(binding.roleRef, old.roleRef) ? [] : [invalid('roleRef', { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef')]),
  ]
}

function defaultSubject(subject: Subject): Subject {
  const isPerson = subject.kind === 'User' || subject.kind === 'Group'
  return isPerson && (subject.apiGroup ?? '') === '' ? { ...subject, apiGroup: group } : subject
}

/** The group of roles and of people is filled in (SetDefaults_RoleBinding, SetDefaults_Subject). */
function defaultBinding<T extends Binding>(binding: T): T {
  const { roleRef: given } = binding
  const roleRef = given !== undefined && (given.apiGroup as string) === '' ? { ...given, apiGroup: group } : given
  return { ...binding, ...(roleRef === undefined ? {} : { roleRef }), ...(binding.subjects === undefined ? {} : { subjects: binding.subjects.map(defaultSubject) }) }
}

/** RoleBinding: who has a Role or ClusterRole within a namespace (ValidateRoleBinding). */
export const roleBinding = defineKind<RoleBinding>(
  addresses.roleBinding,
  {
    nameRule: validatePathSegment,
    default: defaultBinding,
    validate: (object) => validateBinding(object, true),
    validateUpdate: (object, old) => validateChange(object, old, true),
  },
)

/** ClusterRoleBinding: who has a ClusterRole everywhere (ValidateClusterRoleBinding). */
export const clusterRoleBinding = defineKind<ClusterRoleBinding>(
  addresses.clusterRoleBinding,
  {
    nameRule: validatePathSegment,
    default: defaultBinding,
    validate: (object) => validateBinding(object, false),
    validateUpdate: (object, old) => validateChange(object, old, false),
  },
)
