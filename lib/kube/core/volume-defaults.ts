import { defaultPullPolicy, defaultRequirements } from './container-defaults'
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
  const { resources, volumeMode = 'Filesystem' } = template.spec
  return { ...template, spec: { ...template.spec, ...(resources === undefined ? {} : { resources: defaultRequirements(resources) }), volumeMode } }
}

/** Completes one kind of source, where it needs any. */
type SourceDefaults = { readonly [Field in keyof Volume]?: (source: NonNullable<Volume[Field]>) => NonNullable<Volume[Field]> }

const sourceDefaults: SourceDefaults = {
  configMap: (source) => ({ ...source, defaultMode: source.defaultMode ?? fileMode }),
  secret: (source) => ({ ...source, defaultMode: source.defaultMode ?? fileMode }),
  projected: defaultProjected,
  hostPath: (source) => ({ ...source, type: source.type ?? '' }),
  downwardAPI: (source) => ({
    ...source,
    ...(source.items === undefined ? {} : { items: source.items.map(defaultFile) }),
    defaultMode: source.defaultMode ?? fileMode,
  }),
  image: (source) => ({ ...source, pullPolicy: source.pullPolicy ?? defaultPullPolicy(source.reference ?? '') }),
  ephemeral: (source) =>
    source.volumeClaimTemplate === undefined ? source : { ...source, volumeClaimTemplate: defaultClaimTemplate(source.volumeClaimTemplate) },
  iscsi: (source) => ({ ...source, iscsiInterface: source.iscsiInterface ?? 'default' }),
  rbd: (source) => ({ ...source, pool: source.pool ?? 'rbd', user: source.user ?? 'admin', keyring: source.keyring ?? '/etc/ceph/keyring' }),
  azureDisk: ({ cachingMode = 'ReadWrite', kind = 'Shared', fsType = 'ext4', readOnly = false, ...source }) => ({ ...source, cachingMode, kind, fsType, readOnly }),
  scaleIO: (source) => ({ ...source, storageMode: source.storageMode ?? 'ThinProvisioned', fsType: source.fsType ?? 'xfs' }),
}

function defaultSource(volume: Volume, field: keyof Volume): Volume {
  const source = volume[field]
  // The table's own type ties each source to its function; reading it by a name of any field loses that.
  const complete = sourceDefaults[field] as ((given: unknown) => unknown) | undefined
  return source === undefined || complete === undefined ? volume : { ...volume, [field]: complete(source) }
}

/** Fills what a volume leaves out; without any source it is an `emptyDir` (SetDefaults_Volume and those of the sources). */
export function defaultVolume(volume: Volume): Volume {
  const fields = Object.keys(volume) as (keyof Volume)[]
  if (fields.every((field) => field === 'name')) return { ...volume, emptyDir: {} }
  return fields.reduce(defaultSource, volume)
}
