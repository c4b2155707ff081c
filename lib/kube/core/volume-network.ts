import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { invalid, required, type FieldError } from '@/lib/kube/field-error'
import type { CephFSVolumeSource, FCVolumeSource, GlusterfsVolumeSource, ISCSIVolumeSource, NFSVolumeSource, RBDVolumeSource } from './v1.generated'

const iqn = /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9\-.]+)(:[^,;*&$|\s]+)$/
const eui = /^eui.[a-zA-Z0-9]{16}$/
const naa = /^naa.[a-zA-Z0-9]{32}$/
const maxLun = 255

/** `nfs`: a server and an absolute path. */
export function validateNfs(source: Draft<NFSVolumeSource>, path: string): FieldError[] {
  const directory = source.path ?? ''
  return [
    ...(isBlank(source.server) ? [required(`${path}.server`)] : []),
    ...(directory === '' ? [required(`${path}.path`)] : []),
    ...(directory.startsWith('/') ? [] : [invalid(`${path}.path`, directory, 'must be an absolute path')]),
  ]
}

function nameProblem(name: string, prefixText: string): string | undefined {
  const format = [['iqn', iqn], ['eui', eui], ['naa', naa]] as const
  const known = format.find(([prefix]) => name.startsWith(prefix))
  if (known === undefined) return prefixText
  return known[1].test(name) ? undefined : 'must be valid format'
}

function validateLun(lun: number | undefined, path: string): FieldError[] {
  const number = lun ?? 0
  return number < 0 || number > maxLun ? [invalid(`${path}.lun`, number, 'must be between 0 and 255, inclusive')] : []
}

/** `iscsi`: portal, qualified name, unit number, and a secret where CHAP is asked for. */
export function validateIscsi(source: Draft<ISCSIVolumeSource>, path: string): FieldError[] {
  const prefixText = 'must be valid format starting with iqn, eui, or naa'
  const problem = isBlank(source.iqn) ? undefined : nameProblem(source.iqn, prefixText)
  const initiator = source.initiatorName
  const initiatorProblem = initiator === undefined ? undefined : nameProblem(initiator, prefixText)
  const usesChap = source.chapAuthDiscovery === true || source.chapAuthSession === true
  return [
    ...(isBlank(source.targetPortal) ? [required(`${path}.targetPortal`)] : []),
    ...(isBlank(source.iqn) ? [required(`${path}.iqn`)] : []),
    ...(problem === undefined ? [] : [invalid(`${path}.iqn`, source.iqn, problem)]),
    ...validateLun(source.lun, path),
    ...(usesChap && source.secretRef === undefined ? [required(`${path}.secretRef`)] : []),
    ...(initiatorProblem === undefined ? [] : [invalid(`${path}.initiatorname`, initiator, initiatorProblem)]),
  ]
}

/** `fc`: world-wide names with a unit number, or identifiers. */
export function validateFibreChannel(source: Draft<FCVolumeSource>, path: string): FieldError[] {
  const names = source.targetWWNs ?? []
  const identifiers = source.wwids ?? []
  const errors: FieldError[] = []
  if (names.length === 0 && identifiers.length === 0) errors.push(required(`${path}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both'))
  if (names.length > 0 && identifiers.length > 0) errors.push(invalid(`${path}.targetWWNs`, names, 'targetWWNs and wwids can not be specified simultaneously'))
  if (names.length === 0) return errors
  if (source.lun === undefined) return [...errors, required(`${path}.lun`, 'lun is required if targetWWNs is specified')]
  return [...errors, ...validateLun(source.lun, path)]
}

/** `glusterfs`, which no kubelet mounts any more. */
export function validateGlusterfs(source: Draft<GlusterfsVolumeSource>, path: string): FieldError[] {
  return [...(isBlank(source.endpoints) ? [required(`${path}.endpoints`)] : []), ...(isBlank(source.path) ? [required(`${path}.path`)] : [])]
}

/** `rbd`, which no kubelet mounts any more. */
export function validateRbd(source: Draft<RBDVolumeSource>, path: string): FieldError[] {
  return [...((source.monitors ?? []).length === 0 ? [required(`${path}.monitors`)] : []), ...(isBlank(source.image) ? [required(`${path}.image`)] : [])]
}

/** `cephfs`, which no kubelet mounts any more. */
export function validateCephFs(source: Draft<CephFSVolumeSource>, path: string): FieldError[] {
  return (source.monitors ?? []).length === 0 ? [required(`${path}.monitors`)] : []
}
