import { goQuote } from '../go-format'
import type { JsonNotes } from './decode'

/** A JSON text as read: its value with what only the text knows, or the reader's error in Go's words. */
export type JsonText = { readonly value: unknown; readonly notes: JsonNotes } | { readonly error: string }

/** An object or list that is still open. */
interface Open {
  readonly isList: boolean
  readonly path: string
  readonly keys: Set<string>
  key: string
  index: number
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end'

interface Scan {
  readonly text: string
  at: number
  expected: Expected
  readonly open: Open[]
  readonly numbers: Map<string, string>
  readonly duplicates: Set<string>
  error?: string
}

const maxDepth = 10_000
const space = /[ \t\r\n]*/y
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function match(pattern: RegExp, scan: Scan): string | undefined {
  pattern.lastIndex = scan.at
  return pattern.exec(scan.text)?.[0]
}

/** The character as Go's scanner names it: its first UTF-8 byte. */
function quoteChar(char: string): string {
  if (char === "'") return "'\\''"
  if (char === '"') return "'\"'"
  const byte = new TextEncoder().encode(char)[0] ?? 0
  return `'${goQuote(String.fromCharCode(byte)).slice(1, -1)}'`
}

function fail(scan: Scan, at: number, where: string): void {
  const code = scan.text.codePointAt(at)
  scan.error = code === undefined ? 'unexpected end of JSON input' : `invalid character ${quoteChar(String.fromCodePoint(code))} ${where}`
}

function failInString(scan: Scan): void {
  for (let at = scan.at + 1; at < scan.text.length; at += 1) {
    const char = scan.text[at] ?? ''
    if (char < ' ') {
      fail(scan, at, 'in string literal')
      return
    }
    if (char !== '\\') continue
    at += 1
    if (scan.text[at] === 'u') {
      const digits = /^[0-9a-fA-F]{0,4}/.exec(scan.text.slice(at + 1, at + 5))?.[0].length ?? 0
      if (digits < 4) {
        fail(scan, at + 1 + digits, 'in \\u hexadecimal character escape')
        return
      }
      at += 4
    } else if (!'"\\/bfnrt'.includes(scan.text[at] ?? ' ')) {
      fail(scan, at, 'in string escape code')
      return
    }
  }
  fail(scan, scan.text.length, '')
}

function childPath(scan: Scan): string {
  const parent = scan.open.at(-1)
  if (parent === undefined) return ''
  if (parent.isList) return `${parent.path}[${String(parent.index)}]`
  return parent.path === '' ? parent.key : `${parent.path}.${parent.key}`
}

function afterValue(scan: Scan): void {
  scan.expected = scan.open.length === 0 ? 'end' : 'comma'
}

function readNumber(scan: Scan): void {
  const text = match(number, scan)
  const next = scan.at + (text?.length ?? 1)
  if (text === undefined) {
    fail(scan, next, 'in numeric literal')
    return
  }
  const following = scan.text[next]
  if (following === '.') {
    fail(scan, next + 1, 'after decimal point in numeric literal')
    return
  }
  if (following !== undefined && /[eE]/.test(following)) {
    const signed = /[+-]/.test(scan.text[next + 1] ?? '')
    fail(scan, next + (signed ? 2 : 1), 'in exponent of numeric literal'); return;
  }
  if (String(Number(text)) !== text) scan.numbers.set(childPath(scan), text)
  scan.at = next
  afterValue(scan)
}

function readLiteral(scan: Scan, word: string): void {
  for (let at = 1; at < word.length; at += 1) {
    if (scan.text[scan.at + at] !== word[at]) {
      fail(scan, scan.at + at, `in literal ${word} (expecting ${quoteChar(word[at] ?? '')})`)
      return
    }
  }
  scan.at += word.length
  afterValue(scan)
}

function openContainer(scan: Scan, isList: boolean): void {
  if (scan.open.length >= maxDepth) {
    scan.error = 'exceeded max depth'
    return
  }
  scan.open.push({ isList, path: childPath(scan), keys: new Set(), key: '', index: 0 })
  scan.at += 1
  scan.expected = isList ? 'value or ]' : 'key or }'
}

function readValue(scan: Scan, char: string): void {
  if (char === '{' || char === '[') {
    openContainer(scan, char === '[')
    return
  }
  if (char === '"') {
    const text = match(string, scan)
    if (text === undefined) {
      failInString(scan)
      return
    }
    scan.at += text.length
    afterValue(scan); return;
  }
  const word = { t: 'true', f: 'false', n: 'null' }[char]
  if (word !== undefined) {
    readLiteral(scan, word)
    return
  }
  if (/[-\d]/.test(char)) {
    readNumber(scan)
    return
  }
  fail(scan, scan.at, 'looking for beginning of value')
}

function close(scan: Scan): void {
  scan.open.pop()
  scan.at += 1
  afterValue(scan)
}

function readKey(scan: Scan, char: string): void {
  const parent = scan.open.at(-1)
  if (char === '}' && scan.expected === 'key or }') {
    close(scan)
    return
  }
  if (char !== '"' || parent === undefined) {
    fail(scan, scan.at, 'looking for beginning of object key string')
    return
  }
  const text = match(string, scan)
  if (text === undefined) {
    failInString(scan)
    return
  }
  parent.key = JSON.parse(text) as string
  if (parent.keys.has(parent.key)) scan.duplicates.add(childPath(scan))
  parent.keys.add(parent.key)
  scan.at += text.length
  scan.expected = 'colon'
}

function readComma(scan: Scan, char: string): void {
  const parent = scan.open.at(-1)
  if (parent === undefined) return
  if (char === (parent.isList ? ']' : '}')) {
    close(scan)
    return
  }
  if (char !== ',') {
    fail(scan, scan.at, parent.isList ? 'after array element' : 'after object key:value pair')
    return
  }
  scan.at += 1
  parent.index += 1
  scan.expected = parent.isList ? 'value' : 'key'
}

function readColon(scan: Scan, char: string): void {
  if (char === ':') {
    scan.at += 1
    scan.expected = 'value'
  } else fail(scan, scan.at, 'after object key')
}

const readers: Readonly<Record<Expected, (scan: Scan, char: string) => void>> = {
  'value or ]': (scan, char) => {
    if (char === ']') close(scan)
    else readValue(scan, char)
  },
  value: readValue,
  key: readKey,
  'key or }': readKey,
  colon: readColon,
  comma: readComma,
  end: (scan) => {
    fail(scan, scan.at, 'after top-level value')
  },
}

/**
 * Reads JSON as Go's encoding/json scans it: any depth up to Go's limit, errors in its words, keys that stand twice noted by path, numbers
 * noted as written where their text is not JavaScript's.
 */
export function readJson(text: string): JsonText {
  const scan: Scan = { text, at: 0, expected: 'value', open: [], numbers: new Map(), duplicates: new Set() }
  for (;;) {
    scan.at += match(space, scan)?.length ?? 0
    if (scan.at >= text.length) break
    readers[scan.expected](scan, text[scan.at] ?? '')
    if (scan.error !== undefined) return { error: scan.error }
  }
  if (scan.expected !== 'end') return { error: 'unexpected end of JSON input' }
  return { value: JSON.parse(text), notes: { numbers: scan.numbers, duplicates: scan.duplicates } }
}
