/** A JSON object: no list, not null. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two JSON values are the same; the order of keys does not matter. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameJson(a[key], b[key]))
}

/** JSON as Go writes it: keys in byte order (also those that look like numbers), `<`, `>` and `&` escaped; `indent` blanks a level, or one line. */
export function goJsonText(value: unknown, indent?: number): string {
  return writeJson(value, indent, '', (object) => Object.keys(object).sort())
}

/** The same with a given order of keys. */
export function writeJson(value: unknown, indent: number | undefined, pad: string, keysOf: (object: JsonObject) => readonly string[]): string {
  const inner = pad + ' '.repeat(indent ?? 0)
  const block = (open: string, lines: readonly string[], close: string) => {
    if (lines.length === 0) return open + close
    return indent === undefined ? `${open}${lines.join(',')}${close}` : `${open}\n${lines.map((line) => inner + line).join(',\n')}\n${pad}${close}`
  }
  if (Array.isArray(value)) return block('[', value.map((item) => writeJson(item, indent, inner, keysOf)), ']')
  if (isObject(value)) return block('{', keysOf(value).filter((key) => value[key] !== undefined).map((key) => `${jsonScalar(key)}:${indent === undefined ? '' : ' '}${writeJson(value[key], indent, inner, keysOf)}`), '}')
  return jsonScalar(value)
}

function jsonScalar(value: unknown): string {
  return (JSON.stringify(value ?? null)).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same value with every map's keys in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
}

/** The value at a path of keys and indexes. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let here = value
  for (const step of path) {
    if (Array.isArray(here)) here = here[Number(step)] as unknown
    else if (isObject(here)) here = here[String(step)]
    else return undefined
  }
  return here
}

/** A JSON scalar in words: a text as it is, everything else as JSON. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}
