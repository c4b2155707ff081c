/** Owner and permission bits of something in a file system; `mode` with set-user-id (0o4000), set-group-id (0o2000) and sticky (0o1000) bits. */
interface Owned {
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

export interface TextFile extends Owned {
  readonly kind: 'file'
  readonly text: string
}

export interface Folder extends Owned {
  readonly kind: 'folder'
  readonly entries: ReadonlyMap<string, FileNode>
}

/** A symbolic link. */
export interface Link extends Owned {
  readonly kind: 'link'
  readonly to: string
}

/** A file system is a value: a change makes a new root that shares everything unchanged. */
export type FileNode = TextFile | Folder | Link

export function file(text: string, mode = 0o644, uid = 0, gid = 0): TextFile {
  return { kind: 'file', text, mode, uid, gid }
}

export function folder(entries: Readonly<Record<string, FileNode>> = {}, mode = 0o755, uid = 0, gid = 0): Folder {
  return { kind: 'folder', entries: new Map(Object.entries(entries)), mode, uid, gid }
}

export function link(to: string): Link {
  return { kind: 'link', to, mode: 0o777, uid: 0, gid: 0 }
}

/** `/a//b/./../c` → `['a', 'c']`. */
export function partsOf(path: string): string[] {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts
}

/** What lies at a path, links not followed. */
export function nodeAt(root: FileNode, parts: readonly string[]): FileNode | undefined {
  let node: FileNode | undefined = root
  for (const part of parts) {
    if (node.kind !== 'folder') return undefined
    node = node.entries.get(part)
    if (node === undefined) return undefined
  }
  return node
}

/** The root with another node at a path (undefined: nothing there). Folders on the way that are missing are made, of mode 0755. */
export function withNode(root: Folder, parts: readonly string[], node: FileNode | undefined): Folder {
  const [name, ...rest] = parts
  if (name === undefined) return node?.kind === 'folder' ? node : root
  const entries = new Map(root.entries)
  const present = root.entries.get(name)
  const fresh = rest.length === 0 ? node : withNode(present?.kind === 'folder' ? present : folder(), rest, node)
  if (fresh === undefined) entries.delete(name)
  else entries.set(name, fresh)
  return { ...root, entries }
}

/** The same tree with every file and folder changed. */
export function mapTree(node: FileNode, change: (node: FileNode) => FileNode): FileNode {
  const changed = change(node)
  if (changed.kind !== 'folder') return changed
  return { ...changed, entries: new Map([...changed.entries].map(([name, entry]) => [name, mapTree(entry, change)])) }
}

/** `drwxr-sr-x`, as ls prints it. */
export function modeText(node: FileNode): string {
  const letter = { file: '-', folder: 'd', link: 'l' }[node.kind]
  const bits = (shift: number, special: boolean, on: string, off: string) => {
    const part = node.mode >> shift
    const run = (part & 1) !== 0
    return `${(part & 4) !== 0 ? 'r' : '-'}${(part & 2) !== 0 ? 'w' : '-'}${special ? (run ? on : off) : run ? 'x' : '-'}`
  }
  return letter + bits(6, (node.mode & 0o4000) !== 0, 's', 'S') + bits(3, (node.mode & 0o2000) !== 0, 's', 'S') + bits(0, (node.mode & 0o1000) !== 0, 't', 'T')
}
