import { readWord, ShellSyntaxError } from './read-word'
import type { Command, List, Pipeline, Redirect, Word } from './syntax'

const reserved = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', '}', ')'])

/** Reads a script as sh does, as far as a practice container's shell goes: lists, pipes, redirections, if, while, until, for, groups. */
export function parseScript(text: string): List {
  const reader = new Reader(text)
  const list = reader.list()
  reader.expectEnd()
  return list
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  expectEnd(): void {
    this.#skip(true)
    if (this.#at < this.#text.length) throw new ShellSyntaxError(`syntax error: unexpected "${this.#peek() ?? this.#text.charAt(this.#at)}"`)
  }

  list(): List {
    const items: { joined: ';' | '&&' | '||'; pipeline: Pipeline; background: boolean }[] = []
    let joined: ';' | '&&' | '||' = ';'
    for (;;) {
      this.#skip(true)
      if (this.#at >= this.#text.length || reserved.has(this.#peek() ?? '')) return items
      const pipeline = this.#pipeline()
      this.#skip(false)
      const background = this.#text.charAt(this.#at) === '&' && this.#text.charAt(this.#at + 1) !== '&'
      items.push({ joined, pipeline, background })
      if (background || this.#text.charAt(this.#at) === ';' || this.#text.charAt(this.#at) === '\n') {
        this.#at++
        joined = ';'
      } else if (this.#take('&&')) joined = '&&'
      else if (this.#take('||')) joined = '||'
      else return items
    }
  }

  #pipeline(): Pipeline {
    const negated = this.#word('!')
    const commands = [this.#command()]
    for (;;) {
      this.#skip(false)
      if (this.#text.charAt(this.#at) !== '|' || this.#text.charAt(this.#at + 1) === '|') return { negated, commands }
      this.#at++
      this.#skip(true)
      commands.push(this.#command())
    }
  }

  #command(): Command {
    this.#skip(false)
    if (this.#take('(')) return this.#group(')', true)
    switch (this.#peek()) {
      case '{':
        this.#word('{')
        return this.#group('}', false)
      case 'if':
        return this.#if()
      case 'while':
      case 'until':
        return this.#loop()
      case 'for':
        return this.#for()
      default:
        return this.#simple()
    }
  }

  #group(close: ')' | '}', subshell: boolean): Command {
    const body = this.list()
    this.#skip(true)
    if (!this.#take(close)) throw new ShellSyntaxError(`syntax error: unexpected end of file (expecting "${close}")`)
    return { kind: 'group', body, subshell, redirects: this.#redirects() }
  }

  #if(): Command {
    this.#word('if')
    const branches: { test: List; body: List }[] = []
    let otherwise: List | undefined
    do {
      const test = this.list()
      this.#expect('then')
      branches.push({ test, body: this.list() })
    } while (this.#word('elif'))
    if (this.#word('else')) otherwise = this.list()
    this.#expect('fi')
    return { kind: 'if', branches, otherwise, redirects: this.#redirects() }
  }

  #loop(): Command {
    const until = this.#peek() === 'until'
    this.#word(until ? 'until' : 'while')
    const test = this.list()
    return { kind: 'loop', until, test, body: this.#body(), redirects: this.#redirects() }
  }

  #for(): Command {
    this.#word('for')
    this.#skip(false)
    const name = this.#peek() ?? ''
    this.#word(name)
    const words: Word[] = []
    if (this.#word('in')) {
      this.#skip(false)
      for (let next = readWord(this.#text, this.#at); next !== undefined; next = readWord(this.#text, this.#at)) {
        words.push(next.word)
        this.#at = next.end
        this.#skip(false)
      }
    }
    this.#skip(true)
    if (this.#text.charAt(this.#at) === ';') this.#at++
    return { kind: 'for', name, words, body: this.#body(), redirects: this.#redirects() }
  }

  #body(): List {
    this.#expect('do')
    const body = this.list()
    this.#expect('done')
    return body
  }

  #simple(): Command {
    const assignments: { name: string; value: Word }[] = []
    const words: Word[] = []
    const redirects: Redirect[] = []
    for (;;) {
      this.#skip(false)
      const redirect = this.#redirect()
      if (redirect !== undefined) {
        redirects.push(redirect)
        continue
      }
      const assignment = words.length === 0 ? this.#assignment() : undefined
      if (assignment !== undefined) {
        assignments.push(assignment)
        continue
      }
      const next = readWord(this.#text, this.#at)
      if (next === undefined) break
      words.push(next.word)
      this.#at = next.end
    }
    if (words.length + assignments.length + redirects.length === 0) throw new ShellSyntaxError(`syntax error: unexpected ${this.#at < this.#text.length ? `"${this.#text.charAt(this.#at)}"` : 'end of file'}`)
    return { kind: 'simple', assignments, words, redirects }
  }

  #assignment(): { name: string; value: Word } | undefined {
    const match = /^([A-Za-z_]\w*)=/.exec(this.#text.slice(this.#at))
    if (match === null) return undefined
    this.#at += match[0].length
    const value = readWord(this.#text, this.#at)
    this.#at = value?.end ?? this.#at
    return { name: match[1] ?? '', value: value?.word ?? [] }
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = []
    for (;;) {
      this.#skip(false)
      const redirect = this.#redirect()
      if (redirect === undefined) return redirects
      redirects.push(redirect)
    }
  }

  #redirect(): Redirect | undefined {
    const match = /^(\d?)(>>|>&|&>|>|<)/.exec(this.#text.slice(this.#at))
    if (match === null) return undefined
    this.#at += match[0].length
    this.#skip(false)
    const target = readWord(this.#text, this.#at)
    if (target === undefined) throw new ShellSyntaxError('syntax error: unexpected newline')
    this.#at = target.end
    const both = match[2] === '&>'
    const operator = both ? '>' : (match[2] as Redirect['operator'])
    return { fd: both ? -1 : match[1] === '' ? (operator === '<' ? 0 : 1) : Number(match[1]), operator, target: target.word }
  }

  #skip(newlines: boolean): void {
    for (;;) {
      const character = this.#text.charAt(this.#at)
      if (character === ' ' || character === '\t' || character === '\r' || (newlines && character === '\n')) this.#at++
      else if (this.#text.startsWith('\\\n', this.#at)) this.#at += 2
      else if (character === '#') while (this.#at < this.#text.length && this.#text.charAt(this.#at) !== '\n') this.#at++
      else return
    }
  }

  /** The plain word that stands next, without taking it. */
  #peek(): string | undefined {
    return /^(?:[^\s;&|<>()'"\\$`]+|\))/.exec(this.#text.slice(this.#at))?.[0]
  }

  #word(expected: string): boolean {
    this.#skip(true)
    if (this.#peek() !== expected) return false
    this.#at += expected.length
    return true
  }

  #expect(expected: string): void {
    if (!this.#word(expected)) throw new ShellSyntaxError(`syntax error: unexpected ${this.#at < this.#text.length ? `"${this.#peek() ?? this.#text.charAt(this.#at)}"` : 'end of file'} (expecting "${expected}")`)
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false
    this.#at += token.length
    return true
  }
}
