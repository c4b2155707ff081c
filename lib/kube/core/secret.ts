import type { Secret } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, required, tooLong } from '../field-error'
import { validateConfigKey, validateDns1123Subdomain } from '../names'
import { validateImmutable, validateObjectMeta } from '../object-meta'
import { base64Length, fromBase64, toBase64 } from '../schema/base64'
import { readJson } from '../schema/json-text'
import { immutableMessage, maxDataBytes } from './configmap'

const accountAnnotation = 'kubernetes.io/service-account.name'

/** stringData is written over data in base64 and never kept; a Secret without a type is Opaque. */
function defaultSecret(secret: Secret): Secret {
  const { stringData, ...rest } = secret
  const type = (secret.type ?? '') === '' ? 'Opaque' : (secret.type ?? 'Opaque')
  if (stringData === undefined) return { ...rest, type }
  const encoded = Object.fromEntries(Object.entries(stringData).map(([key, value]) => [key, toBase64(value)]))
  return { ...rest, type, data: { ...rest.data, ...encoded } }
}

function requiredKeys(data: Readonly<Record<string, string>>, keys: readonly string[]): FieldError[] {
  return keys.filter((key) => !Object.hasOwn(data, key)).map((key) => required(`data[${key}]`))
}

function jsonFault(text: string): string | undefined {
  const read = readJson(text)
  if ('error' in read) return read.error
  const { value } = read
  if (value === null || (typeof value === 'object' && !Array.isArray(value))) return undefined
  const type = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
  return `json: cannot unmarshal ${type} into Go value of type map[string]interface {}`
}

function validateJson(data: Readonly<Record<string, string>>, key: string): FieldError[] {
  const value = data[key]
  if (value === undefined) return [required(`data[${key}]`)]
  const fault = jsonFault(fromBase64(value))
  return fault === undefined ? [] : [invalid(`data[${key}]`, '<secret contents redacted>', fault)]
}

function validateByType({ type, data = {}, metadata }: Secret): FieldError[] {
  switch (type) {
    case 'kubernetes.io/service-account-token':
      return (metadata.annotations?.[accountAnnotation] ?? '') === '' ? [required(`metadata.annotations[${accountAnnotation}]`)] : []
    case 'kubernetes.io/dockercfg':
      return validateJson(data, '.dockercfg')
    case 'kubernetes.io/dockerconfigjson':
      return validateJson(data, '.dockerconfigjson')
    case 'kubernetes.io/basic-auth':
      return requiredKeys(data, ['username', 'password']).length === 2 ? requiredKeys(data, ['username', 'password']) : []
    case 'kubernetes.io/ssh-auth':
      return (data['ssh-privatekey'] ?? '') === '' ? [required('data[ssh-privatekey]')] : []
    case 'kubernetes.io/tls':
      return requiredKeys(data, ['tls.crt', 'tls.key'])
    default:
      return []
  }
}

function validateSecret(secret: Secret): FieldError[] {
  const data = secret.data ?? {}
  const bytes = Object.values(data).reduce((sum, value) => sum + base64Length(value), 0)
  return [
    ...Object.keys(data).flatMap((key) => invalids(`data[${key}]`, key, validateConfigKey(key))),
    ...(bytes > maxDataBytes ? [tooLong('data', maxDataBytes)] : []),
    ...validateByType(secret),
  ]
}

function validateImmutability(secret: Secret, old: Secret): FieldError[] {
  if (old.immutable !== true) return []
  return [
    ...(secret.immutable === true ? [] : [forbidden('immutable', immutableMessage)]),
    ...(isEqual(secret.data, old.data) ? [] : [forbidden('data', immutableMessage)]),
  ]
}

/** A TLS Secret whose pair can't be read is accepted with a warning (pkg/registry/core/secret, warningsForSecret). */
function warnings({ type, data = {} }: Secret): readonly string[] {
  if (type !== 'kubernetes.io/tls') return []
  const isPem = /-----BEGIN [^-]+-----/.test(fromBase64(data['tls.crt'] ?? ''))
  return isPem ? [] : ['tls: failed to find any PEM data in certificate input']
}

/** Secret: bytes by key in base64, some types with keys they must have (ValidateSecret). */
export const secret = defineKind<Secret>(
  { group: '', version: 'v1', kind: 'Secret', resource: 'secrets', definition: 'io.k8s.api.core.v1.Secret' },
  {
    default: defaultSecret,
    validate: validateSecret,
    validateUpdate: (object, old) => [
      ...validateImmutable(object.type, old.type, 'type'),
      ...validateImmutability(object, old),
      ...validateObjectMeta(object.metadata, true, validateDns1123Subdomain),
      ...validateSecret(object),
    ],
    warnings,
  },
)
