import type { IngressBackend } from '@/lib/kube/networking/v1.generated'
import type { TypedLocalObjectReference } from '@/lib/kube/core/v1.generated'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { invalid, invalids, required } from '../field-error'
import { validateDns1123Label, validateDns1123Subdomain, validatePathSegment, validatePortName, validatePortNumber } from '../names'

function segment(value: string, field: string, why: string): FieldError[] {
  return value === '' ? [required(field, why)] : invalids(field, value, validatePathSegment(value))
}

/** A reference to an object of the same namespace (validateIngressTypedLocalObjectReference). */
export function validateTypedReference(ref: Draft<TypedLocalObjectReference>, field: string, messages = { kind: '', name: '' }): FieldError[] {
  const { apiGroup, kind = '', name = '' } = ref
  return [
    ...(apiGroup === undefined ? [] : invalids(`${field}.apiGroup`, apiGroup, validateDns1123Subdomain(apiGroup))),
    ...segment(kind, `${field}.kind`, messages.kind),
    ...segment(name, `${field}.name`, messages.name),
  ]
}

function validateServiceBackend(service: Draft<NonNullable<IngressBackend['service']>>, field: string): FieldError[] {
  const { name = '', port = {} } = service
  const portName = port.name ?? ''
  const portNumber = port.number ?? 0
  const nameErrors = name === '' ? [required(`${field}.service.name`)] : invalids(`${field}.service.name`, name, validateDns1123Label(name))
  if (portName !== '' && portNumber !== 0) return [...nameErrors, invalid(field, '', 'cannot set both port name & port number')]
  if (portName !== '') return [...nameErrors, ...invalids(`${field}.service.port.name`, portName, validatePortName(portName))]
  if (portNumber !== 0) return [...nameErrors, ...invalids(`${field}.service.port.number`, portNumber, validatePortNumber(portNumber))]
  return [...nameErrors, required(field, 'port name or number is required')]
}

/** Where requests go: a Service's port or, rarely, another object; exactly one of them (validateIngressBackend). */
export function validateBackend(backend: Draft<IngressBackend> | undefined, field: string): FieldError[] {
  const { resource, service } = backend ?? {}
  if (resource !== undefined && service !== undefined) return [invalid(field, '', 'cannot set both resource and service backends')]
  if (resource !== undefined) return validateTypedReference(resource, `${field}.resource`)
  if (service !== undefined) return validateServiceBackend(service, field)
  return [invalid(field, '', 'resource or service backend is required')]
}
