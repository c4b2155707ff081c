/** Deep equality of JSON values; shared parts cost nothing. Absent and undefined fields are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]))
  }
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  for (const key of Object.keys(left)) if (!same(left[key], right[key])) return false
  for (const key of Object.keys(right)) if (right[key] !== undefined && left[key] === undefined) return false
  return true
}

/** The object without what every write changes or carries along: compares as equal when a write changed nothing. */
export function sameButVersion(a: { readonly metadata: object }, b: { readonly metadata: object }): boolean {
  return same({ ...a, metadata: { ...a.metadata, resourceVersion: '', managedFields: undefined } }, { ...b, metadata: { ...b.metadata, resourceVersion: '', managedFields: undefined } })
}
