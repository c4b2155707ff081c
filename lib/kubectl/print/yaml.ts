import { isObject, scalarText } from '../json'
import { compareKeys } from './yaml-key-order'

/** A value as sigs.k8s.io/yaml writes it: keys sorted, two blanks, list items at their parent's column, texts quoted only where they must be. */
export function toYaml(value: unknown): string {
  if (isObject(value) && Object.keys(value).length > 0) return mapLines(value, 0).join('\n') + '\n'
  if (Array.isArray(value) && value.length > 0) return listLines(value, 0).join('\n') + '\n'
  return `${scalar(value, 0)}\n`
}

function mapLines(map: Readonly<Record<string, unknown>>, indent: number): string[] {
  const pad = ' '.repeat(indent)
  return Object.keys(map)
    .filter((key) => map[key] !== undefined)
    .sort(compareKeys)
    .flatMap((key) => {
      const value = map[key]
      const name = `${pad}${quoteKey(key)}:`
      if (isObject(value) && Object.keys(value).length > 0) return [name, ...mapLines(value, indent + 2)]
      if (Array.isArray(value) && value.length > 0) return [name, ...listLines(value, indent)]
      return [`${name} ${scalar(value, indent)}`]
    })
}

function listLines(list: readonly unknown[], indent: number): string[] {
  const pad = ' '.repeat(indent)
  return list.flatMap((item) => {
    if (isObject(item) && Object.keys(item).length > 0) return dashed(mapLines(item, indent + 2), pad)
    if (Array.isArray(item) && item.length > 0) return dashed(listLines(item, indent + 2), pad)
    return [`${pad}- ${scalar(item, indent)}`]
  })
}

function dashed(lines: readonly string[], pad: string): string[] {
  return lines.map((line, index) => (index === 0 ? `${pad}- ${line.slice(pad.length + 2)}` : line))
}

function scalar(value: unknown, indent: number): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return '[]'
  if (typeof value === 'object') return '{}'
  if (typeof value === 'string') return text(value, indent)
  return scalarText(value)
}

const resolvesToOther = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)|[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)$/

function text(value: string, indent: number): string {
  if (value === '') return '""'
  if (resolvesToOther.test(value)) return doubleQuoted(value)
  if (/[\u0000-\u0008\u000b-\u001f\u007f\u0085\u00a0\u2028\u2029\ufeff\ud800-\udfff]/.test(value)) return doubleQuoted(value)
  // A tab, a blank before a line's end or at the very end: no block can hold them (go-yaml emitterc.go yaml_emitter_analyze_scalar).
  if (/\t| \n/.test(value)) return doubleQuoted(value)
  if (value.includes('\n')) return value.endsWith(' ') ? doubleQuoted(value) : literal(value, indent)
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]|^\s|\s$|: |:$| #|\t/.test(value) || /^---|^\.\.\./.test(value)) return singleQuoted(value)
  return value
}

function literal(value: string, indent: number): string {
  const pad = ' '.repeat(indent + 2)
  const end = value.endsWith('\n\n') || value === '\n' ? '+' : value.endsWith('\n') ? '' : '-'
  const body = value.replace(/\n$/, '').split('\n')
  const hint = /^[ \n]/.test(value) ? '2' : ''
  return [`|${hint}${end}`, ...body.map((line) => (line === '' ? '' : `${pad}${line}`))].join('\n')
}

function quoteKey(key: string): string {
  return text(key, 0)
}

function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

/** go-yaml prints nothing beyond the first plane as it is (yamlprivateh.go is_printable). */
function escapedCode(code: number): string {
  const [letter, width] = code < 0x100 ? ['x', 2] : code < 0x10000 ? ['u', 4] : ['U', 8]
  return `\\${letter}${code.toString(16).toUpperCase().padStart(width, '0')}`
}

function doubleQuoted(value: string): string {
  const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\u0007': '\\a', '\b': '\\b', '\u0000': '\\0', '\u001b': '\\e' }
  return `"${value.replace(/["\\\u0000-\u001f\u007f\u0085\u00a0\u2028\u2029\ufeff\u{10000}-\u{10ffff}]/gu, (character) => escapes[character] ?? escapedCode(character.codePointAt(0) ?? 0))}"`
}
