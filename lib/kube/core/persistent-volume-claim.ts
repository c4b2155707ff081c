import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { forbidden } from '../field-error'
import { lineDiff } from '../line-diff'
import { validateDns1123Subdomain } from '../names'
import { validateImmutable, validateObjectMeta } from '../object-meta'
import { compareQuantities, isFractional } from '../quantity'
import { defaultResourceList } from '../resource-list'
import { withFinalizer } from './persistent-volume'
import { validateClaimSpec } from './volume-claim-template'
import { addresses } from '../rare/addresses'

const finalizer = 'kubernetes.io/pvc-protection'
const classAnnotation = 'volume.beta.kubernetes.io/storage-class'
const onceOnly = 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'

/** A claim without a class may be given one later, the one that its annotation names if it has that (validateStorageClassUpgradeFromNil). */
function mayGetClass(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): boolean {
  const annotated = old.metadata.annotations?.[classAnnotation]
  return old.spec.storageClassName === undefined && (annotated === undefined || annotated === (claim.spec.storageClassName ?? annotated))
}

/** A spec without what a change may touch: the size once the claim is bound, the volume's name once. */
function comparable(claim: PersistentVolumeClaim, old: PersistentVolumeClaim, isBound: boolean): PersistentVolumeClaimSpec {
  const { volumeName, ...rest } = mayGetClass(claim, old) ? { ...claim.spec, storageClassName: '' } : claim.spec
  const named = (old.spec.volumeName ?? '') === '' || volumeName === undefined ? rest : { ...rest, volumeName }
  if (!isBound) return named
  const { requests: _requests, ...resources } = rest.resources ?? {}
  return { ...named, resources }
}

/** A spec as the server prints its own struct, line by line. */
function shown(spec: PersistentVolumeClaimSpec): readonly string[] {
  const { resources = {} } = spec
  const struct = {
    AccessModes: spec.accessModes ?? null,
    Selector: spec.selector ?? null,
    Resources: { Limits: resources.limits ?? null, Requests: resources.requests ?? null },
    VolumeName: spec.volumeName ?? '',
    StorageClassName: spec.storageClassName ?? null,
    VolumeMode: spec.volumeMode ?? null,
    DataSource: spec.dataSource ?? null,
    DataSourceRef: spec.dataSourceRef ?? null,
    VolumeAttributesClassName: spec.volumeAttributesClassName ?? null,
  }
  return JSON.stringify(struct, null, 1).split('\n')
}

const keptSources = new Set(['/PersistentVolumeClaim', 'snapshot.storage.k8s.io/VolumeSnapshot'])

/** A source other than a claim or a snapshot is dropped; both ways of naming it say the same (EnforceDataSourceBackwardsCompatibility, NormalizeDataSources). */
function withDataSource(spec: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec {
  const { dataSource, ...rest } = spec
  const ref = spec.dataSourceRef
  if (dataSource !== undefined && keptSources.has(`${dataSource.apiGroup ?? ''}/${dataSource.kind}`)) return ref === undefined ? { ...spec, dataSourceRef: dataSource } : spec
  if (ref === undefined || (ref.namespace ?? '') !== '') return rest
  const { namespace: _, ...local } = ref
  return { ...rest, dataSource: local }
}

function sizeOf({ spec }: PersistentVolumeClaim): string | undefined {
  return spec.resources?.requests?.['storage'] as string | undefined
}

function validateUpdate(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const isBound = old.status?.phase === 'Bound'
  const errors = [...validateObjectMeta(claim.metadata, true, validateDns1123Subdomain), ...validateClaimSpec(claim.spec, 'spec')]
  const changed = !isEqual(comparable(claim, old, isBound), comparable(old, old, isBound))
  const shrunk = compareQuantities(sizeOf(claim), sizeOf(old)) < 0 && compareQuantities(sizeOf(claim), old.status?.capacity?.['storage']) <= 0
  return [
    ...errors,
    ...(changed ? [forbidden('spec', `${onceOnly}${lineDiff(shown(old.spec), shown(claim.spec))}\n`)] : []),
    ...(shrunk ? [forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity')] : []),
    ...validateImmutable(claim.spec.volumeMode, old.spec.volumeMode, 'volumeMode'),
  ]
}

function defaultClaim(claim: PersistentVolumeClaim): PersistentVolumeClaim {
  const { resources } = claim.spec
  const limits = defaultResourceList(resources?.limits)
  const requests = defaultResourceList(resources?.requests)
  return {
    ...claim,
    spec: {
      ...claim.spec,
      ...(resources === undefined ? {} : { resources: { ...resources, ...(limits === undefined ? {} : { limits }), ...(requests === undefined ? {} : { requests }) } }),
      volumeMode: claim.spec.volumeMode ?? 'Filesystem',
    },
    status: { ...claim.status, phase: claim.status?.phase ?? 'Pending' },
  }
}

/** GetWarningsForPersistentVolumeClaim. */
function warnings(claim: PersistentVolumeClaim, old?: PersistentVolumeClaim): readonly string[] {
  const size = sizeOf(claim)
  return [
    ...(claim.metadata.annotations?.[classAnnotation] === undefined || old !== undefined ? [] : [`metadata.annotations[${classAnnotation}]: deprecated since v1.8; use "storageClassName" attribute instead`]),
    ...(size !== undefined && isFractional(size) ? [`spec.resources.requests[storage]: fractional byte value "${size}" is invalid, must be an integer`] : []),
  ]
}

/** PersistentVolumeClaim: storage asked for by Pods (ValidatePersistentVolumeClaim). */
export const persistentVolumeClaim = defineKind<PersistentVolumeClaim>(
  addresses.persistentVolumeClaim,
  {
    default: defaultClaim,
    prepareForCreate: (object) => ({ ...withFinalizer(object, finalizer), spec: withDataSource(object.spec), status: { phase: 'Pending' } }),
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validate: ({ spec }) => validateClaimSpec(spec, 'spec'),
    validateUpdate,
    warnings,
  },
)
