import { absolute, letters, type Call, type Program } from '../call'
import { groupName, userName } from '../../files/accounts'
import { modeText, type FileNode } from '../../files/tree'

/** ls: names one a line, `-l` with modes and owners (`-n` as numbers), `-a`/`-A` with hidden ones, `-d` the folder itself. */
export const list: Program = (call) => {
  const { on, rest } = letters(call.argv)
  const paths = rest.length === 0 ? ['.'] : rest
  const files: [string, FileNode][] = []
  const folders: string[] = []
  const follows = !['l', 'n', 'd'].some((letter) => on.has(letter))
  let code = 0
  for (const path of paths) {
    const node = call.files.stat(absolute(call, path), follows)
    if (!node.ok) {
      call.err(`ls: ${path}: ${node.fault}\n`)
      code = 1
    } else if (node.value.kind === 'folder' && !on.has('d')) folders.push(path)
    else files.push([path, node.value])
  }
  for (const [path, node] of files) call.out(line(call, path, node, on))
  const complete = folders.map((path, index) => {
    if (paths.length > 1) call.out(`${files.length > 0 || index > 0 ? '\n' : ''}${path}:\n`)
    return listFolder(call, path, on)
  })
  return complete.every(Boolean) ? code : 1
}

function listFolder(call: Call, path: string, on: ReadonlySet<string>): boolean {
  const names = call.files.list(absolute(call, path))
  if (!names.ok) {
    call.err(`ls: can't open '${path}': ${names.fault}\n`)
    return false
  }
  const hidden = on.has('a') || on.has('A')
  const shown = [...(on.has('a') ? ['.', '..'] : []), ...names.value.filter((name) => hidden || !name.startsWith('.'))]
  if (on.has('l') || on.has('n')) call.out(`total ${String(shown.length * 4)}\n`)
  for (const name of shown) {
    const node = call.files.stat(absolute(call, `${path}/${name}`), false)
    if (node.ok) call.out(line(call, name, node.value, on))
  }
  return true
}

function line(call: Call, name: string, node: FileNode, on: ReadonlySet<string>): string {
  if (!on.has('l') && !on.has('n')) return `${name}\n`
  const image = call.container.image ?? ''
  const user = on.has('n') ? String(node.uid) : (userName(image, node.uid) ?? String(node.uid))
  const group = on.has('n') ? String(node.gid) : (groupName(image, node.gid) ?? String(node.gid))
  const size = node.kind === 'file' ? node.text.length : 4096
  const date = new Date(call.working.epochMs + call.working.now)
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][date.getUTCMonth()] ?? ''
  const when = `${month} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 16)}`
  const to = node.kind === 'link' ? ` -> ${node.to}` : ''
  return `${modeText(node)} ${String(node.kind === 'folder' ? 2 : 1).padStart(4)} ${user.padEnd(8)} ${group.padEnd(8)} ${String(size).padStart(9)} ${when} ${name}${to}\n`
}
