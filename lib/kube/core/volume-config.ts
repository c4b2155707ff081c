import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { invalid, required, type FieldError } from '@/lib/kube/field-error'
import { validateFieldRef, validateResourceFieldRef, volumeFieldPaths } from './container-env-source'
import type { ConfigMapVolumeSource, DownwardAPIVolumeFile, DownwardAPIVolumeSource, KeyToPath, SecretVolumeSource } from './v1.generated'
import { validateFileMode, validateNonReservedPath } from './volume-path'

/** One key of a ConfigMap or Secret and the file it becomes. */
export function validateKeyToPath(item: Draft<KeyToPath>, path: string): FieldError[] {
  return [
    ...(isBlank(item.key) ? [required(`${path}.key`)] : []),
    ...(isBlank(item.path) ? [required(`${path}.path`)] : []),
    ...validateNonReservedPath(item.path ?? '', `${path}.path`),
    ...validateFileMode(item.mode, `${path}.mode`),
  ]
}

function validateItems(items: readonly Draft<KeyToPath>[] | undefined, path: string): FieldError[] {
  return (items ?? []).flatMap((item, index) => validateKeyToPath(item, `${path}.items[${String(index)}]`))
}

/** `secret` of a volume. */
export function validateSecretVolume(source: Draft<SecretVolumeSource>, path: string): FieldError[] {
  return [
    ...(isBlank(source.secretName) ? [required(`${path}.secretName`)] : []),
    ...validateFileMode(source.defaultMode, `${path}.defaultMode`),
    ...validateItems(source.items, path),
  ]
}

/** `configMap` of a volume. */
export function validateConfigMapVolume(source: Draft<ConfigMapVolumeSource>, path: string): FieldError[] {
  return [
    ...(isBlank(source.name) ? [required(`${path}.name`)] : []),
    ...validateFileMode(source.defaultMode, `${path}.defaultMode`),
    ...validateItems(source.items, path),
  ]
}

/** One file of a downward API volume; the server names the volume's path, not the item's. */
export function validateDownwardApiFile(file: Draft<DownwardAPIVolumeFile>, path: string): FieldError[] {
  return [
    ...(isBlank(file.path) ? [required(`${path}.path`)] : []),
    ...validateNonReservedPath(file.path ?? '', `${path}.path`),
    ...validateFileSource(file, path),
    ...validateFileMode(file.mode, `${path}.mode`),
  ]
}

function validateFileSource(file: Draft<DownwardAPIVolumeFile>, path: string): FieldError[] {
  if (file.fieldRef !== undefined) {
    const both = file.resourceFieldRef === undefined ? [] : [invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously')]
    return [...validateFieldRef(file.fieldRef, volumeFieldPaths, `${path}.fieldRef`), ...both]
  }
  if (file.resourceFieldRef !== undefined) return validateResourceFieldRef(file.resourceFieldRef, `${path}.resourceFieldRef`, 'volume')
  return [required(path, 'one of fieldRef and resourceFieldRef is required')]
}

/** `downwardAPI` of a volume. */
export function validateDownwardApiVolume(source: Draft<DownwardAPIVolumeSource>, path: string): FieldError[] {
  return [...validateFileMode(source.defaultMode, `${path}.defaultMode`), ...(source.items ?? []).flatMap((file) => validateDownwardApiFile(file, path))]
}
