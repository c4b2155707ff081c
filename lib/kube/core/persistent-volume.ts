import type { HostPathVolumeSource, PersistentVolume, PersistentVolumeSpec } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, notSupported, required } from '../field-error'
import { lineDiff } from '../line-diff'
import { validateDns1123Subdomain } from '../names'
import { validateImmutable, validateObjectMeta } from '../object-meta'
import { compareQuantities, quantityValue } from '../quantity'
import { defaultResourceList } from '../resource-list'
import { validateChoice } from './choice'
import { validateAccessModes } from './volume-claim-template'
import { validateNfs } from './volume-network'
import { validatePathWithoutBacksteps } from './volume-path'
import { addresses } from '../rare/addresses'

type Spec = Draft<PersistentVolumeSpec>

const finalizer = 'kubernetes.io/pv-protection'
const policies = ['Delete', 'Recycle', 'Retain']
const volumeModes = ['Block', 'Filesystem']
const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']
/** Fields of a spec that do not say where the volume is. */
const common = new Set(['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName', 'volumeMode'])

function sourcesOf(spec: Spec): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !common.has(name)))
}

function validateCapacity(capacity: Readonly<Record<string, string>> | undefined): FieldError[] {
  const field = 'spec.capacity'
  const names = Object.keys(capacity ?? {})
  const errors = names.length === 0 ? [required(field)] : []
  if (!names.includes('storage') || names.length > 1) errors.push(notSupported(field, capacity ?? null, ['storage']))
  for (const [name, quantity] of Object.entries(capacity ?? {})) {
    if (compareQuantities(quantity, '0') < 0) errors.push(invalid(`${field}[${name}]`, quantityValue(quantity), 'must be a valid resource quantity'))
    if (compareQuantities(quantity, '0') <= 0) errors.push(invalid(`${field}[${name}]`, quantity, 'must be greater than zero'))
  }
  return errors
}

function validateHostPath({ path = '', type }: Draft<HostPathVolumeSource>, field: string): FieldError[] {
  if (path === '') return [required(`${field}.path`)]
  return [
    ...validatePathWithoutBacksteps(path, `${field}.path`),
    ...validateChoice(type, hostPathTypes, `${field}.type`),
  ]
}

function validateSource(spec: Spec): FieldError[] {
  const names = Object.keys(sourcesOf(spec))
  if (names.length === 0) return [required('spec', 'must specify a volume type')]
  const others = names.slice(1).map((name) => forbidden(`spec.${name}`, 'may not specify more than 1 volume type'))
  return [
    ...others,
    ...(spec.hostPath === undefined ? [] : validateHostPath(spec.hostPath, 'spec.hostPath')),
    ...(spec.nfs === undefined ? [] : validateNfs(spec.nfs, 'spec.nfs')),
    ...(spec.local === undefined ? [] : validateLocal(spec)),
  ]
}

/** A disk of one node: where that is has to be said. */
function validateLocal({ local, nodeAffinity }: Spec): FieldError[] {
  const path = local?.path ?? ''
  return [
    ...(path === '' ? [required('spec.local.path')] : validatePathWithoutBacksteps(path, 'spec.local.path')),
    ...(nodeAffinity?.required === undefined ? [required('spec.nodeAffinity', 'Local volume requires node affinity')] : []),
  ]
}

function isRoot(hostPath: Draft<HostPathVolumeSource> | undefined): boolean {
  return /^\/+$/.test(hostPath?.path ?? '')
}

function validateSpec(spec: Spec): FieldError[] {
  const policy = spec.persistentVolumeReclaimPolicy ?? ''
  const className = spec.storageClassName ?? ''
  const modes = spec.accessModes ?? []
  const recyclesRoot = policy === 'Recycle' && isRoot(spec.hostPath)
  return [
    ...(modes.length === 0 ? [required('spec.accessModes')] : []),
    ...validateAccessModes(modes, 'spec.accessModes'),
    ...validateCapacity(spec.capacity as Readonly<Record<string, string>> | undefined),
    ...validateChoice(policy === '' ? undefined : policy, policies, 'spec.persistentVolumeReclaimPolicy'),
    ...validateSource(spec),
    ...(recyclesRoot ? [forbidden('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'")] : []),
    ...(className === '' ? [] : invalids('spec.storageClassName', className, validateDns1123Subdomain(className))),
    ...validateChoice(spec.volumeMode, volumeModes, 'spec.volumeMode'),
  ]
}

function shownDiff(before: unknown, after: unknown): string {
  return lineDiff(JSON.stringify(before, null, 1).split('\n'), JSON.stringify(after, null, 1).split('\n')).concat('\n')
}

function validateUpdate(volume: PersistentVolume, old: PersistentVolume): FieldError[] {
  const moved = !isEqual(sourcesOf(volume.spec), sourcesOf(old.spec))
  const field = 'spec.persistentvolumesource'
  const whole = [...validateObjectMeta(volume.metadata, false, validateDns1123Subdomain), ...validateSpec(volume.spec)]
  return [
    ...whole,
    ...whole,
    ...(moved ? [forbidden(field, `${field} is immutable after creation${shownDiff(sourcesOf(old.spec), sourcesOf(volume.spec))}`)] : []),
    ...validateImmutable(volume.spec.volumeMode, old.spec.volumeMode, 'volumeMode'),
  ]
}

/** SetDefaults_PersistentVolume and SetDefaults_HostPathVolumeSource. */
function defaultVolume(volume: PersistentVolume): PersistentVolume {
  const { hostPath, capacity } = volume.spec
  const rounded = defaultResourceList(capacity)
  return {
    ...volume,
    spec: {
      ...volume.spec,
      ...(rounded === undefined ? {} : { capacity: rounded }),
      ...(hostPath === undefined ? {} : { hostPath: { ...hostPath, type: hostPath.type ?? '' } }),
      persistentVolumeReclaimPolicy: volume.spec.persistentVolumeReclaimPolicy ?? 'Retain',
      volumeMode: volume.spec.volumeMode ?? 'Filesystem',
    },
    status: { ...volume.status, phase: volume.status?.phase ?? 'Pending' },
  }
}

/** Adds a finalizer that admission puts on every object of the kind (StorageObjectInUseProtection). */
export function withFinalizer<T extends { readonly metadata: { readonly finalizers?: readonly string[] } }>(object: T, name: string): T {
  const finalizers = object.metadata.finalizers ?? []
  return finalizers.includes(name) ? object : { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, name] } }
}

/** PersistentVolume: storage of the cluster (ValidatePersistentVolume). The time of its first phase is the API server's to fill in. */
export const persistentVolume = defineKind<PersistentVolume>(
  addresses.persistentVolume,
  {
    default: defaultVolume,
    prepareForCreate: (object) => ({ ...withFinalizer(object, finalizer), status: { phase: 'Pending', lastPhaseTransitionTime: object.metadata.creationTimestamp } }),
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validate: ({ spec }) => validateSpec(spec),
    leavesMetadata: true,
    validateUpdate,
  },
)
