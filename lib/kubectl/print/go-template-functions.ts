import { isObject, scalarText } from '../json'
import { goTypeName, plainText, sprintf } from './go-format-verbs'
import { GoFloat } from './go-template-parser'

/** What a function says of its arguments; the template's place is added where it was called. */
export class CallProblem extends Error {}

type TemplateFunction = (...values: readonly unknown[]) => unknown

/** What a template takes for true: neither nothing, zero, false nor empty. */
export function isTrue(value: unknown): boolean {
  if (value instanceof GoFloat) return value.value !== 0
  if (Array.isArray(value)) return value.length > 0
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value)
}

function numberOf(value: unknown): unknown {
  return value instanceof GoFloat ? value.value : value
}

function sameBasicKind(a: unknown, b: unknown): void {
  for (const value of [a, b]) if (value !== null && typeof value === 'object' && !(value instanceof GoFloat)) throw new CallProblem(`non-comparable type ${plainText(value)}: ${goTypeName(value)}`)
  const known = [a, b].every((value) => value !== null && value !== undefined)
  if (known && goTypeName(a) !== goTypeName(b)) throw new CallProblem(`incompatible types for comparison: ${goTypeName(a)} and ${goTypeName(b)}`)
}

function equal(a: unknown, b: unknown): boolean {
  sameBasicKind(a, b)
  return (numberOf(a) ?? null) === (numberOf(b) ?? null)
}

function less(a: unknown, b: unknown): boolean {
  sameBasicKind(a, b)
  if ([a, b].some((value) => value === null || value === undefined || typeof value === 'boolean')) throw new CallProblem('invalid type for comparison')
  return (numberOf(a) as number) < (numberOf(b) as number)
}

function index(container: unknown, ...keys: readonly unknown[]): unknown {
  return keys.reduce((value, key) => {
    if (value === null || value === undefined) throw new CallProblem('index of untyped nil')
    if (Array.isArray(value) || typeof value === 'string') return itemAt(value, key)
    if (!isObject(value)) throw new CallProblem(`can't index item of type ${goTypeName(value)}`)
    if (typeof key !== 'string') throw new CallProblem(`value has type ${goTypeName(key)}; should be string`)
    return value[key]
  }, container)
}

function itemAt(list: string | readonly unknown[], key: unknown): unknown {
  if (typeof key !== 'number') throw new CallProblem(`cannot index slice/array with type ${key === null || key === undefined ? 'nil' : goTypeName(key)}`)
  if (key < 0 || key >= list.length) throw new CallProblem(`index out of range: ${String(key)}`)
  return typeof list === 'string' ? list.charCodeAt(key) : list[key]
}

function length(value: unknown): number {
  if (value === null || value === undefined) throw new CallProblem('reflect: call of reflect.Value.Type on zero Value')
  if (typeof value === 'string') return new TextEncoder().encode(value).length
  if (Array.isArray(value)) return value.length
  if (isObject(value) && !(value instanceof GoFloat)) return Object.keys(value).length
  throw new CallProblem(`len of type ${goTypeName(value)}`)
}

function slice(value: unknown, from: unknown = 0, to?: unknown): unknown {
  if (!Array.isArray(value) && typeof value !== 'string') throw new CallProblem(value === null || value === undefined ? 'slice of untyped nil' : `can't slice item of type ${goTypeName(value)}`)
  const [start, end] = [Number(from), to === undefined ? value.length : Number(to)]
  const outside = [start, end].find((at) => at < 0 || at > value.length)
  if (outside !== undefined) throw new CallProblem(`index out of range: ${String(outside)}`)
  if (start > end) throw new CallProblem(`invalid slice index: ${String(start)} > ${String(end)}`)
  return value.slice(start, end)
}

/** fmt.Sprint: blanks only between two operands neither of which is a text. */
function sprint(...values: readonly unknown[]): string {
  return values.map((value, at) => (at > 0 && typeof value !== 'string' && typeof values[at - 1] !== 'string' ? ' ' : '') + plainText(value)).join('')
}

const entities: Readonly<Record<string, string | undefined>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&#34;', "'": '&#39;' }
const jsEscapes: Readonly<Record<string, string | undefined>> = { '<': '\\u003C', '>': '\\u003E', '&': '\\u0026', '=': '\\u003D', '"': '\\"', "'": "\\'", '\\': '\\\\', '\n': '\\n' }

function base64decode(value: unknown): string {
  const text = scalarText(value)
  const bad = /[^A-Za-z0-9+/=]/.exec(text)?.index ?? (text.length % 4 === 0 ? -1 : text.length - (text.length % 4))
  if (bad >= 0) throw new CallProblem(`base64 decode failed: illegal base64 data at input byte ${String(bad)}`)
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
}

/** Whether a path of keys and indexes leads somewhere (cli-runtime printers/template.go). */
function exists(value: unknown, ...keys: readonly unknown[]): boolean {
  let here = value
  for (const key of keys) {
    here = isObject(here) || Array.isArray(here) ? (here as Readonly<Record<string, unknown>>)[scalarText(key)] : undefined
    if (here === undefined) return false
  }
  return true
}

/** Functions of templates by name; `and` and `or` stop early and are therefore run where they are called. */
export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1)],
  ['or', (...values) => values.find(isTrue) ?? values.at(-1)],
  ['not', (value) => !isTrue(value)],
  ['eq', (first, ...others) => others.some((other) => equal(first, other))],
  ['ne', (a, b) => !equal(a, b)],
  ['lt', less],
  ['le', (a, b) => less(a, b) || equal(a, b)],
  ['gt', (a, b) => !less(a, b) && !equal(a, b)],
  ['ge', (a, b) => !less(a, b)],
  ['index', index],
  ['slice', slice],
  ['len', length],
  ['print', sprint],
  ['println', (...values) => `${values.map(plainText).join(' ')}\n`],
  ['printf', (format, ...values) => sprintf(scalarText(format), values)],
  ['html', (...values) => sprint(...values).replace(/[<>&"']/g, (letter) => entities[letter] ?? letter)],
  ['js', (...values) => sprint(...values).replace(/[<>&="'\\\n]/g, (letter) => jsEscapes[letter] ?? letter)],
  ['urlquery', (...values) => encodeURIComponent(sprint(...values)).replaceAll('%20', '+')],
  ['base64decode', base64decode],
  ['exists', exists],
  ['call', (value) => { throw new CallProblem(value === null || value === undefined ? 'call of nil' : `non-function of type ${goTypeName(value)}`) }],
])
