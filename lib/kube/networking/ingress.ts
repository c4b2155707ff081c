import type { HTTPIngressPath, Ingress, IngressRule, IngressSpec } from '@/lib/kube/networking/v1.generated'
import { validateIngressStatus } from '../core/load-balancer-status'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { invalid, invalids, notSupported, required } from '../field-error'
import { parseIp } from '../ip'
import { validateDns1123Subdomain, validateWildcardSubdomain } from '../names'
import { validateObjectMeta } from '../object-meta'
import { validateBackend } from './ingress-backend'
import { addresses } from '../rare/addresses'

const classAnnotation = 'kubernetes.io/ingress.class'
const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix']
const refusedSequences = ['//', '/./', '/../', '%2f', '%2F']
const refusedEndings = ['/..', '/.']

function validatePathText(path: string, type: string, field: string): FieldError[] {
  if (type === 'ImplementationSpecific') return path === '' || path.startsWith('/') ? [] : [invalid(field, path, 'must be an absolute path')]
  return [
    ...(path.startsWith('/') ? [] : [invalid(field, path, 'must be an absolute path')]),
    ...refusedSequences.filter((sequence) => path.includes(sequence)).map((sequence) => invalid(field, path, `must not contain '${sequence}'`)),
    ...refusedEndings.filter((ending) => path.endsWith(ending)).map((ending) => invalid(field, path, `cannot end with '${ending}'`)),
  ]
}

function validatePath(path: Draft<HTTPIngressPath>, field: string): FieldError[] {
  const type = path.pathType
  if (type === undefined) return [required(`${field}.pathType`, 'pathType must be specified')]
  const textErrors = pathTypes.includes(type) ? validatePathText(path.path ?? '', type, `${field}.path`) : [notSupported(`${field}.pathType`, type, pathTypes)]
  return [...textErrors, ...validateBackend(path.backend, `${field}.backend`)]
}

function validateHost(host: string, field: string): FieldError[] {
  if (host === '') return []
  return [
    ...(parseIp(host) === undefined ? [] : [invalid(field, host, 'must be a DNS name, not an IP address')]),
    ...invalids(field, host, host.includes('*') ? validateWildcardSubdomain(host) : validateDns1123Subdomain(host)),
  ]
}

function validateRule(rule: Draft<IngressRule>, field: string): FieldError[] {
  const errors = validateHost(rule.host ?? '', `${field}.host`)
  if (rule.http === undefined) return errors
  const paths = rule.http.paths ?? []
  if (paths.length === 0) return [...errors, required(`${field}.http.paths`)]
  return [...errors, ...paths.flatMap((path, at) => validatePath(path, `${field}.http.paths[${String(at)}]`))]
}

function validateTls(spec: Draft<IngressSpec>): FieldError[] {
  return (spec.tls ?? []).flatMap(({ hosts = [], secretName = '' }, at) => {
    const field = `spec.tls[${String(at)}]`
    return [
      ...hosts.flatMap((host, index) => invalids(`${field}.hosts[${String(index)}]`, host, host.includes('*') ? validateWildcardSubdomain(host) : validateDns1123Subdomain(host))),
      ...(secretName === '' ? [] : invalids(`${field}.secretName`, secretName, validateDns1123Subdomain(secretName))),
    ]
  })
}

/** Everything wrong with a spec (ValidateIngressSpec). */
function validateSpec(spec: Draft<IngressSpec>): FieldError[] {
  const { rules = [], defaultBackend, ingressClassName } = spec
  return [
    ...(rules.length === 0 && defaultBackend === undefined ? [invalid('spec', null, 'either `defaultBackend` or `rules` must be specified')] : []),
    ...(defaultBackend === undefined ? [] : validateBackend(defaultBackend, 'spec.defaultBackend')),
    ...rules.flatMap((rule, at) => validateRule(rule, `spec.rules[${String(at)}]`)),
    ...validateTls(spec),
    ...(ingressClassName === undefined ? [] : invalids('spec.ingressClassName', ingressClassName, validateDns1123Subdomain(ingressClassName))),
  ]
}

function validateClassTwice({ metadata, spec }: Ingress): FieldError[] {
  const annotation = metadata.annotations?.[classAnnotation]
  if (annotation === undefined || spec.ingressClassName === undefined || annotation === spec.ingressClassName) return []
  return [invalid(`annotations.${classAnnotation}`, annotation, 'must match `ingressClassName` when both are specified')]
}

/** Ingress: HTTP from outside, by host and path, to Services (pkg/apis/networking/validation). */
export const ingress = defineKind<Ingress>(
  addresses.ingress,
  {
    prepareForCreate: (object) => ({ ...object, status: { loadBalancer: {} } }),
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validate: (object) => [...validateSpec(object.spec), ...validateClassTwice(object)],
    validateUpdate: (object) => [...validateObjectMeta(object.metadata, true, validateDns1123Subdomain), ...validateSpec(object.spec)],
    validateStatusUpdate: ({ status }) => validateIngressStatus(status?.loadBalancer?.ingress),
    warnings: (object, old) =>
      object.metadata.annotations?.[classAnnotation] === undefined || object.spec.ingressClassName !== undefined || old?.metadata.annotations?.[classAnnotation] !== undefined
        ? []
        : [`annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`],
  },
)
