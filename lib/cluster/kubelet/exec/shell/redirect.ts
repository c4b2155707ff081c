import type { FileSystem } from '../../files/file-system'
import { absolute } from '../call'
import type { Redirect, Word } from './syntax'

/** Where a command reads and writes. */
export interface Streams {
  readonly stdin: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

interface Where {
  readonly files: FileSystem
  readonly cwd: string
  text(word: Word): string
}

/** The streams after redirections, in their order; undefined when one failed, which the shell has said then. */
export function redirect(redirects: readonly Redirect[], streams: Streams, where: Where): Streams | undefined {
  let result: Streams | undefined = streams
  for (const each of redirects) {
    if (result === undefined) return undefined
    result = one(each, result, streams, where)
  }
  return result
}

function one({ fd, operator, target }: Redirect, now: Streams, given: Streams, where: Where): Streams | undefined {
  const path = where.text(target)
  if (operator === '>&') {
    if (fd === 2) return { ...now, err: path === '1' ? now.out : now.err }
    return { ...now, out: path === '2' ? now.err : now.out }
  }
  if (operator === '<') {
    const stdin = reader(path, given, where)
    return stdin === undefined ? undefined : { ...now, stdin }
  }
  const write = writer(path, operator === '>>', given, where)
  if (write === undefined) return undefined
  return { stdin: now.stdin, out: fd === 2 ? now.out : write, err: fd === 2 || fd === -1 ? write : now.err }
}

function reader(path: string, given: Streams, where: Where): string | undefined {
  if (path === '/dev/null') return ''
  const text = where.files.read(absolute(where, path))
  if (text.ok) return text.value
  given.err(`sh: can't open ${path}: ${text.fault === 'No such file or directory' ? 'no such file' : text.fault}\n`)
  return undefined
}

function writer(path: string, append: boolean, given: Streams, where: Where): ((text: string) => void) | undefined {
  if (path === '/dev/null') return () => undefined
  if (path === '/dev/stdout' || path === '/proc/1/fd/1') return given.out
  if (path === '/dev/stderr') return given.err
  const target = absolute(where, path)
  const opened = where.files.write(target, '', append)
  if (opened.ok) return (text) => void where.files.write(target, text, true)
  given.err(`sh: can't create ${path}: ${opened.fault === 'No such file or directory' ? 'nonexistent directory' : opened.fault}\n`)
  return undefined
}
