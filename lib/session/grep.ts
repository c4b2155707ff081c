import { splitPipeline, splitWords } from '@/lib/kubectl/words'

/** What stands after the first pipe of a terminal line. */
export type Piped = { readonly command: string; readonly filter: Filter | undefined } | { readonly command: undefined; readonly error: string }

/** A chain of greps. `take` gets text as it is printed and returns what passes; `end` what is printed when the command is done, and the chain's exit code. */
export interface Filter {
  take(text: string): string
  end(): { readonly text: string; readonly exitCode: number }
}

/** Splits a line at its pipes (outside quotes). Only `grep` can stand behind one here. */
export function readPipes(line: string): Piped {
  const [command = '', ...rest] = splitPipeline(line)
  const filters: Grep[] = []
  for (const part of rest) {
    const filter = readGrep(part.trim())
    if (typeof filter === 'string') return { command: undefined, error: filter }
    filters.push(filter)
  }
  return { command: command.trim(), filter: filters.length === 0 ? undefined : new Chain(filters) }
}

/** A grep, or why there is none. */
function readGrep(text: string): Grep | string {
  const split = splitWords(text)
  if ('error' in split) return split.error
  const [name = '', ...args] = split.words
  if (name !== 'grep') return name === '' ? 'syntax error: nothing stands after the pipe' : `${name} after a pipe is not part of this practice cluster; grep is`
  const flags = new Set(args.filter((word) => /^-[a-zA-Z]+$/.test(word) && word !== '-e').flatMap((word) => [...word.slice(1)]))
  const pattern = args.find((word) => !word.startsWith('-'))
  if (pattern === undefined) return 'Usage: grep [OPTION]... PATTERNS [FILE]...'
  const unknown = [...flags].find((flag) => !'ivcnEFwo'.includes(flag))
  if (unknown !== undefined) return `grep -${unknown} is not part of this practice cluster`
  try {
    return new Grep(pattern, flags)
  } catch {
    return `grep: Invalid regular expression`
  }
}

class Chain implements Filter {
  readonly #greps: readonly Grep[]

  constructor(greps: readonly Grep[]) {
    this.#greps = greps
  }

  take(text: string): string {
    return this.#greps.reduce((passing, grep) => grep.take(passing), text)
  }

  end(): { readonly text: string; readonly exitCode: number } {
    let text = ''
    let exitCode = 0
    for (const grep of this.#greps) {
      text = grep.take(text) + grep.end()
      exitCode = grep.matches > 0 ? 0 : 1
    }
    return { text, exitCode }
  }
}

class Grep {
  matches = 0
  readonly #pattern: RegExp
  readonly #flags: ReadonlySet<string>
  #rest = ''
  #line = 0

  constructor(pattern: string, flags: ReadonlySet<string>) {
    // A basic expression takes + ? | { ( ) literally and their escaped forms as operators; -E the other way round (POSIX.1-2024, 9.3 and 9.4).
    const source = flags.has('F') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : flags.has('E') ? pattern : basicToExtended(pattern)
    this.#pattern = new RegExp(flags.has('w') ? `\\b(?:${source})\\b` : source, flags.has('i') ? 'gi' : 'g')
    this.#flags = flags
  }

  take(text: string): string {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.map((line) => this.#pass(line)).join('')
  }

  end(): string {
    const last = this.#rest === '' ? '' : this.#pass(this.#rest)
    this.#rest = ''
    return this.#flags.has('c') ? `${this.matches}\n` : last
  }

  #pass(line: string): string {
    this.#line += 1
    const found = line.match(this.#pattern)
    if ((found !== null) === this.#flags.has('v')) return ''
    this.matches += 1
    if (this.#flags.has('c')) return ''
    const shown = this.#flags.has('o') && found !== null ? found.join('\n') : line
    return `${this.#flags.has('n') ? `${this.#line}:` : ''}${shown}\n`
  }
}

function basicToExtended(pattern: string): string {
  return pattern.replace(/\\([+?|{}()])|([+?|{}()])/g, (_, escaped: string | undefined, plain: string | undefined) => escaped ?? `\\${plain ?? ''}`)
}
