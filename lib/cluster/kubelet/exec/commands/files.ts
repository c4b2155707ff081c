import { absolute, letters, type Call, type Program } from '../call'
import { accountsOf } from '../../files/accounts'
import { link, type FileNode } from '../../files/tree'
import { list } from './ls'

function complain(call: Call, text: string): 1 {
  call.err(`${call.argv[0] ?? ''}: ${text}\n`)
  return 1
}

const cat: Program = (call) => {
  const { rest } = letters(call.argv)
  if (rest.length === 0) call.out(call.stdin)
  let code = 0
  for (const path of rest) {
    const text = path === '-' ? { ok: true as const, value: call.stdin } : call.files.read(absolute(call, path))
    if (text.ok) call.out(text.value)
    else code = text.fault === 'Is a directory' ? complain(call, 'read error: Is a directory') : complain(call, `can't open '${path}': ${text.fault}`)
  }
  return code
}

const touch: Program = (call) => {
  let code = 0
  for (const path of letters(call.argv, 'trd').rest) {
    const done = call.files.write(absolute(call, path), '', true)
    if (!done.ok && done.fault !== 'Is a directory') code = complain(call, `${path}: ${done.fault}`)
  }
  return code
}

const rm: Program = (call) => {
  const { on, rest } = letters(call.argv)
  let code = 0
  for (const path of rest) {
    const node = call.files.stat(absolute(call, path), false)
    if (!node.ok && on.has('f')) continue
    if (node.ok && node.value.kind === 'folder' && !on.has('r') && !on.has('R')) {
      code = complain(call, `'${path}' is a directory`)
      continue
    }
    const done = call.files.remove(absolute(call, path), true)
    if (!done.ok) code = complain(call, `can't remove '${path}': ${done.fault}`)
  }
  return code
}

const rmdir: Program = (call) => {
  let code = 0
  for (const path of letters(call.argv).rest) {
    const done = call.files.remove(absolute(call, path))
    if (!done.ok) code = complain(call, `'${path}': ${done.fault}`)
  }
  return code
}

const mkdir: Program = (call) => {
  const { on, rest } = letters(call.argv, 'm')
  let code = 0
  for (const path of rest) {
    const whole = absolute(call, path)
    const parts = whole.split('/').filter((part) => part !== '')
    const steps = on.has('p') ? parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`) : [whole]
    for (const step of steps) {
      if (on.has('p') && call.files.stat(step).ok) continue
      const done = call.files.makeFolder(step)
      if (done.ok) continue
      code = complain(call, `can't create directory '${path}': ${done.fault}`)
      break
    }
  }
  return code
}

const cp: Program = (call) => copyTo(call, false)
const mv: Program = (call) => copyTo(call, true)

function copyTo(call: Call, move: boolean): number {
  const { on, rest } = letters(call.argv)
  const to = rest.at(-1) ?? ''
  const folders = move || ['r', 'R', 'a'].some((letter) => on.has(letter))
  let code = 0
  for (const from of rest.slice(0, -1)) {
    const source = call.files.stat(absolute(call, from))
    if (!source.ok) code = complain(call, `can't ${move ? 'rename' : 'stat'} '${from}': ${source.fault}`)
    else if (source.value.kind === 'folder' && !folders) code = complain(call, `omitting directory '${from}'`)
    else {
      const done = put(call, targetOf(call, from, to), source.value)
      if (!done.ok) code = complain(call, `can't create '${to}': ${done.fault}`)
      else if (move) call.files.remove(absolute(call, from), true)
    }
  }
  return code
}

/** A folder takes a file under the file's own name. */
function targetOf(call: Call, from: string, to: string): string {
  const target = call.files.stat(absolute(call, to))
  return absolute(call, target.ok && target.value.kind === 'folder' ? `${to}/${from.split('/').at(-1) ?? ''}` : to)
}

function put(call: Call, path: string, node: FileNode) {
  if (node.kind === 'file' && call.files.stat(path).ok) return call.files.write(path, node.text)
  return call.files.place(path, node)
}

const ln: Program = (call) => {
  const { on, rest } = letters(call.argv)
  const [target = '', path = ''] = rest
  if (on.has('f')) call.files.remove(absolute(call, path))
  const original = call.files.stat(absolute(call, target))
  const done = on.has('s') ? call.files.place(absolute(call, path), link(target)) : original.ok ? call.files.place(absolute(call, path), original.value) : original
  return done.ok ? 0 : complain(call, `${path}: ${done.fault}`)
}

const chmod: Program = (call) => {
  const [wish = '', ...paths] = letters(call.argv.filter((word) => word !== '-R')).rest
  let code = 0
  for (const path of paths) {
    const node = call.files.stat(absolute(call, path))
    const mode = node.ok ? changedMode(node.value.mode, wish) : undefined
    if (node.ok && mode === undefined) return complain(call, `invalid mode '${wish}'`)
    const done = node.ok ? call.files.changeMode(absolute(call, path), mode ?? 0) : node
    if (!done.ok) code = complain(call, `${path}: ${done.fault}`)
  }
  return code
}

/** `755`, `+x`, `u+s`, `go-w`. */
function changedMode(mode: number, wish: string): number | undefined {
  if (/^[0-7]{3,4}$/.test(wish)) return Number.parseInt(wish, 8)
  const match = /^([ugoa]*)([-+=])([rwxs]+)$/.exec(wish)
  if (match === null) return undefined
  const [, named = '', sign, letters = ''] = match
  const bits = bitsOf(named === '' || named === 'a' ? 'ugo' : named, letters)
  return sign === '-' ? mode & ~bits : mode | bits
}

function bitsOf(who: string, letters: string): number {
  let bits = 0
  for (const [letter, value] of [['r', 4], ['w', 2], ['x', 1]] as const) {
    if (!letters.includes(letter)) continue
    for (const [group, shift] of [['u', 6], ['g', 3], ['o', 0]] as const) if (who.includes(group)) bits |= value << shift
  }
  if (letters.includes('s')) bits |= (who.includes('u') ? 0o4000 : 0) | (who.includes('g') ? 0o2000 : 0)
  return bits
}

const chown: Program = (call) => {
  const [owner = '', ...paths] = letters(call.argv.filter((word) => word !== '-R')).rest
  const [user = '', group] = owner.split(/[:.]/)
  const uid = user === '' ? undefined : idOf(call, user)
  const gid = group === undefined || group === '' ? undefined : idOf(call, group)
  if (Number.isNaN(uid)) return complain(call, `unknown user ${user}`)
  if (Number.isNaN(gid)) return complain(call, `unknown group ${group ?? ''}`)
  return changeOwners(call, paths, uid, gid)
}

const chgrp: Program = (call) => {
  const [group = '', ...paths] = letters(call.argv).rest
  const gid = idOf(call, group)
  return Number.isNaN(gid) ? complain(call, `unknown group ${group}`) : changeOwners(call, paths, undefined, gid)
}

function changeOwners(call: Call, paths: readonly string[], uid: number | undefined, gid: number | undefined): number {
  let code = 0
  for (const path of paths) {
    const done = call.files.changeOwner(absolute(call, path), uid, gid)
    if (!done.ok) code = complain(call, `${path}: ${done.fault}`)
  }
  return code
}

function idOf(call: Call, name: string): number {
  return /^\d+$/.test(name) ? Number(name) : (accountsOf(call.container.image ?? '').find((account) => account.name === name)?.id ?? NaN)
}

/** Programs that work on files. */
export const filePrograms: Readonly<Record<string, Program>> = { cat, touch, rm, rmdir, mkdir, cp, mv, ln, chmod, chown, chgrp, ls: list }
