import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { duplicate, forbidden, invalid, invalids, required, type FieldError } from '@/lib/kube/field-error'
import { validateDns1123Label } from '@/lib/kube/names'
import type { VolumesByName } from './container-mount'
import type { Volume } from './v1.generated'
import { volumeSourceRules } from './volume-source'

/** What is wrong with a Pod's volumes, and those that are right, by name. */
export interface VolumesVerdict {
  readonly errors: readonly FieldError[]
  readonly volumes: VolumesByName
}

/**
 * A Pod's `volumes`: one source each, names unique. `podName` is empty in a template, where the names of ephemeral claims are not known
 * (ValidateVolumes).
 */
export function validateVolumes(volumes: readonly Draft<Volume>[] | undefined, podName: string, path: string): VolumesVerdict {
  const right = new Map<string, Draft<Volume>>()
  const errors: FieldError[] = []
  const created = new Set((volumes ?? []).filter(({ ephemeral }) => ephemeral !== undefined && podName !== '').map(({ name = '' }) => `${podName}-${name}`))
  for (const [index, volume] of (volumes ?? []).entries()) {
    const at = `${path}[${String(index)}]`
    const found = [...validateVolumeSource(volume, podName, at), ...validateName(volume.name, `${at}.name`, right)]
    if (found.length === 0) right.set(volume.name ?? '', volume)
    errors.push(...found)
    const claim = volume.persistentVolumeClaim?.claimName ?? ''
    if (volume.persistentVolumeClaim !== undefined && created.has(claim)) {
      errors.push(invalid(`${at}.persistentVolumeClaim.claimName`, claim, 'must not reference a PVC that gets created for an ephemeral volume'))
    }
  }
  return { errors, volumes: right }
}

function validateName(name: string | undefined, path: string, right: VolumesByName): FieldError[] {
  const shape = isBlank(name) ? [required(path)] : invalids(path, name, validateDns1123Label(name))
  return right.has(name ?? '') ? [...shape, duplicate(path, name ?? '')] : shape
}

function validateVolumeSource(volume: Draft<Volume>, podName: string, path: string): FieldError[] {
  let count = 0
  const errors: FieldError[] = []
  for (const rule of volumeSourceRules) {
    if (volume[rule.field] === undefined) continue
    count += 1
    errors.push(...(count > 1 ? [forbidden(`${path}.${rule.refusedAs}`, 'may not specify more than 1 volume type')] : rule.validate(volume, path, podName)))
  }
  return count === 0 ? [required(path, 'must specify a volume type')] : errors
}
