/** An answer without the owners of its fields, which most recordings leave out. */
export function withoutManagedFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutManagedFields)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (key === 'managedFields' ? [] : [[key, withoutManagedFields(item)]])))
}
