/** The value at a JSON pointer, undefined where there is none; of a place at a list's end, the list. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value: unknown = document
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined
    if (part === '-' && Array.isArray(value)) return value
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    value = Array.isArray(value) ? (value as unknown[])[Number(name)] : (value as Readonly<Record<string, unknown>>)[name]
  }
  return value
}

/** The value at a dotted path of the recordings (`metadata.managedFields`); names may themselves hold dots. */
export function fieldAt(document: unknown, path: string): unknown {
  if (path === '') return document
  if (typeof document !== 'object' || document === null) return undefined
  const parts = path.split('.')
  for (let length = 1; length <= parts.length; length++) {
    const name = parts.slice(0, length).join('.')
    if (!Object.hasOwn(document, name)) continue
    const found = fieldAt((document as Readonly<Record<string, unknown>>)[name], parts.slice(length).join('.'))
    if (found !== undefined) return found
  }
  return undefined
}
