import type { StorageClass } from '@/lib/kube/storage/v1.generated'
import { defineKind } from '../define-kind'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, notSupported, required, tooLong } from '../field-error'
import { byteLength, validateDns1123Subdomain, validateQualifiedName } from '../names'
import { validateImmutable, validateObjectMeta } from '../object-meta'
import { addresses } from '../rare/addresses'

const maxParameters = 512
const maxParameterBytes = 256 * 1024

function validateProvisioner(provisioner: string): FieldError[] {
  return provisioner === '' ? [required('provisioner')] : invalids('provisioner', provisioner, validateQualifiedName(provisioner.toLowerCase()))
}

function validateParameters(parameters: Readonly<Record<string, string>>): FieldError[] {
  const entries = Object.entries(parameters)
  if (entries.length > maxParameters) return [tooLong('parameters', maxParameters)]
  const bytes = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  return [
    ...entries.filter(([key]) => key === '').map(([key]) => invalid('parameters', key, 'field can not be empty.')),
    ...(bytes > maxParameterBytes ? [tooLong('parameters', maxParameterBytes)] : []),
  ]
}

function validateChoice(value: string | undefined, supported: readonly string[], field: string): FieldError[] {
  return value === undefined || supported.includes(value) ? [] : [notSupported(field, value, supported)]
}

function validateClass(storageClass: StorageClass): FieldError[] {
  return [
    ...validateProvisioner(storageClass.provisioner ?? ''),
    ...validateParameters(storageClass.parameters ?? {}),
    ...validateChoice(storageClass.reclaimPolicy, ['Delete', 'Retain'], 'reclaimPolicy'),
    ...validateChoice(storageClass.volumeBindingMode, ['Immediate', 'WaitForFirstConsumer'], 'volumeBindingMode'),
  ]
}

/** StorageClass: how volumes of that class are made (ValidateStorageClass). Only its metadata, expansion and mount options may change. */
export const storageClass = defineKind<StorageClass>(
  addresses.storageClass,
  {
    default: (object) => ({ ...object, reclaimPolicy: object.reclaimPolicy ?? 'Delete', volumeBindingMode: object.volumeBindingMode ?? 'Immediate' }),
    validate: validateClass,
    validateUpdate: (object, old) => [
      ...validateObjectMeta(object.metadata, false, validateDns1123Subdomain),
      ...validateClass(object),
      ...(isEqual(object.parameters, old.parameters) ? [] : [forbidden('parameters', 'updates to parameters are forbidden.')]),
      ...validateImmutable(object.provisioner, old.provisioner, 'provisioner'),
      ...(object.reclaimPolicy === old.reclaimPolicy ? [] : [forbidden('reclaimPolicy', 'updates to reclaimPolicy are forbidden.')]),
      ...validateImmutable(object.volumeBindingMode, old.volumeBindingMode, 'volumeBindingMode'),
    ],
  },
)
