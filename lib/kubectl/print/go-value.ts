import { goQuote } from '@/lib/kube/go-format'
import { isObject, scalarText } from '../json'

/** Whether a number of JSON is an int64 in Go (unstructured objects keep the two apart). */
export function isInteger(value: number): boolean {
  return Number.isInteger(value)
}

/** Go's name of a JSON value's type. */
export function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (isObject(value)) return 'map[string]interface {}'
  if (typeof value === 'number') return isInteger(value) ? 'int64' : 'float64'
  return typeof value === 'boolean' ? 'bool' : 'string'
}

/** A number as Go prints it (%v): large and small floats with an exponent of two digits. */
export function goNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString()
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2')
}

/** A value as Go's %v prints it: maps sorted by key, no quotes. */
export function goPlain(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(goPlain).join(' ')}]`
  if (isObject(value)) return `map[${Object.keys(value).sort().map((key) => `${key}:${goPlain(value[key])}`).join(' ')}]`
  return typeof value === 'number' ? goNumber(value) : scalarText(value)
}

/** A value as Go's %#v prints it. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (isObject(value)) return `map[string]interface {}{${Object.keys(value).sort().map((key) => `${goQuote(key)}:${goSyntax(value[key])}`).join(', ')}}`
  if (typeof value === 'string') return goQuote(value)
  return typeof value === 'number' ? goNumber(value) : scalarText(value)
}
