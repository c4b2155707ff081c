import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { invalid, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validateDns1123Label } from '@/lib/kube/names'
import type {
  AWSElasticBlockStoreVolumeSource, AzureDiskVolumeSource, AzureFileVolumeSource, CinderVolumeSource, FlexVolumeSource, FlockerVolumeSource,
  GCEPersistentDiskVolumeSource, PhotonPersistentDiskVolumeSource, PortworxVolumeSource, QuobyteVolumeSource, ScaleIOVolumeSource, StorageOSVolumeSource,
  VsphereVirtualDiskVolumeSource,
} from './v1.generated'

function need(value: string | undefined, path: string): FieldError[] {
  return isBlank(value) ? [required(path)] : []
}

function validatePartition(partition: number | undefined, path: string): FieldError[] {
  const number = partition ?? 0
  return number < 0 || number > 255 ? [invalid(`${path}.partition`, number, 'must be between 1 and 255, inclusive')] : []
}

/** `gcePersistentDisk`. */
export function validateGceDisk(source: Draft<GCEPersistentDiskVolumeSource>, path: string): FieldError[] {
  return [...need(source.pdName, `${path}.pdName`), ...validatePartition(source.partition, path)]
}

/** `awsElasticBlockStore`. */
export function validateAwsDisk(source: Draft<AWSElasticBlockStoreVolumeSource>, path: string): FieldError[] {
  return [...need(source.volumeID, `${path}.volumeID`), ...validatePartition(source.partition, path)]
}

/** `azureFile`. */
export function validateAzureFile(source: Draft<AzureFileVolumeSource>, path: string): FieldError[] {
  return [...need(source.secretName, `${path}.secretName`), ...need(source.shareName, `${path}.shareName`)]
}

const cachingModes = ['None', 'ReadOnly', 'ReadWrite']
const diskKinds = ['Dedicated', 'Managed', 'Shared']
const managedUri = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
const blobUri = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd'

/** `azureDisk`: the address must fit the kind of disk. */
export function validateAzureDisk(source: Draft<AzureDiskVolumeSource>, path: string): FieldError[] {
  const uri = source.diskURI ?? ''
  const { cachingMode, kind } = source
  const wanted = kind === 'Managed' ? { start: '/subscriptions/', shown: managedUri } : { start: 'https://', shown: blobUri }
  return [
    ...need(source.diskName, `${path}.diskName`),
    ...need(source.diskURI, `${path}.diskURI`),
    ...(cachingMode === undefined || cachingModes.includes(cachingMode) ? [] : [notSupported(`${path}.cachingMode`, cachingMode, cachingModes)]),
    ...(kind === undefined || diskKinds.includes(kind) ? [] : [notSupported(`${path}.kind`, kind, diskKinds)]),
    ...(kind === undefined || uri.startsWith(wanted.start) ? [] : [notSupported(`${path}.diskURI`, uri, [wanted.shown])]),
  ]
}

/** `vsphereVolume`. */
export function validateVsphere(source: Draft<VsphereVirtualDiskVolumeSource>, path: string): FieldError[] {
  return need(source.volumePath, `${path}.volumePath`)
}

/** `photonPersistentDisk`. */
export function validatePhotonDisk(source: Draft<PhotonPersistentDiskVolumeSource>, path: string): FieldError[] {
  return need(source.pdID, `${path}.pdID`)
}

/** `portworxVolume`. */
export function validatePortworx(source: Draft<PortworxVolumeSource>, path: string): FieldError[] {
  return need(source.volumeID, `${path}.volumeID`)
}

/** `cinder`. */
export function validateCinder(source: Draft<CinderVolumeSource>, path: string): FieldError[] {
  const secret = source.secretRef === undefined ? [] : need(source.secretRef.name, `${path}.secretRef.name`)
  return [...need(source.volumeID, `${path}.volumeID`), ...secret]
}

/** `scaleIO`. */
export function validateScaleIo(source: Draft<ScaleIOVolumeSource>, path: string): FieldError[] {
  return [...need(source.gateway, `${path}.gateway`), ...need(source.system, `${path}.system`), ...need(source.volumeName, `${path}.volumeName`)]
}

/** `storageos`. */
export function validateStorageOs(source: Draft<StorageOSVolumeSource>, path: string): FieldError[] {
  const { volumeName, volumeNamespace, secretRef } = source
  return [
    ...(isBlank(volumeName) ? [required(`${path}.volumeName`)] : invalids(`${path}.volumeName`, volumeName, validateDns1123Label(volumeName))),
    ...(isBlank(volumeNamespace) ? [] : invalids(`${path}.volumeNamespace`, volumeNamespace, validateDns1123Label(volumeNamespace))),
    ...(secretRef === undefined ? [] : need(secretRef.name, `${path}.secretRef.name`)),
  ]
}

/** `flocker`: a name or an identifier. */
export function validateFlocker(source: Draft<FlockerVolumeSource>, path: string): FieldError[] {
  const name = source.datasetName ?? ''
  const isBoth = name !== '' && !isBlank(source.datasetUUID)
  return [
    ...(name === '' && isBlank(source.datasetUUID) ? [required(path, 'one of datasetName and datasetUUID is required')] : []),
    ...(isBoth ? [invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously')] : []),
    ...(name.includes('/') ? [invalid(`${path}.datasetName`, name, "must not contain '/'")] : []),
  ]
}

const registryText = 'must be a host:port pair or multiple pairs separated by commas'

/** `quobyte`. */
export function validateQuobyte(source: Draft<QuobyteVolumeSource>, path: string): FieldError[] {
  const volume = need(source.volume, `${path}.volume`)
  const registry = source.registry ?? ''
  if (registry === '') return [required(`${path}.registry`, registryText), ...volume]
  if ((source.tenant ?? '').length >= 65) return [required(`${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters'), ...volume]
  const wrong = registry.split(',').filter((pair) => !/^(\[[^\]]*\]|[^:]*):[^:]*$/.test(pair))
  return [...wrong.map(() => invalid(`${path}.registry`, registry, registryText)), ...volume]
}

/** `flexVolume`: its options may not use Kubernetes' own domains. */
export function validateFlexVolume(source: Draft<FlexVolumeSource>, path: string): FieldError[] {
  const reserved = Object.keys(source.options ?? {}).filter((key) => {
    const domain = `.${(key.includes('/') ? key.slice(0, key.indexOf('/')) : key).toLowerCase()}`
    return domain.endsWith('.kubernetes.io') || domain.endsWith('.k8s.io')
  })
  return [...need(source.driver, `${path}.driver`), ...reserved.map((key) => invalid(`${path}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved'))]
}
