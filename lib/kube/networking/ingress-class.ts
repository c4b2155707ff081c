import type { IngressClass, IngressClassParametersReference } from '@/lib/kube/networking/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, notSupported, required, tooLong } from '../field-error'
import { byteLength, validateDns1123Label, validateDns1123Subdomain } from '../names'
import { validateImmutable, validateObjectMeta } from '../object-meta'
import { validateTypedReference } from './ingress-backend'
import { addresses } from '../rare/addresses'

const maxControllerBytes = 250
const scopes = ['Cluster', 'Namespace']
const pathPattern = '[A-Za-z0-9/\\-._~%!$&\'()*+,;=:]+'

/** `example.com/ingress` (IsDomainPrefixedPath). */
function validateDomainPrefixedPath(value: string, field: string): FieldError[] {
  if (value === '') return [required(field)]
  const slash = value.indexOf('/')
  const host = value.slice(0, Math.max(slash, 0))
  const path = slash < 0 ? '' : value.slice(slash + 1)
  if (host === '' || path === '') return [invalid(field, value, 'must be a domain-prefixed path (such as "acme.io/foo")')]
  const errors = invalids(field, host, validateDns1123Subdomain(host))
  const isPath = new RegExp(`^${pathPattern}$`).test(path)
  return isPath ? errors : [...errors, invalid(field, path, `Invalid path (regex used for validation is '${pathPattern}')`)]
}

function validateScope({ scope, namespace }: Draft<IngressClassParametersReference>): FieldError[] {
  const field = 'spec.parameters'
  if (scope === undefined) return [required(`${field}.scope`)]
  if (!scopes.includes(scope)) return [notSupported(`${field}.scope`, scope, scopes)]
  if (scope === 'Cluster') return namespace === undefined ? [] : [forbidden(`${field}.namespace`, "`parameters.scope` is set to 'Cluster'")]
  if (namespace === undefined) return [required(`${field}.namespace`, "`parameters.scope` is set to 'Namespace'")]
  return invalids(`${field}.namespace`, namespace, validateDns1123Label(namespace))
}

function validateParameters({ spec }: IngressClass): FieldError[] {
  return spec.parameters === undefined ? [] : [...validateTypedReference(spec.parameters, 'spec.parameters'), ...validateScope(spec.parameters)]
}

function validateSpec(object: IngressClass): FieldError[] {
  const controller = object.spec.controller ?? ''
  return [
    ...(byteLength(controller) > maxControllerBytes ? [tooLong('spec.controller', maxControllerBytes)] : []),
    ...validateDomainPrefixedPath(controller, 'spec.controller'),
    ...validateParameters(object),
  ]
}

/** IngressClass: which controller serves Ingresses of that class (ValidateIngressClass). */
export const ingressClass = defineKind<IngressClass>(
  addresses.ingressClass,
  {
    default: (object) =>
      object.spec.parameters === undefined ? object : { ...object, spec: { ...object.spec, parameters: { ...object.spec.parameters, scope: object.spec.parameters.scope ?? 'Cluster' } } },
    validate: validateSpec,
    validateUpdate: (object, old) => [...validateImmutable(object.spec.controller ?? '', old.spec.controller, 'spec.controller'), ...validateObjectMeta(object.metadata, false, validateDns1123Subdomain), ...validateSpec(object)],
  },
)
