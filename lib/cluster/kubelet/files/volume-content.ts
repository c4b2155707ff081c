import type { ConfigMap, Pod, Secret } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { fromBase64 } from '@/lib/kube/schema/base64'
import type { Working } from '../../working/working'
import { downwardText } from '../environment/downward'
import { file, folder, link, partsOf, withNode, type FileNode, type Folder } from './tree'

type Volume = NonNullable<Pod['spec']['volumes']>[number]

/** A volume's files, or the kubelet's complaint when it can't be set up. */
export type VolumeContent = { readonly tree: Folder } | { readonly error: string }

interface Payload {
  readonly path: string
  readonly text: string
  readonly mode: number
}

type Payloads = readonly Payload[] | { readonly error: string }

/** Makes what a volume holds when it is mounted. A volume without a source is an emptyDir. */
export function volumeContent(working: Working, pod: Pod, volume: Volume): VolumeContent {
  const fsGroup = pod.spec.securityContext.fsGroup
  const payloads = payloadsOf(working, pod, volume)
  if (payloads === undefined) return { tree: withGroup(emptyVolume(volume), fsGroup, 0o660) }
  if ('error' in payloads) return payloads
  const inMemory = volume.configMap === undefined
  return { tree: withGroup(written(working, payloads, inMemory), fsGroup, 0o440) }
}

/** Whether a volume's files are made from API objects, and so refreshed. */
export function isRefreshed(volume: Volume): boolean {
  return volume.configMap !== undefined || volume.secret !== undefined || volume.downwardAPI !== undefined || volume.projected !== undefined
}

/** Whether the object that a volume is made from says that it never changes. */
export function isImmutable(working: Working, pod: Pod, volume: Volume): boolean {
  if (volume.configMap === undefined && volume.secret === undefined) return false
  const namespace = pod.metadata.namespace ?? ''
  const object = volume.configMap === undefined ? working.get(objectKey('', 'secrets', namespace, volume.secret?.secretName ?? '')) : working.get(objectKey('', 'configmaps', namespace, volume.configMap.name ?? ''))
  return (object as { readonly immutable?: boolean } | undefined)?.immutable === true
}

function emptyVolume(volume: Volume): Folder {
  if (volume.hostPath !== undefined || volume.persistentVolumeClaim !== undefined) return folder({}, 0o755)
  return folder({}, volume.emptyDir?.medium === 'Memory' ? 0o1777 : 0o777)
}

function payloadsOf(working: Working, pod: Pod, volume: Volume): Payloads | undefined {
  if (volume.configMap !== undefined) return configMapPayloads(working, pod, { ...volume.configMap, name: volume.configMap.name ?? '' }, volume.configMap.defaultMode ?? 0o644)
  if (volume.secret !== undefined) return secretPayloads(working, pod, { ...volume.secret, name: volume.secret.secretName ?? '' }, volume.secret.defaultMode ?? 0o644)
  if (volume.downwardAPI !== undefined) return downwardPayloads(working, pod, volume.downwardAPI.items ?? [], volume.downwardAPI.defaultMode ?? 0o644)
  return volume.projected === undefined ? undefined : projectedPayloads(working, pod, volume.projected)
}

interface KeySource {
  readonly name: string
  readonly items?: readonly { readonly key: string; readonly path: string; readonly mode?: number }[]
  readonly optional?: boolean
}

function configMapPayloads(working: Working, pod: Pod, source: KeySource, mode: number): Payloads {
  const object = working.get(objectKey('', 'configmaps', pod.metadata.namespace ?? '', source.name)) as ConfigMap | undefined
  if (object === undefined) return source.optional === true ? [] : { error: `configmap "${source.name}" not found` }
  const binary = Object.fromEntries(Object.entries(object.binaryData ?? {}).map(([key, value]) => [key, fromBase64(value)]))
  return chosen({ ...object.data, ...binary }, source, mode, 'config key')
}

function secretPayloads(working: Working, pod: Pod, source: KeySource, mode: number): Payloads {
  const object = working.get(objectKey('', 'secrets', pod.metadata.namespace ?? '', source.name)) as Secret | undefined
  if (object === undefined) return source.optional === true ? [] : { error: `secret "${source.name}" not found` }
  return chosen(Object.fromEntries(Object.entries(object.data ?? {}).map(([key, value]) => [key, fromBase64(value)])), source, mode, 'secret key')
}

/** `items` choose keys, their places and modes; a key that is not there is an error unless the source is optional (volume/configmap, volume/secret MakePayload). */
function chosen(data: Readonly<Record<string, string>>, source: KeySource, mode: number, word: string): Payloads {
  if (source.items === undefined || source.items.length === 0) return Object.entries(data).map(([path, text]) => ({ path, text, mode }))
  const payloads: Payload[] = []
  for (const item of source.items) {
    const text = data[item.key]
    if (text !== undefined) payloads.push({ path: item.path, text, mode: item.mode ?? mode })
    else if (source.optional !== true) return { error: `references non-existent ${word}: ${item.key}` }
  }
  return payloads
}

type DownwardItem = NonNullable<NonNullable<Volume['downwardAPI']>['items']>[number]

function downwardPayloads(working: Working, pod: Pod, items: readonly DownwardItem[], mode: number): Payload[] {
  return items.map((item) => ({ path: item.path, text: downwardText(working, pod, item), mode: item.mode ?? mode }))
}

function projectedPayloads(working: Working, pod: Pod, projected: NonNullable<Volume['projected']>): Payloads {
  const mode = projected.defaultMode ?? 0o644
  const all: Payload[] = []
  for (const source of projected.sources ?? []) {
    const payloads = projectedSource(working, pod, source, mode)
    if ('error' in payloads) return payloads
    all.push(...payloads)
  }
  return all
}

function projectedSource(working: Working, pod: Pod, source: NonNullable<NonNullable<Volume['projected']>['sources']>[number], mode: number): Payloads {
  if (source.configMap !== undefined) return configMapPayloads(working, pod, { ...source.configMap, name: source.configMap.name ?? '' }, mode)
  if (source.secret !== undefined) return secretPayloads(working, pod, { ...source.secret, name: source.secret.name ?? '' }, mode)
  if (source.downwardAPI !== undefined) return downwardPayloads(working, pod, source.downwardAPI.items ?? [], mode)
  const token = source.serviceAccountToken
  if (token === undefined) return []
  return [{ path: token.path, text: `practice-token.${pod.metadata.namespace ?? ''}.${pod.spec.serviceAccountName ?? 'default'}`, mode }]
}

/** As the kubelet's atomic writer lays files out: a dated folder, `..data` pointing to it, and a link for each name at the top. */
function written(working: Working, payloads: readonly Payload[], inMemory: boolean): Folder {
  const dated = `..${new Date(working.epochMs + working.now).toISOString().slice(0, 19).replaceAll('-', '_').replace('T', '_').replaceAll(':', '_')}.0`
  const flat = new Map<string, FileNode>()
  for (const { path, text, mode } of payloads) if (!path.includes('/')) flat.set(path, file(text, mode))
  let content: Folder = { ...folder(), entries: flat }
  for (const { path, text, mode } of payloads) if (path.includes('/')) content = withNode(content, partsOf(path), file(text, mode))
  const entries = new Map<string, FileNode>(payloads.length === 0 ? [] : [[dated, content], ['..data', link(dated)]])
  for (const name of content.entries.keys()) entries.set(name, link(`..data/${name}`))
  return { ...folder({}, inMemory ? 0o1777 : 0o777), entries }
}

/** fsGroup: everything belongs to the group, which may read (and write, where the volume is writable); folders hand the group on (volume/volume_linux.go). */
function withGroup(tree: Folder, fsGroup: number | undefined, mask: number): Folder {
  if (fsGroup === undefined) return tree
  const change = (node: FileNode): FileNode => {
    if (node.kind === 'folder') return { ...node, gid: fsGroup, mode: node.mode | mask | 0o2110, entries: new Map([...node.entries].map(([name, entry]) => [name, change(entry)])) }
    return { ...node, gid: fsGroup, mode: node.kind === 'link' ? node.mode : node.mode | mask }
  }
  return change(tree) as Folder
}
