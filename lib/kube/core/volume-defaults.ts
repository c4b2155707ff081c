import { defaultPullPolicy } from './container-defaults'
import type { DownwardAPIVolumeFile, PersistentVolumeClaimTemplate, ProjectedVolumeSource, Volume, VolumeProjection } from './v1.generated'

const fileMode = 0o644
const tokenSeconds = 3600

function defaultFile(file: DownwardAPIVolumeFile): DownwardAPIVolumeFile {
  const ref = file.fieldRef
  if (ref === undefined || (ref.apiVersion ?? '') !== '') return file
  return { ...file, fieldRef: { ...ref, apiVersion: 'v1' } }
}

function defaultProjection(source: VolumeProjection): VolumeProjection {
  const { serviceAccountToken: token, downwardAPI } = source
  return {
    ...source,
    ...(token === undefined ? {} : { serviceAccountToken: { ...token, expirationSeconds: token.expirationSeconds ?? tokenSeconds } }),
    ...(downwardAPI?.items === undefined ? {} : { downwardAPI: { ...downwardAPI, items: downwardAPI.items.map(defaultFile) } }),
  }
}

function defaultProjected(source: ProjectedVolumeSource): ProjectedVolumeSource {
  const sources = source.sources === undefined ? {} : { sources: source.sources.map(defaultProjection) }
  return { ...source, ...sources, defaultMode: source.defaultMode ?? fileMode }
}

/** A claim that comes with a Pod or a StatefulSet: a file system unless a block device is asked for. */
export function defaultClaimTemplate<Template extends Pick<PersistentVolumeClaimTemplate, 'spec'>>(template: Template): Template {
  return { ...template, spec: { ...template.spec, volumeMode: template.spec.volumeMode ?? 'Filesystem' } }
}

/** Fills what a volume leaves out; without any source it is an `emptyDir` (SetDefaults_Volume and those of the sources). */
export function defaultVolume(volume: Volume): Volume {
  const { configMap, secret, downwardAPI, projected, hostPath, image, ephemeral } = volume
  if (Object.keys(volume).every((key) => key === 'name')) return { ...volume, emptyDir: {} }
  if (configMap !== undefined) return { ...volume, configMap: { ...configMap, defaultMode: configMap.defaultMode ?? fileMode } }
  if (secret !== undefined) return { ...volume, secret: { ...secret, defaultMode: secret.defaultMode ?? fileMode } }
  if (projected !== undefined) return { ...volume, projected: defaultProjected(projected) }
  if (hostPath !== undefined) return { ...volume, hostPath: { ...hostPath, type: hostPath.type ?? '' } }
  if (downwardAPI !== undefined) {
    const items = downwardAPI.items === undefined ? {} : { items: downwardAPI.items.map(defaultFile) }
    return { ...volume, downwardAPI: { ...downwardAPI, ...items, defaultMode: downwardAPI.defaultMode ?? fileMode } }
  }
  if (image !== undefined) return { ...volume, image: { ...image, pullPolicy: image.pullPolicy ?? defaultPullPolicy(image.reference ?? '') } }
  if (ephemeral?.volumeClaimTemplate !== undefined) {
    return { ...volume, ephemeral: { ...ephemeral, volumeClaimTemplate: defaultClaimTemplate(ephemeral.volumeClaimTemplate) } }
  }
  return defaultRemote(volume)
}

/** The plug-ins of old have defaults of their own. */
function defaultRemote(volume: Volume): Volume {
  const { iscsi, rbd, azureDisk, scaleIO } = volume
  if (iscsi !== undefined) return { ...volume, iscsi: { ...iscsi, iscsiInterface: iscsi.iscsiInterface ?? 'default' } }
  if (rbd !== undefined) return { ...volume, rbd: { ...rbd, pool: rbd.pool ?? 'rbd', user: rbd.user ?? 'admin', keyring: rbd.keyring ?? '/etc/ceph/keyring' } }
  if (azureDisk !== undefined) {
    const { cachingMode = 'ReadWrite', kind = 'Shared', fsType = 'ext4', readOnly = false } = azureDisk
    return { ...volume, azureDisk: { ...azureDisk, cachingMode, kind, fsType, readOnly } }
  }
  if (scaleIO !== undefined) return { ...volume, scaleIO: { ...scaleIO, storageMode: scaleIO.storageMode ?? 'ThinProvisioned', fsType: scaleIO.fsType ?? 'xfs' } }
  return volume
}
