import type { CSIPersistentVolumeSource, HostPathVolumeSource, PersistentVolume, PersistentVolumeSpec } from '@/lib/kube/core/v1.generated'
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
import { validateNodeSelector } from './affinity-node'
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

/** Where a volume may be, in the order in which the server looks: only the first is read, the others are too many (ValidatePersistentVolumeSpec). */
const sourceRules: Readonly<Partial<Record<string, (spec: Spec) => FieldError[]>>> = {
  hostPath: ({ hostPath = {} }) => validateHostPath(hostPath, 'spec.hostPath'),
  gcePersistentDisk: none, awsElasticBlockStore: none, glusterfs: none, flocker: none,
  nfs: ({ nfs = {} }) => validateNfs(nfs, 'spec.nfs'),
  rbd: none, quobyte: none, cephfs: none, iscsi: none, cinder: none, fc: none, flexVolume: none, azureFile: none, vsphereVolume: none,
  photonPersistentDisk: none, portworxVolume: none, azureDisk: none, scaleIO: none,
  local: validateLocal,
  storageos: none,
  csi: ({ csi = {} }) => validateDriver(csi),
}

function none(): FieldError[] {
  return []
}

function validateSource(spec: Spec): FieldError[] {
  const present = sourcesOf(spec)
  const [first, ...others] = Object.keys(sourceRules).filter((name) => name in present)
  if (first === undefined) return [required('spec', 'must specify a volume type')]
  const tooMany = others.filter((name) => name !== 'flexVolume').map((name) => forbidden(`spec.${name === 'cephfs' ? 'cephFS' : name}`, 'may not specify more than 1 volume type'))
  return [...(sourceRules[first]?.(spec) ?? []), ...tooMany]
}

/** A disk of one node: where that is has to be said. */
function validateLocal({ local, nodeAffinity }: Spec): FieldError[] {
  const path = local?.path ?? ''
  return [
    ...(path === '' ? [required('spec.local.path')] : validatePathWithoutBacksteps(path, 'spec.local.path')),
    ...(nodeAffinity === undefined ? [required('spec.nodeAffinity', 'Local volume requires node affinity')] : []),
  ]
}

/** The name is looked at even where it is missing. */
function validateDriver({ driver = '', volumeHandle = '' }: Draft<CSIPersistentVolumeSource>): FieldError[] {
  return [
    ...(driver === '' ? [required('spec.csi.driver')] : []),
    ...invalids('spec.csi.driver', driver, validateDns1123Subdomain(driver.toLowerCase())),
    ...(volumeHandle === '' ? [required('spec.csi.volumeHandle')] : []),
  ]
}

function validateVolumeNodeAffinity({ nodeAffinity }: Spec): FieldError[] {
  if (nodeAffinity === undefined) return []
  const field = 'spec.nodeAffinity.required'
  return nodeAffinity.required === undefined ? [required(field, 'must specify required node constraints')] : validateNodeSelector(nodeAffinity.required, field)
}

function validateAttributesClass({ volumeAttributesClassName: name, csi }: Spec): FieldError[] {
  if (name === undefined) return []
  const field = 'spec.volumeAttributesClassName'
  return [
    ...(name === '' ? [required(field, 'an empty string is disallowed')] : invalids(field, name, validateDns1123Subdomain(name))),
    ...(csi === undefined ? [required('spec.csi', 'has to be specified when using volumeAttributesClassName')] : []),
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
    ...validateVolumeNodeAffinity(spec),
    ...validateSource(spec),
    ...(recyclesRoot ? [forbidden('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'")] : []),
    ...(className === '' ? [] : invalids('spec.storageClassName', className, validateDns1123Subdomain(className))),
    ...validateChoice(spec.volumeMode, volumeModes, 'spec.volumeMode'),
    ...validateAttributesClass(spec),
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
