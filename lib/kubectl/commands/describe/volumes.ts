import { compareQuantities } from '@/lib/kube/quantity'
import type { JsonObject } from '../../json'
import { has, list, map, orElse, text } from './fields'
import { claimSpecLines, classOf } from './claim'

/** Volumes of a Pod or a template. */
export function volumeLines(volumes: readonly JsonObject[], titleIndent: string, indent: string): string[] {
  if (volumes.length === 0) return [`${titleIndent}Volumes:\t<none>`]
  return [`${titleIndent}Volumes:`, ...volumes.flatMap((volume) => [`${indent}${text(volume, 'name')}:`, ...(sourceLines(volume)?.map((line) => `    ${line}`) ?? ['  <unknown>'])])]
}

type Source = (source: JsonObject) => string[]

const yes = (source: JsonObject, field: string): string => String(text(source, field) === 'true')

/** What is said of each kind of source, by its field (kubectl pkg/describe describeVolumes, in its order). */
const sources: Readonly<Record<string, Source>> = {
  hostPath: (source) => ['Type:\tHostPath (bare host directory volume)', `Path:\t${text(source, 'path')}`, `HostPathType:\t${has(source, 'type') ? text(source, 'type') : '<none>'}`],
  emptyDir: (source) => ["Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)", `Medium:\t${text(source, 'medium')}`, `SizeLimit:\t${compareQuantities(text(source, 'sizeLimit'), '0') > 0 ? text(source, 'sizeLimit') : '<unset>'}`],
  gitRepo: (source) => ['Type:\tGitRepo (a volume that is pulled from git when the pod is created)', `Repository:\t${text(source, 'repository')}`, `Revision:\t${text(source, 'revision')}`],
  secret: (source) => ['Type:\tSecret (a volume populated by a Secret)', `SecretName:\t${text(source, 'secretName')}`, `Optional:\t${yes(source, 'optional')}`],
  configMap: (source) => ['Type:\tConfigMap (a volume populated by a ConfigMap)', `Name:\t${text(source, 'name')}`, `Optional:\t${yes(source, 'optional')}`],
  nfs: (source) => ['Type:\tNFS (an NFS mount that lasts the lifetime of a pod)', `Server:\t${text(source, 'server')}`, `Path:\t${text(source, 'path')}`, `ReadOnly:\t${yes(source, 'readOnly')}`],
  persistentVolumeClaim: (source) => ['Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)', `ClaimName:\t${text(source, 'claimName')}`, `ReadOnly:\t${yes(source, 'readOnly')}`],
  ephemeral: (source) => ['Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)', ...templateLines(map(source, 'volumeClaimTemplate'))],
  downwardAPI: (source) => ['Type:\tDownwardAPI (a volume populated by information about the pod)', 'Items:', ...list(source, 'items').map((item) => `  ${orElse(text(item, 'fieldRef', 'fieldPath'), text(item, 'resourceFieldRef', 'resource'))} -> ${text(item, 'path')}`)],
  projected: (source) => ['Type:\tProjected (a volume that contains injected data from multiple sources)', ...list(source, 'sources').flatMap(projectedLines)],
  csi: (source) => csiLines(source, []),
  image: (source) => ['Type:\tImage (a container image or OCI artifact)', `Reference:\t${text(source, 'reference')}`, `PullPolicy:\t${text(source, 'pullPolicy')}`],
}

function sourceLines(volume: JsonObject): string[] | undefined {
  const field = Object.keys(sources).find((name) => has(volume, name))
  return field === undefined ? undefined : sources[field]?.(map(volume, field))
}

function templateLines(template: JsonObject): string[] {
  return [`StorageClass:\t${classOf(template)}`, ...claimSpecLines(template)]
}

function csiLines(csi: JsonObject, handle: readonly string[]): string[] {
  const attributes = map(csi, 'volumeAttributes')
  const pairs = Object.keys(attributes).sort().map((key) => `${key}=${String(attributes[key])}`).map((line) => (line.length > 140 ? `${line.slice(0, 140)}...` : line))
  return [
    'Type:\tCSI (a Container Storage Interface (CSI) volume source)', `Driver:\t${text(csi, 'driver')}`, `FSType:\t${text(csi, 'fsType')}`, ...handle, `ReadOnly:\t${orElse(text(csi, 'readOnly'), 'false')}`,
    ...(pairs.length === 0 ? ['VolumeAttributes:\t<none>'] : pairs.map((pair, index) => `${index === 0 ? 'VolumeAttributes:' : '    '}\t${pair}`)),
  ]
}

/** The source of a PersistentVolume. */
export function persistentSourceLines(spec: JsonObject): string[] {
  const csi = map(spec, 'csi')
  const lines = has(spec, 'local')
    ? ['Type:\tLocalVolume (a persistent volume backed by local storage on a node)', `Path:\t${text(spec, 'local', 'path')}`]
    : has(spec, 'csi') ? csiLines(csi, [`VolumeHandle:\t${text(csi, 'volumeHandle')}`]) : sourceLines(spec)
  return lines?.map((line) => `    ${line}`) ?? ['  <unknown>']
}

function projectedLines(source: JsonObject): string[] {
  if (has(source, 'secret')) return [`SecretName:\t${text(source, 'secret', 'name')}`, `Optional:\t${String(text(source, 'secret', 'optional') === 'true')}`]
  if (has(source, 'configMap')) return [`ConfigMapName:\t${text(source, 'configMap', 'name')}`, `Optional:\t${String(text(source, 'configMap', 'optional') === 'true')}`]
  if (has(source, 'downwardAPI')) return ['DownwardAPI:\ttrue']
  if (has(source, 'serviceAccountToken')) return [`TokenExpirationSeconds:\t${text(source, 'serviceAccountToken', 'expirationSeconds')}`]
  return []
}
