import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import { changeMount, FileSystem, type Credentials, type Mount } from './file-system'
import { generatedFiles } from './generated-files'
import { imageTree } from './image-tree'
import { file, folder, nodeAt, partsOf, withNode, type FileNode, type Folder } from './tree'
import { isImmutable, isRefreshed, volumeContent } from './volume-content'

/** The files of one Pod: what its volumes hold, what its containers wrote, what was mounted by subPath when they started. */
export interface PodFiles {
  readonly volumes: Readonly<Record<string, Folder>>
  readonly roots: Readonly<Record<string, Folder>>
  readonly subPaths: Readonly<Record<string, FileNode>>
  /** What containers wrote at their terminationMessagePath since they started. */
  readonly messages: Readonly<Record<string, FileNode>>
  /** Volumes of immutable objects: the kubelet does not watch those (pkg/kubelet/util/manager). */
  readonly frozen: readonly string[]
}

const table = 'pod-files'
const none: PodFiles = { volumes: {}, roots: {}, subPaths: {}, messages: {}, frozen: [] }

/** What is kept of a Pod's files. */
export function filesOf(working: Working, uid: string): PodFiles {
  return working.table<PodFiles>(table).get(uid) ?? none
}

function keep(working: Working, uid: string, files: PodFiles): void {
  working.table<PodFiles>(table).set(uid, files)
}

/** Gives a Pod's files up when it goes. */
export function forgetFiles(working: Working, uid: string): void {
  working.table<PodFiles>(table).delete(uid)
}

/** Sets up the volumes that are not there yet. The kubelet's complaints, by volume, for those that can't be. */
export function mountVolumes(working: Working, pod: Pod): { readonly volume: string; readonly error: string }[] {
  const failures: { readonly volume: string; readonly error: string }[] = []
  const files = filesOf(working, pod.metadata.uid)
  const volumes = { ...files.volumes }
  const frozen = [...files.frozen]
  for (const volume of pod.spec.volumes ?? []) {
    if (volumes[volume.name] !== undefined) continue
    if (isImmutable(working, pod, volume)) frozen.push(volume.name)
    const content = volumeContent(working, pod, volume)
    if ('error' in content) failures.push({ volume: volume.name, error: content.error })
    else volumes[volume.name] = content.tree
  }
  if ((pod.spec.volumes ?? []).length > 0) keep(working, pod.metadata.uid, { ...files, volumes, frozen })
  return failures
}

/** Brings volumes made from API objects up to date. One whose object is gone, or was immutable when it was mounted, keeps what it has. */
export function refreshVolumes(working: Working, pod: Pod): void {
  const files = filesOf(working, pod.metadata.uid)
  const volumes = { ...files.volumes }
  for (const volume of pod.spec.volumes ?? []) {
    if (!isRefreshed(volume) || volumes[volume.name] === undefined || files.frozen.includes(volume.name)) continue
    const content = volumeContent(working, pod, volume)
    if ('tree' in content) volumes[volume.name] = content.tree
  }
  keep(working, pod.metadata.uid, { ...files, volumes })
}

/** A container starts: its root is the image's again, and files mounted by subPath are those of now. */
export function startFiles(working: Working, pod: Pod, container: Container): void {
  const files = filesOf(working, pod.metadata.uid)
  if (files === none && (container.volumeMounts ?? []).length === 0) return
  const { [container.name]: _, ...roots } = files.roots
  const { [container.name]: _message, ...messages } = files.messages
  const subPaths = new Map(Object.entries(files.subPaths))
  const volumes = { ...files.volumes }
  for (const mount of container.volumeMounts ?? []) {
    const inside = mount.subPath ?? mount.subPathExpr ?? ''
    const tree = volumes[mount.name]
    if (inside === '' || tree === undefined) continue
    if (isRefreshedMount(pod, mount.name)) {
      put(subPaths, subPathKey(container, mount.mountPath), followed(tree, inside))
    } else if (nodeAt(tree, partsOf(inside)) === undefined) {
      volumes[mount.name] = withNode(tree, partsOf(inside), folder({}, tree.mode & 0o2777, 0, tree.gid))
    }
  }
  keep(working, pod.metadata.uid, { ...files, roots, messages, subPaths: Object.fromEntries(subPaths), volumes })
}

/** A change of one place in a container's files. */
export interface FileChange {
  /** The mount's path. */
  readonly mount: string
  /** The place inside of it. */
  readonly parts: readonly string[]
  /** Undefined: nothing is there any more. */
  readonly node: FileNode | undefined
}

/** Makes the changes that a container's process has made, in their order. */
export function changeFiles(working: Working, pod: Pod, container: Container, changes: readonly FileChange[]): void {
  if (changes.length === 0) return
  const mounts = mountsOf(working, pod, container)
  for (const { mount: path, parts, node } of changes) {
    const mount = mounts.find((candidate) => candidate.path === path)
    if (mount !== undefined && !mount.readOnly) changeMount(mount, parts, node)
  }
}

/** What a mount of a volume shows before the container starts; undefined where its subPath is not in the volume. */
export function mountedNode(working: Working, pod: Pod, mount: NonNullable<Container['volumeMounts']>[number]): FileNode | undefined {
  const tree = filesOf(working, pod.metadata.uid).volumes[mount.name]
  const inside = mount.subPath ?? mount.subPathExpr ?? ''
  return tree === undefined || inside === '' ? tree : followed(tree, inside)
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}

function isRefreshedMount(pod: Pod, name: string): boolean {
  return pod.spec.volumes?.some((volume) => volume.name === name && isRefreshed(volume)) === true
}

function subPathKey(container: Container, mountPath: string): string {
  return `${container.name}:${mountPath}`
}

/** A file of an atomically written volume lies behind two links. */
function followed(tree: Folder, path: string): FileNode | undefined {
  let parts = partsOf(path)
  for (let step = 0; step < 8; step++) {
    const [first, ...rest] = parts
    const node = first === undefined ? undefined : tree.entries.get(first)
    if (node?.kind !== 'link') return nodeAt(tree, parts)
    parts = [...partsOf(node.to), ...rest]
  }
  return undefined
}

/** Where a Pod's files are kept. */
interface Store {
  load(): PodFiles
  save(files: PodFiles): void
}

/** Everything mounted in a container: its root, its volumes, and the files that the kubelet makes (/etc/hosts, /etc/resolv.conf, /etc/hostname). */
export function mountsOf(working: Working, pod: Pod, container: Container): Mount[] {
  const { uid } = pod.metadata
  const generated = generatedFiles(working, pod).map(({ path, make }): Mount => {
    let node: FileNode | undefined
    return { path, readOnly: false, load: () => (node ??= make()), save: () => undefined }
  })
  return [...mountsIn({ load: () => filesOf(working, uid), save: (files) => { keep(working, uid, files) } }, pod, container), ...generated]
}

const anyone: Credentials = { uid: 0, gid: 0, groups: [], capabilities: new Set(['DAC_OVERRIDE']) }

/** The text of a file in a container, whoever may read it; `files` is what the cluster keeps for the Pod. */
export function readContainerFile(files: PodFiles | undefined, pod: Pod, container: Container, path: string): string | undefined {
  if (files === undefined && (container.volumeMounts ?? []).length === 0) {
    const node = nodeAt(imageTree(container.image ?? ''), partsOf(path))
    if (node !== undefined) return node.kind === 'file' ? node.text : undefined
  }
  const text = new FileSystem(mountsIn({ load: () => files ?? none, save: () => undefined }, pod, container), anyone).read(path)
  return text.ok ? text.value : undefined
}

function mountsIn(store: Store, pod: Pod, container: Container): Mount[] {
  let fresh: Folder | undefined
  const root: Mount = {
    path: '/',
    readOnly: container.securityContext?.readOnlyRootFilesystem === true,
    load: () => store.load().roots[container.name] ?? (fresh ??= withMountPoints(imageTree(container.image ?? ''), container)),
    save: (node) => {
      const files = store.load()
      if (node.kind === 'folder') store.save({ ...files, roots: { ...files.roots, [container.name]: node } })
    },
  }
  return [root, messageMount(store, container), ...(container.volumeMounts ?? []).flatMap((mount) => volumeMount(store, pod, container, mount))]
}

const noMessage = file('', 0o666)

/** The file in which a container may say why it ended (kuberuntime_container.go makeMounts). */
function messageMount(store: Store, { name, terminationMessagePath }: Container): Mount {
  return {
    path: linkFree(terminationMessagePath),
    readOnly: false,
    load: () => store.load().messages[name] ?? noMessage,
    save: (node) => {
      const files = store.load()
      store.save({ ...files, messages: { ...files.messages, [name]: node } })
    },
  }
}

function volumeMount(store: Store, pod: Pod, container: Container, mount: NonNullable<Container['volumeMounts']>[number]): Mount[] {
  const refreshed = isRefreshedMount(pod, mount.name)
  const path = linkFree(mount.mountPath)
  const readOnly = mount.readOnly === true || refreshed
  const inside = mount.subPath ?? mount.subPathExpr ?? ''
  const key = subPathKey(container, mount.mountPath)
  if (inside !== '' && refreshed) {
    const node = store.load().subPaths[key]
    return node === undefined ? [] : [{ path, readOnly, load: () => node, save: () => undefined }]
  }
  const parts = partsOf(inside)
  return [
    {
      path,
      readOnly,
      load: () => nodeAt(store.load().volumes[mount.name] ?? folder({}, 0o777), parts) ?? folder(),
      save: (node) => {
        const files = store.load()
        const tree = files.volumes[mount.name] ?? folder({}, 0o777)
        const fresh = parts.length === 0 ? node : withNode(tree, parts, node)
        if (fresh.kind === 'folder') store.save({ ...files, volumes: { ...files.volumes, [mount.name]: fresh } })
      },
    },
  ]
}

/** The runtime makes the places where something is mounted. */
function withMountPoints(tree: Folder, container: Container): Folder {
  let root = tree
  for (const mount of container.volumeMounts ?? []) {
    const parts = partsOf(linkFree(mount.mountPath))
    if (nodeAt(root, parts) === undefined) root = withNode(root, parts, folder())
  }
  const message = partsOf(linkFree(container.terminationMessagePath))
  return nodeAt(root, message.slice(0, -1)) === undefined ? withNode(root, message.slice(0, -1), folder()) : root
}

/** `/var/run` is a link to `/run` in these images. */
function linkFree(path: string): string {
  return `/${partsOf(path).join('/')}`.replace(/^\/var\/run(?=\/|$)/, '/run')
}
