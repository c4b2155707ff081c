import type { JsonNotes } from '@/lib/kube/schema/decode'

/** A JSON text read as Go's encoding/json does: the value with what only the text knows, or the error in its words. */
export type GoJson = { readonly value: unknown; readonly notes: JsonNotes } | { readonly error: string }

/** Go reads 10,000 levels; no object has a tenth of that, and what walks it afterwards has a stack of its own. */
const deepest = 1_000

class Malformed extends Error {}

/** Reads the text whole; anything after the first value is an error. */
export function parseGoJson(text: string): GoJson {
  const reader = new Reader(text)
  try {
    return { value: reader.document(), notes: { numbers: reader.numbers, duplicates: reader.duplicates } }
  } catch (error) {
    if (error instanceof Malformed) return { error: error.message }
    throw error
  }
}

/** Why a stream of JSON values cannot be read, as a decoder says it: with the offset in bytes, the faulty one counted. Undefined: it can. */
export function goJsonStreamFault(text: string): string | undefined {
  const reader = new Reader(text)
  try {
    reader.stream()
    return undefined
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const offset = new TextEncoder().encode(text.slice(0, reader.at)).length + 1
    return reader.at >= text.length ? 'unexpected EOF' : `json: offset ${String(offset)}: ${error.message}`
  }
}

/** A character as Go's scanner names it: bytes, so that a multi-byte character shows its first. */
function quoted(character: string): string {
  if (character === "'") return "'\\''"
  if (character === '"') return "'\"'"
  const first = new TextEncoder().encode(character)[0] ?? 0
  const shown = JSON.stringify(String.fromCharCode(first)).slice(1, -1)
  return `'${first >= 0x7f && first < 0xa1 ? `\\u${first.toString(16).padStart(4, '0')}` : first < 0x20 ? goControl(first) : shown}'`
}

function goControl(code: number): string {
  const named: Readonly<Record<number, string | undefined>> = { 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' }
  return named[code] ?? `\\x${code.toString(16).padStart(2, '0')}`
}

class Reader {
  readonly numbers = new Map<string, string>()
  readonly duplicates = new Set<string>()
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): unknown {
    const value = this.#value('', 0)
    this.#space()
    if (this.#at < this.#text.length) throw this.#unexpected('after top-level value')
    return value
  }

  /** Reads value after value to the end. */
  stream(): void {
    this.#space()
    while (this.#at < this.#text.length) {
      this.#value('', 0)
      this.#space()
    }
  }

  get at(): number {
    return this.#at
  }

  #value(path: string, depth: number): unknown {
    this.#space()
    const character = this.#text.charAt(this.#at)
    if (character === '{') return this.#object(path, depth + 1)
    if (character === '[') return this.#array(path, depth + 1)
    if (character === '"') return this.#string()
    if (character === '-' || (character >= '0' && character <= '9')) return this.#number(path)
    if (character === 't') return this.#literal('true', true)
    if (character === 'f') return this.#literal('false', false)
    if (character === 'n') return this.#literal('null', null)
    throw this.#unexpected('looking for beginning of value')
  }

  #object(path: string, depth: number): unknown {
    this.#descend(depth)
    const entries = new Map<string, unknown>()
    this.#at++
    this.#space()
    if (this.#text.charAt(this.#at) === '}') {
      this.#at++
      return {}
    }
    for (;;) {
      this.#space()
      if (this.#text.charAt(this.#at) !== '"') throw this.#unexpected('looking for beginning of object key string')
      const key = this.#string()
      this.#space()
      if (this.#text.charAt(this.#at) !== ':') throw this.#unexpected('after object key')
      this.#at++
      const inner = path === '' ? key : `${path}.${key}`
      if (entries.has(key)) this.duplicates.add(inner)
      entries.set(key, this.#value(inner, depth))
      this.#space()
      const after = this.#text.charAt(this.#at)
      if (after !== ',' && after !== '}') throw this.#unexpected('after object key:value pair')
      this.#at++
      if (after === '}') return Object.fromEntries(entries)
    }
  }

  #array(path: string, depth: number): unknown {
    this.#descend(depth)
    const items: unknown[] = []
    this.#at++
    this.#space()
    if (this.#text.charAt(this.#at) === ']') {
      this.#at++
      return items
    }
    for (;;) {
      items.push(this.#value(`${path}[${String(items.length)}]`, depth))
      this.#space()
      const after = this.#text.charAt(this.#at)
      if (after !== ',' && after !== ']') throw this.#unexpected('after array element')
      this.#at++
      if (after === ']') return items
    }
  }

  #descend(depth: number): void {
    if (depth > deepest) throw this.#unexpected('exceeded max depth')
  }

  #string(): string {
    let value = ''
    for (let at = this.#at + 1; ; at++) {
      const end = this.#plainEnd(at)
      value += this.#text.slice(at, end)
      this.#at = at = end
      const character = this.#text.charAt(at)
      if (character === '"') {
        this.#at++
        return value
      }
      if (character !== '\\') throw this.#unexpected('in string literal')
      value += this.#escape()
      at = this.#at
    }
  }

  #plainEnd(from: number): number {
    let at = from
    while (at < this.#text.length) {
      const code = this.#text.charCodeAt(at)
      if (code < 0x20 || code === 0x22 || code === 0x5c) break
      at++
    }
    return at
  }

  /** Leaves the place on the escape's last character. */
  #escape(): string {
    this.#at++
    const character = this.#text.charAt(this.#at)
    const plain = escapes[character]
    if (plain !== undefined) return plain
    if (character !== 'u') throw this.#unexpected('in string escape code')
    for (let i = 0; i < 4; i++) {
      this.#at++
      if (!/[0-9a-fA-F]/.test(this.#text.charAt(this.#at))) throw this.#unexpected('in \\u hexadecimal character escape')
    }
    return String.fromCharCode(parseInt(this.#text.slice(this.#at - 3, this.#at + 1), 16))
  }

  #number(path: string): number {
    const start = this.#at
    if (this.#text.charAt(this.#at) === '-') this.#at++
    if (this.#text.charAt(this.#at) === '0') this.#at++
    else this.#digits('in numeric literal')
    if (this.#text.charAt(this.#at) === '.') {
      this.#at++
      this.#digits('after decimal point in numeric literal')
    }
    if (/[eE]/.test(this.#text.charAt(this.#at))) {
      this.#at++
      if (/[+-]/.test(this.#text.charAt(this.#at))) this.#at++
      this.#digits('in exponent of numeric literal')
    }
    const text = this.#text.slice(start, this.#at)
    const value = Number(text)
    if (String(value) !== text) this.numbers.set(path, text)
    return value
  }

  #digits(where: string): void {
    const start = this.#at
    while (/[0-9]/.test(this.#text.charAt(this.#at))) this.#at++
    if (this.#at === start) throw this.#unexpected(where)
  }

  #literal(word: string, value: unknown): unknown {
    for (let i = 1; i < word.length; i++) {
      this.#at++
      const expected = word.charAt(i)
      if (this.#text.charAt(this.#at) !== expected) throw this.#unexpected(`in literal ${word} (expecting '${expected}')`)
    }
    this.#at++
    return value
  }

  #space(): void {
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.#at++
    }
  }

  #unexpected(where: string): Malformed {
    const point = this.#text.codePointAt(this.#at)
    if (point === undefined) return new Malformed('unexpected end of JSON input')
    return new Malformed(`invalid character ${quoted(String.fromCodePoint(point))} ${where}`)
  }
}

const escapes: Readonly<Record<string, string | undefined>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
