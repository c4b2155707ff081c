/** Deep equality of JSON values; shared parts cost nothing. Absent and undefined fields are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b)
  return !Array.isArray(b) && sameFields(a, b, undefined)
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => same(item, b[i]))
}

const unlikeEveryWrite = new Set(['resourceVersion', 'managedFields'])

/** Equality of objects but for what every write changes or carries along: true when a write changed nothing. */
export function sameButVersion(a: { readonly metadata: object }, b: { readonly metadata: object }): boolean {
  return sameFields(a, b, 'metadata') && sameMetadata(a.metadata as Fields, b.metadata as Fields)
}

type Fields = Readonly<Record<string, unknown>>

function sameFields(a: object, b: object, besides: string | undefined): boolean {
  const left = a as Fields
  const right = b as Fields
  for (const key in left) if (key !== besides && !same(left[key], right[key])) return false
  for (const key in right) if (key !== besides && right[key] !== undefined && left[key] === undefined) return false
  return true
}

function sameMetadata(left: Fields, right: Fields): boolean {
  if (left === right) return true
  for (const key in left) if (!unlikeEveryWrite.has(key) && !same(left[key], right[key])) return false
  for (const key in right) if (!unlikeEveryWrite.has(key) && right[key] !== undefined && left[key] === undefined) return false
  return true
}
