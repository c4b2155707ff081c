import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import type { FileSystem } from '../files/file-system'
import type { Identity } from '../security/identity'

/** The container that a command runs in. */
export interface Surroundings {
  readonly working: Working
  readonly pod: Pod
  readonly container: Container
}

/** One run of one program: what it was given and where it writes. */
export interface Call extends Surroundings {
  /** With the program's name. */
  readonly argv: readonly string[]
  readonly stdin: string
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly files: FileSystem
  readonly identity: Identity
  out(text: string): void
  err(text: string): void
  /** Lets simulated time pass for the process. */
  spend(ms: number): void
  /** Simulated milliseconds that have passed so far. */
  spent(): number
  /** Runs another program with the same streams; returns its exit code. */
  start(argv: readonly string[], changes?: { readonly env?: Readonly<Record<string, string>>; readonly identity?: Identity; readonly stdin?: string }): number
}

/** A program: returns its exit code. */
export type Program = (call: Call) => number

/** `path` as seen from the process' working directory. */
export function absolute(call: { readonly cwd: string }, path: string): string {
  return path.startsWith('/') ? path : `${call.cwd === '/' ? '' : call.cwd}/${path}`
}

/** Options by letter, and what is left: `-rf a b` → `{ r, f }`, `['a', 'b']`. Letters in `valued` take a value. */
export function letters(argv: readonly string[], valued = ''): { readonly on: ReadonlySet<string>; readonly values: ReadonlyMap<string, string>; readonly rest: readonly string[] } {
  const on = new Set<string>()
  const values = new Map<string, string>()
  const rest: string[] = []
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? ''
    if (word === '--') {
      rest.push(...argv.slice(i + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word)
      continue
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at)
      on.add(letter)
      if (!valued.includes(letter)) continue
      values.set(letter, at + 1 < word.length ? word.slice(at + 1) : (argv[++i] ?? ''))
      break
    }
  }
  return { on, values, rest }
}
