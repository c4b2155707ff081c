import { goQuote } from '@/lib/kube/go-format'
import { scalarText } from '../json'
import { GoFloat } from './go-template-parser'
import { goPlain } from './go-value'

/** A value in Go's %v, where a template may hold it. */
export function plainText(value: unknown): string {
  return goPlain(value instanceof GoFloat ? value.value : value)
}

/** Go's name of a JSON value's type. */
export function goTypeName(value: unknown): string {
  if (value instanceof GoFloat) return 'float64'
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'string' ? 'string' : 'map[string]interface {}'
}

/** fmt.Sprintf as far as templates use it: flags, width, precision and the verbs v s q d t f. */
export function sprintf(format: string, values: readonly unknown[]): string {
  let next = 0
  const text = format.replace(/%([-+ 0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g, (_, flags: string, width: string, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%'
    if (next >= values.length) return `%!${verb}(MISSING)`
    const shown = one(verb, values[next++], precision)
    if (flags.includes('-')) return shown.padEnd(Number(width))
    return shown.padStart(Number(width), flags.includes('0') ? '0' : ' ')
  })
  const extra = values.slice(next).map((value) => `${goTypeName(value)}=${plainText(value)}`)
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(', ')})`
}

function one(verb: string, value: unknown, precision: string | undefined): string {
  if (verb === 'v') return plainText(value)
  if (value === null || value === undefined) return `%!${verb}(<nil>)`
  const type = goTypeName(value)
  const fits: Readonly<Record<string, boolean | undefined>> = { s: type === 'string', q: type === 'string', d: type === 'int64', t: type === 'bool', f: type === 'float64' }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => one(verb, item, precision)).join(' ')}]`
  if (fits[verb] !== true) return `%!${verb}(${type}=${plainText(value)})`
  if (verb === 'q') return goQuote(scalarText(value))
  if (verb === 'f') return Number(plainText(value)).toFixed(Number(precision ?? 6))
  return verb === 's' && precision !== undefined ? plainText(value).slice(0, Number(precision)) : plainText(value)
}
