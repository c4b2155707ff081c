import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { environmentOf } from '@/lib/cluster/kubelet/environment/environment'
import { expand } from '@/lib/cluster/kubelet/environment/expand'
import type { Mount } from '@/lib/cluster/kubelet/files/file-system'
import { mountsOf } from '@/lib/cluster/kubelet/files/pod-files'
import { modeText, type FileNode } from '@/lib/cluster/kubelet/files/tree'
import type { Working } from '@/lib/cluster/working/working'
import { Normaliser } from './normaliser'
import { readLines, type CaseResult, type Replay, type Replayer } from './recording'
import { differences, rowNamespace, runPod } from './running-pod'

type Json = Readonly<Record<string, unknown>>

interface Row {
  readonly id: string
  readonly objects: readonly Json[]
  readonly pod: Json
  readonly state: string
  readonly env: readonly (readonly [string, string])[]
  readonly envAll?: readonly (readonly [string, string])[]
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly mounts: readonly (Json & { readonly mountPath: string })[]
}

/** Environment and files of containers. */
export const contentReplayer: Replayer = {
  format: 'content',
  takes: (path) => path.endsWith('nodes/content.jsonl'),
  replay: (path): Replay => ({ cases: readLines<Row>(path).map(replayRow) }),
}

function replayRow(row: Row): CaseResult {
  const name = 'box'
  const { working, pod, container, rejected } = runPod(row.objects, { apiVersion: 'v1', kind: 'Pod', ...row.pod, metadata: { ...(row.pod['metadata'] as Json), name } })
  if (pod === undefined || container === undefined) return { id: row.id, kind: 'Pod', object: false, difference: [JSON.stringify(rejected)] }
  const normal = normaliserFor(working, pod)
  const env = environment(working, pod, container)
  const state = pod.status?.containerStatuses?.[0]?.state?.running === undefined ? 'waiting' : 'running'
  const difference = differences([
    ['state', row.state, state],
    ['env', row.env, normal.value(env.filter(([key]) => !key.startsWith('KUBERNETES_')))],
    ['envAll', row.envAll, row.envAll === undefined ? undefined : normal.value(env)],
    ['command', row.command, expanded(container.command, env)],
    ['args', row.args, expanded(container.args, env)],
    ['mounts', row.mounts, normal.value(row.mounts.map(({ mountPath }) => mounted(working, pod, container, mountPath)))],
  ])
  return { id: row.id, kind: 'Pod', object: difference.length === 0, difference }
}

/** Names that the recordings write as placeholders, learnt in the order in which the rows show them. */
function normaliserFor(working: Working, pod: Pod): Normaliser {
  const normal = new Normaliser()
  for (const object of working.list(`/services/${rowNamespace}`)) normal.learn(object)
  normal.learn(pod)
  return new Proxy(normal, {
    get: (target, property) => (property === 'value' ? (value: unknown) => target.value(JSON.parse(JSON.stringify(value).replaceAll(new RegExp(`\\b${rowNamespace}\\b`, 'g'), '<ns>').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')) as unknown) : (Reflect.get(target, property) as unknown)),
  })
}

function environment(working: Working, pod: Pod, container: Container): (readonly [string, string])[] {
  const result = environmentOf(working, pod, container)
  return 'error' in result ? [] : Object.entries(result.env).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

function expanded(words: readonly string[] | undefined, env: readonly (readonly [string, string])[]): readonly string[] | undefined {
  const known = new Map(env)
  return words?.map((word) => expand(word, (name) => known.get(name)))
}

function mounted(working: Working, pod: Pod, container: Container, mountPath: string): Json {
  const mount = mountsOf(working, pod, container).find((candidate) => candidate.path === mountPath)
  if (mount === undefined) return { mountPath, missing: true }
  const node = mount.load()
  const shown = node.kind === 'folder' ? { files: filesIn(node), mode: goMode(node) } : { content: node.kind === 'file' ? node.text : '', mode: `${modeText(node)} ${owner(node)}` }
  return { ...shown, mountPath, readonly: isReadOnly(mount) }
}

function isReadOnly(mount: Mount): boolean {
  return mount.readOnly
}

function owner(node: FileNode): string {
  return `${String(node.uid)}:${String(node.gid)}`
}

/** The mode of a folder as Go prints it: special bits before the permissions. */
function goMode(node: FileNode): string {
  const special = `${(node.mode & 0o4000) !== 0 ? 'u' : ''}${(node.mode & 0o2000) !== 0 ? 'g' : ''}${(node.mode & 0o1000) !== 0 ? 't' : ''}`
  return `d${special}${modeText({ ...node, mode: node.mode & 0o777 }).slice(1)} ${owner(node)}`
}

/** What is shown of a mounted folder: its links, with what lies behind them. */
function filesIn(node: FileNode): Json {
  if (node.kind !== 'folder') return {}
  const data = [...node.entries].find(([name, entry]) => name.startsWith('..2') && entry.kind === 'folder')?.[1]
  const entries = [...node.entries].filter(([name]) => !name.startsWith('..'))
  return Object.fromEntries(entries.map(([name, entry]) => [name, entry.kind === 'link' && data?.kind === 'folder' ? { ...fileOf(data.entries.get(name)), symlink: entry.to } : fileOf(entry)]))
}

function fileOf(node: FileNode | undefined): Json {
  if (node?.kind === 'file') return { content: node.text, mode: `${modeText(node)} ${owner(node)}` }
  return node?.kind === 'folder' ? { dir: Object.fromEntries([...node.entries].map(([name, entry]) => [name, fileOf(entry)])) } : {}
}
