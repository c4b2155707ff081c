import { isObject, scalarText, valueAt, type JsonObject } from '../../json'

/** Reads of decoded JSON whose shape the server vouches for. */
export function list(object: unknown, ...path: readonly (string | number)[]): readonly JsonObject[] {
  const value = valueAt(object, path)
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function strings(object: unknown, ...path: readonly (string | number)[]): readonly string[] {
  const value = valueAt(object, path)
  return Array.isArray(value) ? value.map(String) : []
}

export function map(object: unknown, ...path: readonly (string | number)[]): Readonly<Record<string, unknown>> {
  const value = valueAt(object, path)
  return isObject(value) ? value : {}
}

/** A text, number or truth value as text; absent or null: empty. */
export function text(object: unknown, ...path: readonly (string | number)[]): string {
  const value = valueAt(object, path)
  return value === undefined || value === null || typeof value === 'object' ? '' : scalarText(value)
}

export function number(object: unknown, ...path: readonly (string | number)[]): number {
  const value = valueAt(object, path)
  return typeof value === 'number' ? value : 0
}

export function has(object: unknown, ...path: readonly (string | number)[]): boolean {
  const value = valueAt(object, path)
  return value !== undefined && value !== null
}

export function orElse(value: string, otherwise: string): string {
  return value === '' ? otherwise : value
}

/** `Thu, 01 Jan 2026 00:00:00 +0000` (time.RFC1123Z); no time at all is Go's zero time. */
export function longTime(time: string): string {
  if (time === '') return 'Mon, 01 Jan 0001 00:00:00 +0000'
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : date.toUTCString().replace(/GMT$/, '+0000')
}

/** `True`, `False`; absent: `<unset>`. */
export function truth(object: unknown, ...path: readonly (string | number)[]): string {
  const value = valueAt(object, path)
  return value === true ? 'True' : value === false ? 'False' : '<unset>'
}

/** `app=web,tier in (a,b)`: a label selector as labels.Selector prints it; empty: `none`. */
export function selectorText(selector: unknown, none = '<none>'): string {
  const requirements = Object.entries(map(selector, 'matchLabels')).map(([key, value]) => ({ key, text: `${key}=${String(value)}` }))
  for (const expression of list(selector, 'matchExpressions')) {
    const key = text(expression, 'key')
    const values = [...strings(expression, 'values')].sort().join(',')
    const operator = text(expression, 'operator')
    requirements.push({ key, text: operator === 'Exists' ? key : operator === 'DoesNotExist' ? `!${key}` : `${key} ${operator === 'In' ? 'in' : 'notin'} (${values})` })
  }
  return orElse(requirements.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map((one) => one.text).join(','), none)
}

/** `a=b,c=d`; none: `<none>`. */
export function pairsText(pairs: Readonly<Record<string, unknown>>): string {
  return orElse(Object.keys(pairs).sort().map((key) => `${key}=${String(pairs[key])}`).join(','), '<none>')
}
