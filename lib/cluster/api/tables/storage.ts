import type { PersistentVolume, PersistentVolumeClaim } from '@/lib/kube/core/v1.generated'
import type { StorageClass } from '@/lib/kube/storage/v1.generated'
import { ageOf } from './age'
import { printer } from './printer'

const modes: Readonly<Record<string, string | undefined>> = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' }

/** Access modes in short, in the server's order. */
function modesText(given: readonly string[] | undefined): string {
  return Object.keys(modes).filter((mode) => given?.includes(mode) === true).map((mode) => modes[mode]).join(',')
}

function orUnset(value: string | undefined): string {
  return (value ?? '') === '' ? '<unset>' : (value ?? '')
}

export const claimPrinter = printer<PersistentVolumeClaim>(
  [
    { name: 'Name' }, { name: 'Status' }, { name: 'Volume' }, { name: 'Capacity' }, { name: 'Access Modes' }, { name: 'StorageClass' }, { name: 'VolumeAttributesClass' }, { name: 'Age' },
    { name: 'VolumeMode', wide: true },
  ],
  ({ metadata, spec, status }, time) => {
    const bound = (spec?.volumeName ?? '') !== ''
    const phase = metadata.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating'
    const storageClass = metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? ''
    return [
      metadata.name,
      phase,
      spec?.volumeName ?? '',
      bound ? String(status?.capacity?.['storage'] ?? '') : '',
      bound ? modesText(status?.accessModes) : '',
      storageClass,
      orUnset(spec?.volumeAttributesClassName),
      ageOf(metadata.creationTimestamp, time),
      orUnset(spec?.volumeMode),
    ]
  },
)

export const volumePrinter = printer<PersistentVolume>(
  [
    { name: 'Name' }, { name: 'Capacity' }, { name: 'Access Modes' }, { name: 'Reclaim Policy' }, { name: 'Status' }, { name: 'Claim' }, { name: 'StorageClass' }, { name: 'VolumeAttributesClass' },
    { name: 'Reason' }, { name: 'Age' }, { name: 'VolumeMode', wide: true },
  ],
  ({ metadata, spec, status }, time) => [
    metadata.name,
    String(spec?.capacity?.['storage'] ?? ''),
    modesText(spec?.accessModes),
    spec?.persistentVolumeReclaimPolicy ?? '',
    metadata.deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating',
    spec?.claimRef === undefined ? '' : `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}`,
    spec?.storageClassName ?? '',
    orUnset(spec?.volumeAttributesClassName),
    status?.reason ?? '',
    ageOf(metadata.creationTimestamp, time),
    orUnset(spec?.volumeMode),
  ],
)

export const storageClassPrinter = printer<StorageClass>(
  [{ name: 'Name' }, { name: 'Provisioner' }, { name: 'ReclaimPolicy' }, { name: 'VolumeBindingMode' }, { name: 'AllowVolumeExpansion' }, { name: 'Age' }],
  ({ metadata, provisioner, reclaimPolicy, volumeBindingMode, allowVolumeExpansion }, time) => [
    metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true' ? `${metadata.name} (default)` : metadata.name,
    provisioner ?? '',
    reclaimPolicy ?? 'Delete',
    volumeBindingMode ?? '<unset>',
    allowVolumeExpansion ?? false,
    ageOf(metadata.creationTimestamp, time),
  ],
)
