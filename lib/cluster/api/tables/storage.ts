import type { PersistentVolume, PersistentVolumeClaim } from '@/lib/kube/core/v1.generated'
import type { StorageClass } from '@/lib/kube/storage/v1.generated'
import { ageOf } from './age'
import { orElse } from './or-else'
import { printer } from './printer'

const modes: Readonly<Record<string, string | undefined>> = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' }

/** Access modes in short, in the server's order. */
function modesText(given: readonly string[] | undefined): string {
  return Object.keys(modes).filter((mode) => given?.includes(mode) === true).map((mode) => modes[mode]).join(',')
}

export const claimPrinter = printer<PersistentVolumeClaim>(
  [
    { name: 'Name' }, { name: 'Status' }, { name: 'Volume' }, { name: 'Capacity' }, { name: 'Access Modes' }, { name: 'StorageClass' }, { name: 'VolumeAttributesClass' }, { name: 'Age' },
    { name: 'VolumeMode', wide: true },
  ],
  ({ metadata, spec, status }, time) => {
    const { volumeName = '', storageClassName = '', volumeAttributesClassName, volumeMode } = spec
    const storageClass = metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? storageClassName
    return [
      metadata.name,
      phaseText(metadata, status),
      volumeName,
      ...(volumeName === '' ? ['', ''] : [capacityText(status?.capacity), modesText(status?.accessModes)]),
      storageClass,
      orElse(volumeAttributesClassName, '<unset>'),
      ageOf(metadata.creationTimestamp, time),
      orElse(volumeMode, '<unset>'),
    ]
  },
)

export const volumePrinter = printer<PersistentVolume>(
  [
    { name: 'Name' }, { name: 'Capacity' }, { name: 'Access Modes' }, { name: 'Reclaim Policy' }, { name: 'Status' }, { name: 'Claim' }, { name: 'StorageClass' }, { name: 'VolumeAttributesClass' },
    { name: 'Reason' }, { name: 'Age' }, { name: 'VolumeMode', wide: true },
  ],
  ({ metadata, spec, status }, time) => {
    const { persistentVolumeReclaimPolicy = '', storageClassName = '', claimRef } = spec
    return [
      metadata.name,
      capacityText(spec.capacity),
      modesText(spec.accessModes),
      persistentVolumeReclaimPolicy,
      phaseText(metadata, status),
      claimRef === undefined ? '' : `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}`,
      storageClassName,
      orElse(spec.volumeAttributesClassName, '<unset>'),
      status?.reason ?? '',
      ageOf(metadata.creationTimestamp, time),
      orElse(spec.volumeMode, '<unset>'),
    ]
  },
)

function phaseText({ deletionTimestamp }: { readonly deletionTimestamp?: string }, status: { readonly phase?: string } | undefined): string {
  return deletionTimestamp === undefined ? (status?.phase ?? '') : 'Terminating'
}

function capacityText(capacity: Readonly<Record<string, string | number>> | undefined): string {
  return String(capacity?.['storage'] ?? '')
}

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
