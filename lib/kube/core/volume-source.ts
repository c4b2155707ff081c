import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validateDns1123Subdomain } from '@/lib/kube/names'
import { compareQuantities } from '@/lib/kube/quantity'
import { validatePullPolicy } from './choice'
import type { CSIVolumeSource, EphemeralVolumeSource, GitRepoVolumeSource, HostPathVolumeSource, ImageVolumeSource, Volume } from './v1.generated'
import {
  validateAwsDisk, validateAzureDisk, validateAzureFile, validateCinder, validateFlexVolume, validateFlocker, validateGceDisk, validatePhotonDisk,
  validatePortworx, validateQuobyte, validateScaleIo, validateStorageOs, validateVsphere,
} from './volume-disk'
import { validateClaimTemplate } from './volume-claim-template'
import { validateConfigMapVolume, validateDownwardApiVolume, validateSecretVolume } from './volume-config'
import { validateCephFs, validateFibreChannel, validateGlusterfs, validateIscsi, validateNfs, validateRbd } from './volume-network'
import { validateDescendingPath, validatePathWithoutBacksteps } from './volume-path'
import { validateProjectedVolume } from './volume-projected'

type SourceField = Exclude<keyof Draft<Volume>, 'name'>

/** How one kind of source is checked. `refusedAs` is the path the server gives a second source. */
interface SourceRule {
  readonly field: SourceField
  readonly refusedAs: string
  validate(volume: Draft<Volume>, path: string, podName: string): FieldError[]
}

type Check<Source> = (source: Source, path: string) => FieldError[]

/** `checkedAs` and `refusedAs` are the server's paths where they differ from the field's name. */
function rule<Field extends SourceField>(field: Field, check: Check<NonNullable<Draft<Volume>[Field]>>, checkedAs: string = field, refusedAs: string = field): SourceRule {
  return {
    field,
    refusedAs,
    validate: (volume, path) => {
      const source = volume[field]
      return source === undefined ? [] : check(source, `${path}.${checkedAs}`)
    },
  }
}

const hostPathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']

function validateHostPath(source: Draft<HostPathVolumeSource>, path: string): FieldError[] {
  if (isBlank(source.path)) return [required(`${path}.path`)]
  const type = source.type ?? ''
  return [...validatePathWithoutBacksteps(source.path, `${path}.path`), ...(hostPathTypes.includes(type) ? [] : [notSupported(`${path}.type`, type, hostPathTypes)])]
}

function validateGitRepo(source: Draft<GitRepoVolumeSource>, path: string): FieldError[] {
  return [...(isBlank(source.repository) ? [required(`${path}.repository`)] : []), ...validateDescendingPath(source.directory ?? '', `${path}.directory`)]
}

function validateCsi(source: Draft<CSIVolumeSource>, path: string): FieldError[] {
  const driver = source.driver ?? ''
  const secret = source.nodePublishSecretRef
  return [
    ...(driver === '' ? [required(`${path}.driver`)] : []),
    ...invalids(`${path}.driver`, driver, validateDns1123Subdomain(driver.toLowerCase())),
    ...(secret !== undefined && isBlank(secret.name) ? [required(`${path}.nodePublishSecretRef.name`)] : []),
  ]
}

function validateImage(source: Draft<ImageVolumeSource>, path: string, podName: string): FieldError[] {
  const missing = podName !== '' && isBlank(source.reference) ? [required(`${path}.reference`)] : []
  return [...missing, ...validatePullPolicy(source.pullPolicy, `${path}.pullPolicy`)]
}

function validateEphemeral(source: Draft<EphemeralVolumeSource>, volumeName: string, podName: string, path: string): FieldError[] {
  const at = `${path}.ephemeral.volumeClaimTemplate`
  const errors = source.volumeClaimTemplate === undefined ? [required(at)] : validateClaimTemplate(source.volumeClaimTemplate, at)
  if (podName === '' || volumeName === '') return errors
  const claim = `${podName}-${volumeName}`
  return [...errors, ...invalids(`${path}.name`, volumeName, validateDns1123Subdomain(claim).map((text) => `PVC name "${claim}": ${text}`))]
}

/** Every kind of source in the order in which the server looks for them (validateVolumeSource). */
export const volumeSourceRules: readonly SourceRule[] = [
  rule('emptyDir', ({ sizeLimit }, path) =>
    compareQuantities(sizeLimit, 0) < 0 ? [forbidden(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')] : [],
  ),
  rule('hostPath', validateHostPath),
  rule('gitRepo', validateGitRepo),
  rule('gcePersistentDisk', validateGceDisk, 'persistentDisk'),
  rule('awsElasticBlockStore', validateAwsDisk),
  rule('secret', validateSecretVolume),
  rule('nfs', validateNfs),
  {
    field: 'iscsi',
    refusedAs: 'iscsi',
    validate: ({ iscsi, name = '' }, path) => {
      if (iscsi === undefined) return []
      const isTooLong = iscsi.initiatorName !== undefined && `${name}:${iscsi.targetPortal ?? ''}`.length > 64
      const text = 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.'
      return [...validateIscsi(iscsi, `${path}.iscsi`), ...(isTooLong ? [invalid(`${path}.name`, name, text)] : [])]
    },
  },
  rule('glusterfs', validateGlusterfs),
  rule('flocker', validateFlocker),
  rule('persistentVolumeClaim', ({ claimName }, path) => (isBlank(claimName) ? [required(`${path}.claimName`)] : [])),
  rule('rbd', validateRbd),
  rule('cinder', validateCinder),
  rule('cephfs', validateCephFs, 'cephfs', 'cephFS'),
  rule('quobyte', validateQuobyte),
  rule('downwardAPI', validateDownwardApiVolume, 'downwardAPI', 'downwarAPI'),
  rule('fc', validateFibreChannel),
  rule('flexVolume', validateFlexVolume),
  rule('configMap', validateConfigMapVolume),
  rule('azureFile', validateAzureFile),
  rule('vsphereVolume', validateVsphere),
  rule('photonPersistentDisk', validatePhotonDisk),
  rule('portworxVolume', validatePortworx),
  rule('azureDisk', validateAzureDisk),
  rule('storageos', validateStorageOs),
  rule('projected', validateProjectedVolume),
  rule('scaleIO', validateScaleIo),
  rule('csi', validateCsi),
  {
    field: 'ephemeral',
    refusedAs: 'ephemeral',
    validate: ({ ephemeral, name = '' }, path, podName) => (ephemeral === undefined ? [] : validateEphemeral(ephemeral, name, podName, path)),
  },
  { field: 'image', refusedAs: 'image', validate: ({ image }, path, podName) => (image === undefined ? [] : validateImage(image, `${path}.image`, podName)) },
]
