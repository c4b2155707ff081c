import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validateLabels, validateLabelSelector } from '@/lib/kube/labels'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { validateDns1123Label, validateDns1123Subdomain } from '@/lib/kube/names'
import { validateAnnotations } from '@/lib/kube/object-meta'
import { compareQuantities } from '@/lib/kube/quantity'
import { validateChoice } from './choice'
import type { PersistentVolumeClaimSpec, PersistentVolumeClaimTemplate, TypedObjectReference } from './v1.generated'

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
const volumeModes = ['Block', 'Filesystem']

/** What is asked of a volume: access, size, class (ValidatePersistentVolumeClaimSpec). */
export function validateClaimSpec(spec: Draft<PersistentVolumeClaimSpec>, path: string): FieldError[] {
  const storage = spec.resources?.requests?.['storage']
  const at = `${path}.resources[storage]`
  const size = storage === undefined ? [required(at)] : compareQuantities(storage, 0) <= 0 ? [invalid(at, String(storage), 'must be greater than zero')] : []
  const className = spec.storageClassName
  const attributes = spec.volumeAttributesClassName
  return [
    ...((spec.accessModes ?? []).length === 0 ? [required(`${path}.accessModes`, 'at least 1 access mode is required')] : []),
    ...validateLabelSelector(spec.selector as LabelSelector | undefined, `${path}.selector`),
    ...validateAccessModes(spec.accessModes ?? [], `${path}.accessModes`),
    ...size,
    ...(isBlank(className) ? [] : invalids(`${path}.storageClassName`, className, validateDns1123Subdomain(className))),
    ...validateChoice(spec.volumeMode, volumeModes, `${path}.volumeMode`),
    ...validateDataSource(spec.dataSource, `${path}.dataSource`),
    ...validateDataSource(spec.dataSourceRef, `${path}.dataSourceRef`),
    ...(isBlank(attributes) ? [] : invalids(`${path}.volumeAttributesClassName`, attributes, validateDns1123Subdomain(attributes))),
  ]
}

function validateDataSource(source: Draft<TypedObjectReference> | undefined, path: string): FieldError[] {
  if (source === undefined) return []
  const { apiGroup, kind = '', name, namespace } = source
  const isDefault = isBlank(apiGroup)
  return [
    ...(isBlank(name) ? [required(`${path}.name`)] : []),
    ...(kind === '' ? [required(`${path}.kind`)] : []),
    ...(isDefault && kind !== 'PersistentVolumeClaim' ? [invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup")] : []),
    ...(isDefault ? [] : invalids(`${path}.apiGroup`, apiGroup, validateDns1123Subdomain(apiGroup))),
    ...(isBlank(namespace) ? [] : invalids(`${path}.namespace`, namespace, validateDns1123Label(namespace))),
  ]
}

/** Known modes only, and ReadWriteOncePod alone. */
export function validateAccessModes(modes: readonly string[], path: string): FieldError[] {
  const unknown = modes.filter((mode) => !accessModes.includes(mode)).map((mode) => notSupported(path, mode, accessModes))
  const isMixed = modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod' && accessModes.includes(mode))
  return isMixed ? [...unknown, forbidden(path, 'may not use ReadWriteOncePod with other access modes')] : unknown
}

/** The claim of an ephemeral volume: of its metadata only labels and annotations may be set. */
export function validateClaimTemplate(template: Draft<PersistentVolumeClaimTemplate>, path: string): FieldError[] {
  const { labels, annotations, ...others } = template.metadata ?? {}
  const refused = Object.keys(others).map((field) => forbidden(`${path}.metadata.${field}`, 'cannot be set'))
  return [
    ...validateAnnotations(annotations, `${path}.metadata.annotations`),
    ...validateLabels(labels, `${path}.metadata.labels`),
    ...refused,
    ...validateClaimSpec(template.spec ?? {}, `${path}.spec`),
  ]
}
