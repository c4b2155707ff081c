import type { ObjectMeta, OwnerReference } from '@/lib/kube/meta/v1.generated'
import type { FieldError } from './field-error'
import { forbidden, invalid, invalids, required, tooLong } from './field-error'
import { goQuote } from './go-format'
import { validateLabels } from './labels'
import type { NameRule } from './names'
import { asGenerateName, byteLength, validateDns1123Label, validateQualifiedName } from './names'
import { isEqual } from './equality'

/** All annotations of an object together, keys and values, in bytes. */
const annotationLimitBytes = 256 * 1024

/** Keys are qualified names in any case; the sum of sizes is limited (ValidateAnnotations). */
export function validateAnnotations(annotations: Readonly<Record<string, string>> | undefined, field: string): FieldError[] {
  const entries = Object.entries(annotations ?? {})
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  return [
    ...entries.flatMap(([key]) => invalids(field, key, validateQualifiedName(key.toLowerCase()))),
    ...(size > annotationLimitBytes ? [tooLong(field, annotationLimitBytes)] : []),
  ]
}

/** The version part of `apps/v1`, empty where there is none to read. */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/')
  return parts.length > 2 ? '' : (parts.at(-1) ?? '')
}

/** The server's path leaves the reference's index out. */
function validateOwnerReference(reference: OwnerReference, field: string): FieldError[] {
  const errors = versionOf(reference.apiVersion) === '' ? [invalid(`${field}.apiVersion`, reference.apiVersion, 'version must not be empty')] : []
  for (const part of ['kind', 'name', 'uid'] as const) if (reference[part] === '') errors.push(invalid(`${field}.${part}`, '', 'must not be empty'))
  if (reference.apiVersion === 'v1' && reference.kind === 'Event') errors.push(invalid(field, reference, '/v1, Kind=Event is disallowed from being an owner'))
  return errors
}

function validateOwnerReferences(references: readonly OwnerReference[], field: string): FieldError[] {
  const errors: FieldError[] = []
  let first: string | undefined
  for (const reference of references) {
    errors.push(...validateOwnerReference(reference, field))
    if (reference.controller !== true) continue
    const name = `${reference.kind}/${reference.name}`
    if (first === undefined) first = name
    else errors.push(invalid(field, references, `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${name}`))
  }
  return errors
}

/** A finalizer is a qualified name; `orphan` and `foregroundDeletion` exclude each other (ValidateFinalizers). */
export function validateFinalizers(finalizers: readonly string[], field: string): FieldError[] {
  const errors = finalizers.flatMap((finalizer) => invalids(field, finalizer, validateQualifiedName(finalizer)))
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    errors.push(invalid(field, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'))
  }
  return errors
}

function nameErrors(meta: Partial<ObjectMeta>, rule: NameRule, field: string): FieldError[] {
  const generateName = meta.generateName ?? ''
  const name = meta.name ?? ''
  return [
    ...(generateName === '' ? [] : invalids(`${field}.generateName`, generateName, asGenerateName(rule)(generateName))),
    ...(name === '' ? [required(`${field}.name`, 'name or generateName is required')] : invalids(`${field}.name`, name, rule(name))),
  ]
}

function namespaceErrors(meta: Partial<ObjectMeta>, namespaced: boolean, field: string): FieldError[] {
  const namespace = meta.namespace ?? ''
  if (!namespaced) return namespace === '' ? [] : [forbidden(`${field}.namespace`, 'not allowed on this type')]
  return namespace === '' ? [required(`${field}.namespace`)] : invalids(`${field}.namespace`, namespace, validateDns1123Label(namespace))
}

/**
 * Everything wrong with a new object's metadata, in the server's order (ValidateObjectMeta). `rule` is the kind's rule for names. managedFields are
 * not looked at: the server writes them itself and drops what it can't read.
 */
export function validateObjectMeta(meta: Partial<ObjectMeta>, namespaced: boolean, rule: NameRule, field = 'metadata'): FieldError[] {
  return [
    ...nameErrors(meta, rule, field),
    ...namespaceErrors(meta, namespaced, field),
    ...((meta.generation ?? 0) < 0 ? [invalid(`${field}.generation`, meta.generation, 'must be greater than or equal to 0')] : []),
    ...validateLabels(meta.labels, `${field}.labels`),
    ...validateAnnotations(meta.annotations, `${field}.annotations`),
    ...validateOwnerReferences(meta.ownerReferences ?? [], `${field}.ownerReferences`),
    ...validateFinalizers(meta.finalizers ?? [], `${field}.finalizers`),
  ]
}

/** `field is immutable` when the two differ (ValidateImmutableField). */
export function validateImmutable(value: unknown, old: unknown, field: string): FieldError[] {
  return isEqual(value, old) ? [] : [invalid(field, value, 'field is immutable')]
}

const immutable = ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const

function newFinalizerErrors(meta: ObjectMeta, old: ObjectMeta, field: string): FieldError[] {
  const added = (meta.finalizers ?? []).filter((finalizer) => !(old.finalizers ?? []).includes(finalizer))
  if (old.deletionTimestamp === undefined || added.length === 0) return []
  const shown = `[]string{${[...new Set(added)].sort().map(goQuote).join(', ')}}`
  return [forbidden(`${field}.finalizers`, `no new finalizers can be added if the object is being deleted, found new finalizers ${shown}`)]
}

/** Everything wrong with a change of metadata (ValidateObjectMetaUpdate). */
export function validateObjectMetaUpdate(meta: ObjectMeta, old: ObjectMeta, field = 'metadata'): FieldError[] {
  return [
    ...newFinalizerErrors(meta, old, field),
    ...immutable.flatMap((part) => validateImmutable(meta[part] ?? emptyOf(old[part]), old[part] ?? emptyOf(meta[part]), `${field}.${part}`)),
    ...validateLabels(meta.labels, `${field}.labels`),
    ...validateAnnotations(meta.annotations, `${field}.annotations`),
    ...validateOwnerReferences(meta.ownerReferences ?? [], `${field}.ownerReferences`),
  ]
}

function emptyOf(other: unknown): unknown {
  return typeof other === 'string' && !other.includes('T') ? '' : undefined
}
