import type { ConfigMap } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, tooLong } from '../field-error'
import { byteLength, validateConfigKey, validateDns1123Subdomain } from '../names'
import { validateObjectMeta } from '../object-meta'
import { base64Length } from '../schema/base64'

/** All values of a ConfigMap or a Secret together, in bytes (core.MaxSecretSize). */
export const maxDataBytes = 1024 * 1024
/** What is said of a change to an object that was declared immutable. */
export const immutableMessage = 'field is immutable when `immutable` is set'

function validateKeys(keys: readonly string[], field: string): FieldError[] {
  return keys.flatMap((key) => invalids(`${field}[${key}]`, key, validateConfigKey(key)))
}

/** A key of both is data's fault alone. */
function validateDataKeys(data: readonly string[], binaryData: Readonly<Record<string, string>>): FieldError[] {
  return data.flatMap((key) => [...validateKeys([key], 'data'), ...(Object.hasOwn(binaryData, key) ? [invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')] : [])])
}

function validateData({ data = {}, binaryData = {} }: ConfigMap): FieldError[] {
  const textBytes = Object.values(data).reduce((sum, value) => sum + byteLength(value), 0)
  const bytes = Object.values(binaryData).reduce((sum, value) => sum + base64Length(value), textBytes)
  return [
    ...validateDataKeys(Object.keys(data), binaryData),
    ...validateKeys(Object.keys(binaryData), 'binaryData'),
    ...(bytes > maxDataBytes ? [tooLong('[]', maxDataBytes)] : []),
  ]
}

function validateImmutability(object: ConfigMap, old: ConfigMap): FieldError[] {
  if (old.immutable !== true) return []
  return [
    ...(object.immutable === true ? [] : [forbidden('immutable', immutableMessage)]),
    ...(isEqual(object.data, old.data) ? [] : [forbidden('data', immutableMessage)]),
    ...(isEqual(object.binaryData, old.binaryData) ? [] : [forbidden('binaryData', immutableMessage)]),
  ]
}

/** ConfigMap: text and bytes by key (ValidateConfigMap). */
export const configMap = defineKind<ConfigMap>(
  { group: '', version: 'v1', kind: 'ConfigMap', resource: 'configmaps', shortNames: ['cm'], definition: 'io.k8s.api.core.v1.ConfigMap' },
  {
    validate: validateData,
    validateUpdate: (object, old) => [
      ...validateImmutability(object, old),
      ...validateObjectMeta(object.metadata, true, validateDns1123Subdomain),
      ...validateData(object),
    ],
  },
)
