import { end, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, Reader } from './reader'
import { scanAnchor, scanDirective, scanTag } from './scan-properties'
import { scanBlockScalar, scanPlain, scanQuoted } from './scan-scalars'

/** What the grammar is made of; indentation has become `block-…` tokens. */
export type TokenKind = 'stream-end' | 'version' | 'tag-directive' | 'document-start' | 'document-end' | 'block-sequence' | 'block-mapping' | 'block-end' | '[' | ']' | '{' | '}' | ',' | '-' | 'key' | 'value' | 'alias' | 'anchor' | 'tag' | 'scalar'

export interface Token {
  readonly kind: TokenKind
  /** Where it begins, from 0. */
  readonly line: number
  readonly value: string
}

/** Where a key without `?` may have begun; the colon behind tells. */
interface SimpleKey {
  possible: boolean
  readonly required: boolean
  /** Which token of all it is. */
  readonly number: number
  readonly at: number
  readonly line: number
  readonly column: number
}

/** A key without `?` stands on one line, and its colon within so many characters. */
const longestKey = 1024

/** Tokens of a text, scanned only as far as they are asked for, so that the first fault is the one that go-yaml meets first (go-yaml v2 scannerc.go). */
export class Scanner {
  readonly #reader: Reader
  #tokens: Token[] = []
  #taken = 0
  #indent = -1
  readonly #indents: number[] = []
  readonly #keys: SimpleKey[] = [{ possible: false, required: false, number: 0, at: 0, line: 0, column: 0 }]
  #keyAllowed = true

  constructor(text: string) {
    this.#reader = new Reader(text)
  }

  peek(): Token {
    for (;;) {
      const [first] = this.#tokens
      if (first !== undefined && !this.#keys.some((key) => key.number === this.#taken && this.#isValid(key))) return first
      this.#fetch()
    }
  }

  next(): Token {
    const token = this.peek()
    this.#tokens = this.#tokens.slice(1)
    this.#taken++
    return token
  }

  get #inFlow(): boolean {
    return this.#keys.length > 1
  }

  #fetch(): void {
    const reader = this.#reader
    this.#skipToToken()
    this.#unroll(reader.column)
    const character = reader.peek()
    if (character === end) this.#fetchEnd()
    else if (reader.column === 0 && character === '%') this.#fetchDirective()
    else if (reader.isIndicator('---')) this.#fetchIndicator('document-start')
    else if (reader.isIndicator('...')) this.#fetchIndicator('document-end')
    else this.#fetchContent(character)
  }

  #fetchContent(character: string): void {
    switch (character) {
      case '[':
      case '{':
        return this.#fetchOpening(character)
      case ']':
      case '}':
        return this.#fetchClosing(character)
      case ',':
        this.#removeKey()
        this.#keyAllowed = true
        return this.#add(',', 1)
      case '*':
      case '&':
        this.#saveKey()
        this.#keyAllowed = false
        return this.#scanned(character === '*' ? 'alias' : 'anchor', () => scanAnchor(this.#reader))
      case '!':
        this.#saveKey()
        this.#keyAllowed = false
        return this.#scanned('tag', () => scanTag(this.#reader))
      default:
        return this.#isIndicator(character) ? this.#fetchBlock(character) : this.#fetchScalar(character)
    }
  }

  #isIndicator(character: string): boolean {
    return '-?:'.includes(character) && (isBlankOrEnd(this.#reader.peek(1)) || (this.#inFlow && character !== '-'))
  }

  #fetchBlock(character: string): void {
    if (character === '-') this.#fetchEntry()
    else if (character === '?') this.#fetchKey()
    else this.#fetchValue()
  }

  #fetchScalar(character: string): void {
    const reader = this.#reader
    if ('|>'.includes(character) && !this.#inFlow) {
      this.#removeKey()
      this.#keyAllowed = true
      return this.#scanned('scalar', () => scanBlockScalar(reader, this.#indent))
    }
    if (character === "'" || character === '"') {
      this.#saveKey()
      this.#keyAllowed = false
      return this.#scanned('scalar', () => scanQuoted(reader))
    }
    if (!this.#startsPlain(character)) reader.refuse('found character that cannot start any token')
    this.#saveKey()
    this.#keyAllowed = false
    return this.#scanned('scalar', () => {
      if (scanPlain(reader, this.#indent, this.#inFlow)) this.#keyAllowed = true
    })
  }

  #startsPlain(character: string): boolean {
    const next = this.#reader.peek(1)
    if (character === '-') return !isBlank(next)
    if (character === '?' || character === ':') return !this.#inFlow && !isBlankOrEnd(next)
    return !isBlankOrEnd(character) && !',[]{}#&*!|>\'"%@`'.includes(character)
  }

  #skipToToken(): void {
    const reader = this.#reader
    for (;;) {
      if (reader.column === 0 && reader.peek() === '\ufeff') reader.skip()
      while (reader.peek() === ' ' || ((this.#inFlow || !this.#keyAllowed) && reader.peek() === '\t')) reader.skip()
      if (reader.peek() === '#') reader.skipWhile((character) => !isBreakOrEnd(character))
      if (!isBreak(reader.peek())) return
      reader.skipBreak()
      if (!this.#inFlow) this.#keyAllowed = true
    }
  }

  #fetchEnd(): void {
    const reader = this.#reader
    if (reader.column !== 0) {
      reader.column = 0
      reader.line++
    }
    this.#unroll(-1)
    this.#removeKey()
    this.#keyAllowed = false
    this.#add('stream-end', 0)
  }

  #fetchDirective(): void {
    this.#unroll(-1)
    this.#removeKey()
    this.#keyAllowed = false
    const { line } = this.#reader
    const { kind, value } = scanDirective(this.#reader)
    this.#tokens.push({ kind: kind === 'version' ? 'version' : 'tag-directive', line, value })
  }

  #fetchIndicator(kind: TokenKind): void {
    this.#unroll(-1)
    this.#removeKey()
    this.#keyAllowed = false
    this.#add(kind, 3)
  }

  #fetchOpening(kind: '[' | '{'): void {
    this.#saveKey()
    const { at, line, column } = this.#reader
    this.#keys.push({ possible: false, required: false, number: this.#taken + this.#tokens.length, at, line, column })
    this.#keyAllowed = true
    this.#add(kind, 1)
  }

  #fetchClosing(kind: ']' | '}'): void {
    this.#removeKey()
    if (this.#inFlow) this.#keys.pop()
    this.#keyAllowed = false
    this.#add(kind, 1)
  }

  #fetchEntry(): void {
    if (!this.#inFlow) this.#beginBlock('block-sequence', 'block sequence entries are not allowed in this context')
    this.#removeKey()
    this.#keyAllowed = true
    this.#add('-', 1)
  }

  #fetchKey(): void {
    if (!this.#inFlow) this.#beginBlock('block-mapping', 'mapping keys are not allowed in this context')
    this.#removeKey()
    this.#keyAllowed = !this.#inFlow
    this.#add('key', 1)
  }

  #fetchValue(): void {
    const key = this.#keys.at(-1)
    if (key !== undefined && this.#isValid(key)) {
      this.#tokens.splice(key.number - this.#taken, 0, { kind: 'key', line: key.line, value: '' })
      this.#roll(key.column, 'block-mapping', key.line, key.number)
      key.possible = false
      this.#keyAllowed = false
    } else {
      if (!this.#inFlow) this.#beginBlock('block-mapping', 'mapping values are not allowed in this context')
      this.#keyAllowed = !this.#inFlow
    }
    this.#add('value', 1)
  }

  #beginBlock(kind: 'block-sequence' | 'block-mapping', problem: string): void {
    const reader = this.#reader
    if (!this.#keyAllowed) reader.refuse(problem)
    this.#roll(reader.column, kind, reader.line)
  }

  #roll(column: number, kind: TokenKind, line: number, number?: number): void {
    if (this.#inFlow || this.#indent >= column) return
    this.#indents.push(this.#indent)
    this.#indent = column
    this.#tokens.splice(number === undefined ? this.#tokens.length : number - this.#taken, 0, { kind, line, value: '' })
  }

  #unroll(column: number): void {
    if (this.#inFlow) return
    while (this.#indent > column) {
      this.#add('block-end', 0)
      this.#indent = this.#indents.pop() ?? -1
    }
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return
    const { at, line, column } = this.#reader
    this.#removeKey()
    this.#keys[this.#keys.length - 1] = { possible: true, required: !this.#inFlow && this.#indent === column, number: this.#taken + this.#tokens.length, at, line, column }
  }

  #removeKey(): void {
    const key = this.#keys.at(-1)
    if (key?.possible !== true) return
    if (key.required) this.#reader.refuse("could not find expected ':'")
    key.possible = false
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false
    if (key.line >= this.#reader.line && key.at + longestKey >= this.#reader.at) return true
    if (key.required) this.#reader.refuse("could not find expected ':'")
    key.possible = false
    return false
  }

  #scanned(kind: TokenKind, scan: () => unknown): void {
    const { line } = this.#reader
    const value = scan()
    this.#tokens.push({ kind, line, value: typeof value === 'string' ? value : '' })
  }

  #add(kind: TokenKind, length: number): void {
    const { line } = this.#reader
    this.#reader.skip(length)
    this.#tokens.push({ kind, line, value: '' })
  }
}
