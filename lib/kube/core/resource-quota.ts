import type { ResourceQuota, ResourceQuotaSpec } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { invalid, required } from '../field-error'
import { defaultResourceList, validateResourceQuantity } from '../resource-list'
import { validateResourceName } from './container-resources'
import { addresses } from '../rare/addresses'

const quotaResources = new Set([
  'cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage', 'limits.cpu', 'limits.memory',
  'limits.ephemeral-storage', 'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'persistentvolumeclaims', 'configmaps',
  'services.nodeports', 'services.loadbalancers',
])
const scopes = new Set(['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass'])
const computeResources = new Set(['pods', 'cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'])
const conflicts = [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']] as const

function isQuotaResource(name: string): boolean {
  return quotaResources.has(name) || name.startsWith('hugepages-') || name.startsWith('requests.hugepages-')
}

function validateName(name: string, field: string): FieldError[] {
  const errors = validateResourceName(name, field)
  return name.includes('/') || isQuotaResource(name) ? errors : [...errors, invalid(field, name, 'must be a standard resource for quota')]
}

function isScopeFor(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods'
  return scope === 'VolumeAttributesClass' ? resource === 'persistentvolumeclaims' || resource === 'requests.storage' : computeResources.has(resource)
}

function validateScopes(given: readonly string[], resources: readonly string[]): FieldError[] {
  const field = 'spec.scopes'
  const errors = given.flatMap((scope) => {
    if (!scopes.has(scope)) return [invalid(field, given, 'unsupported scope')]
    return resources.filter((name) => isQuotaResource(name) && !isScopeFor(scope, name)).map(() => invalid(field, given, 'unsupported scope applied to resource'))
  })
  const conflicting = conflicts.filter((pair) => pair.every((scope) => given.includes(scope)))
  return [...errors, ...conflicting.map(() => invalid(field, given, 'conflicting scopes'))]
}

function validateScopeSelector({ scopeSelector }: Draft<ResourceQuotaSpec>): FieldError[] {
  return (scopeSelector?.matchExpressions ?? []).flatMap(({ scopeName = '', operator = '', values = [] }, at) => {
    const field = `spec.scopeSelector.matchExpressions[${String(at)}]`
    const scopeErrors = scopes.has(scopeName) ? [] : [invalid(`${field}.scopeName`, scopeName, 'unsupported scope')]
    return [...scopeErrors, ...validateOperator(operator, values, field)]
  })
}

function validateOperator(operator: string, values: readonly string[], field: string): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? [] : [required(`${field}.values`, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector")]
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0 ? [] : [invalid(`${field}.values`, values, "must be no value when `operator` is 'Exists' or 'DoesNotExist' for scope selector")]
    default:
      return [invalid(`${field}.operator`, operator, 'not a valid selector operator')]
  }
}

function validateSpec({ spec }: ResourceQuota): FieldError[] {
  const hard = (spec.hard ?? {}) as Readonly<Record<string, string>>
  return [
    ...Object.entries(hard).flatMap(([name, quantity]) => {
      const field = `spec.hard[${name}]`
      return [...validateName(name, field), ...validateResourceQuantity(name, quantity, field)]
    }),
    ...validateScopes(spec.scopes ?? [], Object.keys(hard)),
    ...validateScopeSelector(spec),
  ]
}

/** ResourceQuota: how much a namespace may have in all (ValidateResourceQuota). */
export const resourceQuota = defineKind<ResourceQuota>(
  addresses.resourceQuota,
  {
    default: (object) => {
      const hard = defaultResourceList(object.spec.hard)
      return hard === object.spec.hard || hard === undefined ? object : { ...object, spec: { ...object.spec, hard } }
    },
    prepareForCreate: (object) => ({ ...object, status: {} }),
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validate: validateSpec,
    validateUpdate: (object, old) => [
      ...validateSpec(object),
      ...(isEqual([...(object.spec.scopes ?? [])].sort(), [...(old.spec.scopes ?? [])].sort()) ? [] : [invalid('spec.scopes', object.spec.scopes ?? null, 'field is immutable')]),
    ],
  },
)
