import { file, folder, nodeAt, partsOf, withNode, type FileNode, type Folder } from './tree'

/** Who a process is to the file system. */
export interface Credentials {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  /** Effective capabilities, without prefix. */
  readonly capabilities: ReadonlySet<string>
}

/** A mounted tree: a folder, or a single file (subPath of a file). */
export interface Mount {
  readonly path: string
  readonly readOnly: boolean
  load(): FileNode
  save(root: FileNode): void
}

/** What the kernel answers, in strerror's words. */
export type FileFault =
  | 'No such file or directory'
  | 'Permission denied'
  | 'Read-only file system'
  | 'Not a directory'
  | 'Is a directory'
  | 'File exists'
  | 'Operation not permitted'
  | 'Directory not empty'
  | 'Too many levels of symbolic links'
  | 'Invalid argument'
  | 'Device or resource busy'

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: FileFault }

interface Place {
  readonly mount: Mount
  /** Inside the mount. */
  readonly parts: readonly string[]
  /** From the root of the container. */
  readonly path: readonly string[]
  readonly node: FileNode | undefined
}

type Note = (mount: Mount, parts: readonly string[], node: FileNode | undefined) => void

/** Puts a node into a mounted tree, or takes away what is there. */
export function changeMount(mount: Mount, parts: readonly string[], node: FileNode | undefined): void {
  const root = mount.load()
  if (parts.length === 0 && node !== undefined) mount.save(node)
  else if (root.kind === 'folder') mount.save(withNode(root, parts, node))
}

const READ = 4
const WRITE = 2
const SEARCH = 1
const mostLinks = 40

function good<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

function bad(fault: FileFault): { readonly ok: false; readonly fault: FileFault } {
  return { ok: false, fault }
}

/** A container's files as one process sees them: the image's tree and what is mounted in it, with the kernel's permission checks (path_resolution(7)). */
export class FileSystem {
  readonly #mounts: readonly { readonly mount: Mount; readonly parts: readonly string[] }[]
  readonly who: Credentials
  readonly #note: Note | undefined

  /** @param mounts the root (`/`) among them; paths without links. `note` hears of every change. */
  constructor(mounts: readonly Mount[], who: Credentials, note?: Note) {
    this.#mounts = mounts.map((mount) => ({ mount, parts: partsOf(mount.path) })).sort((a, b) => b.parts.length - a.parts.length)
    this.who = who
    this.#note = note
  }

  /** The same files for another user. */
  as(who: Credentials): FileSystem {
    return new FileSystem(this.#mounts.map(({ mount }) => mount), who, this.#note)
  }

  read(path: string): Outcome<string> {
    const place = this.#find(path)
    if (!place.ok) return place
    const { node } = place.value
    if (node === undefined) return bad('No such file or directory')
    if (node.kind !== 'file') return bad('Is a directory')
    return this.#may(node, READ) ? good(node.text) : bad('Permission denied')
  }

  /** What is there; a final link is followed unless `links` says otherwise. */
  stat(path: string, follow = true): Outcome<FileNode> {
    const place = this.#find(path, follow)
    if (!place.ok) return place
    return place.value.node === undefined ? bad('No such file or directory') : good(place.value.node)
  }

  /** Names in a folder, sorted as ls does. */
  list(path: string): Outcome<readonly string[]> {
    const place = this.#find(path)
    if (!place.ok) return place
    const { node } = place.value
    if (node === undefined) return bad('No such file or directory')
    if (node.kind !== 'folder') return bad('Not a directory')
    if (!this.#may(node, READ)) return bad('Permission denied')
    return good([...node.entries.keys()].sort())
  }

  /** Whether the process may do that there (access(2)). */
  allows(path: string, need: 'read' | 'write' | 'execute'): boolean {
    const place = this.#find(path)
    if (!place.ok || place.value.node === undefined) return false
    if (need === 'write' && place.value.mount.readOnly) return false
    return this.#may(place.value.node, { read: READ, write: WRITE, execute: SEARCH }[need])
  }

  /** Why nothing new can be made in a folder, as a program reports it (errno and its text); undefined when it can. */
  writeFault(path: string): '2: No such file or directory' | '13: Permission denied' | '30: Read-only file system' | undefined {
    const place = this.#find(path)
    if (!place.ok || place.value.node === undefined) return '2: No such file or directory'
    if (place.value.mount.readOnly) return '30: Read-only file system'
    return this.#may(place.value.node, WRITE) && this.#may(place.value.node, SEARCH) ? undefined : '13: Permission denied'
  }

  write(path: string, text: string, append = false): Outcome<undefined> {
    const place = this.#find(path)
    if (!place.ok) return place
    const { node, mount, parts } = place.value
    if (node === undefined) return this.#add(place.value, (parent) => file(text, 0o644, this.who.uid, groupIn(parent, this.who)))
    if (node.kind === 'folder') return bad('Is a directory')
    if (mount.readOnly) return bad('Read-only file system')
    if (node.kind === 'link' || !this.#may(node, WRITE)) return bad('Permission denied')
    this.#put(mount, parts, { ...node, text: append ? node.text + text : text })
    return good(undefined)
  }

  makeFolder(path: string): Outcome<undefined> {
    const place = this.#find(path)
    if (!place.ok) return place
    if (place.value.node !== undefined) return bad('File exists')
    return this.#add(place.value, (parent) => folder({}, 0o755 | (parent.mode & 0o2000), this.who.uid, groupIn(parent, this.who)))
  }

  remove(path: string, recursive = false): Outcome<undefined> {
    const place = this.#find(path, false)
    if (!place.ok) return place
    const { node, mount, parts, path: whole } = place.value
    if (node === undefined) return bad('No such file or directory')
    if (parts.length === 0) return bad('Device or resource busy')
    if (node.kind === 'folder' && node.entries.size > 0 && !recursive) return bad('Directory not empty')
    const parent = this.#at(whole.slice(0, -1)).node
    const fault = mount.readOnly ? 'Read-only file system' : this.#removalFault(parent, node)
    if (fault !== undefined) return bad(fault)
    this.#put(mount, parts, undefined)
    return good(undefined)
  }

  #removalFault(parent: FileNode | undefined, node: FileNode): FileFault | undefined {
    if (parent?.kind !== 'folder' || !this.#may(parent, WRITE)) return 'Permission denied'
    return this.#isStuck(parent, node) ? 'Operation not permitted' : undefined
  }

  /** In a folder with the sticky bit only the owners may remove. */
  #isStuck(parent: Folder, node: FileNode): boolean {
    return (parent.mode & 0o1000) !== 0 && this.who.uid !== node.uid && this.who.uid !== parent.uid && !this.who.capabilities.has('FOWNER')
  }

  changeMode(path: string, mode: number): Outcome<undefined> {
    return this.#change(path, (node) => (this.who.uid === node.uid || this.who.capabilities.has('FOWNER') ? { ...node, mode } : undefined))
  }

  /** chown(2): another owner needs CAP_CHOWN, a group of one's own does not. */
  changeOwner(path: string, uid: number | undefined, gid: number | undefined): Outcome<undefined> {
    return this.#change(path, (node) => {
      const own = node.uid === this.who.uid
      const sameUser = own && (uid === undefined || uid === node.uid)
      const ownGroup = gid === undefined || gid === node.gid || gid === this.who.gid || this.who.groups.includes(gid)
      if (!this.who.capabilities.has('CHOWN') && !(sameUser && ownGroup)) return undefined
      return { ...node, uid: uid ?? node.uid, gid: gid ?? node.gid }
    })
  }

  /** A symbolic or, copied, a hard link. */
  place(path: string, node: FileNode): Outcome<undefined> {
    const place = this.#find(path, false)
    if (!place.ok) return place
    if (place.value.node !== undefined) return bad('File exists')
    return this.#add(place.value, (parent) => ({ ...node, uid: this.who.uid, gid: groupIn(parent, this.who) }))
  }

  #change(path: string, change: (node: FileNode) => FileNode | undefined): Outcome<undefined> {
    const place = this.#find(path)
    if (!place.ok) return place
    const { node, mount, parts } = place.value
    if (node === undefined) return bad('No such file or directory')
    if (mount.readOnly) return bad('Read-only file system')
    const changed = change(node)
    if (changed === undefined) return bad('Operation not permitted')
    this.#put(mount, parts, changed)
    return good(undefined)
  }

  #add(place: Place, make: (parent: Folder) => FileNode): Outcome<undefined> {
    const parent = this.#at(place.path.slice(0, -1)).node
    if (parent === undefined) return bad('No such file or directory')
    if (parent.kind !== 'folder') return bad('Not a directory')
    if (place.mount.readOnly) return bad('Read-only file system')
    if (!this.#may(parent, WRITE) || !this.#may(parent, SEARCH)) return bad('Permission denied')
    this.#put(place.mount, place.parts, make(parent))
    return good(undefined)
  }

  #put(mount: Mount, parts: readonly string[], node: FileNode | undefined): void {
    changeMount(mount, parts, node)
    this.#note?.(mount, parts, node)
  }

  /** Walks a path, following links; the last component may be missing. */
  #find(path: string, followLast = true): Outcome<Place> {
    const waiting = stepsOf(path)
    let at: string[] = []
    let links = 0
    while (waiting.length > 0) {
      const fault = this.#searchFault(at)
      if (fault !== undefined) return bad(fault)
      const part = waiting.shift() ?? ''
      if (part === '..') {
        at = at.slice(0, -1)
        continue
      }
      const next = [...at, part]
      const { node } = this.#at(next)
      if (node?.kind === 'link' && (followLast || waiting.length > 0)) {
        if (++links > mostLinks) return bad('Too many levels of symbolic links')
        waiting.unshift(...stepsOf(node.to))
        if (node.to.startsWith('/')) at = []
        continue
      }
      at = next
    }
    return good(this.#at(at))
  }

  #searchFault(path: readonly string[]): FileFault | undefined {
    const here = this.#at(path).node
    if (here === undefined) return 'No such file or directory'
    if (here.kind !== 'folder') return 'Not a directory'
    return this.#may(here, SEARCH) ? undefined : 'Permission denied'
  }

  #at(path: readonly string[]): Place {
    for (const { mount, parts } of this.#mounts) {
      if (parts.length > path.length || parts.some((part, index) => part !== path[index])) continue
      const inside = path.slice(parts.length)
      return { mount, parts: inside, path, node: nodeAt(mount.load(), inside) }
    }
    throw new Error('a container without a root file system')
  }

  #may(node: FileNode, need: number): boolean {
    const { uid, gid, groups, capabilities } = this.who
    const shift = node.uid === uid ? 6 : node.gid === gid || groups.includes(node.gid) ? 3 : 0
    if (((node.mode >> shift) & need) === need) return true
    if (capabilities.has('DAC_OVERRIDE')) return need !== SEARCH || node.kind === 'folder' || (node.mode & 0o111) !== 0
    return false
  }
}

/** New entries get the folder's group where it is set-group-id. */
function groupIn(parent: Folder, who: Credentials): number {
  return (parent.mode & 0o2000) !== 0 ? parent.gid : who.gid
}

/** A path's components; `..` stays one. */
function stepsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}
