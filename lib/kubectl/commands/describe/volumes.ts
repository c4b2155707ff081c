import type { JsonObject } from '../../json'
import { has, list, orElse, text } from './fields'

/** Volumes of a Pod or a template. */
export function volumeLines(volumes: readonly JsonObject[], titleIndent: string, indent: string): string[] {
  if (volumes.length === 0) return [`${titleIndent}Volumes:\t<none>`]
  return [`${titleIndent}Volumes:`, ...volumes.flatMap((volume) => [`${indent}${text(volume, 'name')}:`, ...sourceLines(volume).map((line) => `    ${line}`)])]
}

function sourceLines(volume: JsonObject): string[] {
  const of = (...path: string[]) => text(volume, ...path)
  const optional = (kind: string) => `Optional:\t${String(of(kind, 'optional') === 'true')}`
  if (has(volume, 'hostPath')) return ['Type:\tHostPath (bare host directory volume)', `Path:\t${of('hostPath', 'path')}`, `HostPathType:\t${of('hostPath', 'type')}`]
  if (has(volume, 'emptyDir')) return ["Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)", `Medium:\t${of('emptyDir', 'medium')}`, `SizeLimit:\t${orElse(of('emptyDir', 'sizeLimit'), '<unset>')}`]
  if (has(volume, 'secret')) return ['Type:\tSecret (a volume populated by a Secret)', `SecretName:\t${of('secret', 'secretName')}`, optional('secret')]
  if (has(volume, 'configMap')) return ['Type:\tConfigMap (a volume populated by a ConfigMap)', `Name:\t${of('configMap', 'name')}`, optional('configMap')]
  if (has(volume, 'persistentVolumeClaim')) return ['Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)', `ClaimName:\t${of('persistentVolumeClaim', 'claimName')}`, `ReadOnly:\t${String(of('persistentVolumeClaim', 'readOnly') === 'true')}`]
  if (has(volume, 'downwardAPI')) return ['Type:\tDownwardAPI (a volume populated by information about the pod)', 'Items:', ...list(volume, 'downwardAPI', 'items').map((item) => `  ${orElse(text(item, 'fieldRef', 'fieldPath'), text(item, 'resourceFieldRef', 'resource'))} -> ${text(item, 'path')}`)]
  if (has(volume, 'projected')) return ['Type:\tProjected (a volume that contains injected data from multiple sources)', ...list(volume, 'projected', 'sources').flatMap(projectedLines)]
  if (has(volume, 'nfs')) return ['Type:\tNFS (an NFS mount that lasts the lifetime of a pod)', `Server:\t${of('nfs', 'server')}`, `Path:\t${of('nfs', 'path')}`, `ReadOnly:\t${String(of('nfs', 'readOnly') === 'true')}`]
  if (has(volume, 'ephemeral')) return ['Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)']
  return ['<unknown>']
}

function projectedLines(source: JsonObject): string[] {
  if (has(source, 'secret')) return [`SecretName:\t${text(source, 'secret', 'name')}`, `Optional:\t${String(text(source, 'secret', 'optional') === 'true')}`]
  if (has(source, 'configMap')) return [`ConfigMapName:\t${text(source, 'configMap', 'name')}`, `Optional:\t${String(text(source, 'configMap', 'optional') === 'true')}`]
  if (has(source, 'downwardAPI')) return ['DownwardAPI:\ttrue']
  if (has(source, 'serviceAccountToken')) return [`TokenExpirationSeconds:\t${text(source, 'serviceAccountToken', 'expirationSeconds')}`]
  return []
}
