import { isObject, scalarText } from '../json'

/**
 * A value as KYAML (sigs.k8s.io/yaml/kyaml): flow style, texts in double quotes, keys bare where nothing could take them for something else; a document
 * begins with `---`.
 */
export function toKyaml(value: unknown): string {
  return `---\n${node(value, 0)}\n`
}

function node(value: unknown, depth: number): string {
  if (Array.isArray(value)) return list(value, depth)
  if (isObject(value)) return map(value, depth)
  return typeof value === 'string' ? quoted(value, depth + 1) : scalarText(value)
}

function indent(depth: number): string {
  return '  '.repeat(depth)
}

function map(value: Readonly<Record<string, unknown>>, depth: number): string {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort()
  if (keys.length === 0) return '{}'
  return `{\n${keys.map((key) => `${indent(depth + 1)}${keyText(key)}: ${node(value[key], depth + 1)},\n`).join('')}${indent(depth)}}`
}

/** A list of nothing but maps and lists keeps its brackets beside theirs. */
function list(value: readonly unknown[], depth: number): string {
  if (value.length === 0) return '[]'
  if (value.every((item) => typeof item === 'object' && item !== null)) return `[${value.map((item) => node(item, depth)).join(', ')}]`
  return `[\n${value.map((item) => `${indent(depth + 1)}${node(item, depth + 1)},\n`).join('')}${indent(depth)}]`
}

function keyText(key: string): string {
  return needsQuotes(key) ? `"${[...key].map((character) => (character === '\n' ? '\\n' : character === '\t' ? '\\t' : escaped(character))).join('')}"` : key
}

function needsQuotes(key: string): boolean {
  return !/^[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u.test(key) || isAmbiguous(key)
}

const words = /^(?:null|~|true|t|y|yes|on|false|f|n|no|off|[-+.]*inf(?:inity)?|\.?nan)$/i
const numbers = /^[-+]?(?:0[bB][01]+|0[oO]?[0-7]+|0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)$/
const sexagesimal = /^[-+]?[1-9][0-9_]*(?::[0-5]?\d)+(?:\.[0-9_]*)?$/
const date = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$/

/** Whether a YAML parser could take the bare text for a null, a truth, a number or a time. */
function isAmbiguous(text: string): boolean {
  return words.test(text) || numbers.test(text.replaceAll('_', '')) || sexagesimal.test(text) || date.test(text)
}

/** A text in double quotes; one of several lines goes on in lines of its own, by YAML's folding. */
function quoted(text: string, depth: number): string {
  if (!text.includes('\n')) return `"${[...text].map((character) => (character === '\t' ? '\t' : escaped(character))).join('')}"`
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  const whole = lines.map((line) => `${lineText(line, depth)}\\n\\\n`).join('')
  const rest = last === '' ? '' : `${lineText(last, depth)}\\\n`
  return `"\\\n${whole}${rest}${indent(depth)}"`
}

/** Blanks at a line's beginning would be dropped: the first is escaped; others stand one column further in, so that lines stay aligned. */
function lineText(line: string, depth: number): string {
  return `${indent(depth)}${/^\s/.test(line) ? '\\' : ' '}${[...line].map((character) => (character === '\t' ? '\t' : escaped(character))).join('')}`
}

const named: Readonly<Record<string, string>> = { '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\r': '\\r', '\v': '\\v', '\0': '\\0', '\u001b': '\\e', '\u0085': '\\N', '\u00a0': '\\_', '\u2028': '\\L', '\u2029': '\\P' }

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  if (isPrinted(character)) return character
  const name = named[character]
  if (name !== undefined) return name
  const code = character.codePointAt(0) ?? 0
  const hex = (digits: number) => code.toString(16).padStart(digits, '0')
  return code < 0x20 || code === 0x7f ? `\\x${hex(2)}` : code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`
}

/** Letters, marks, numbers, punctuation, symbols and the plain blank (Go's unicode.IsPrint). */
function isPrinted(character: string): boolean {
  return /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)
}
