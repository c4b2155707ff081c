import { isObject, valueAt, type JsonObject } from '../../json'
import { lastApplied } from '../../last-applied'

/**
 * Managed fields in which `manager` has by Apply what apply without --server-side had by Update: the managers of apply's annotation
 * (client-go util/csaupgrade). Undefined: there is none.
 */
export function migratedFields(entries: readonly JsonObject[], manager: string): readonly JsonObject[] | undefined {
  const old = entries.filter((entry) => entry['operation'] === 'Update' && entry['subresource'] === undefined && ownsAnnotation(entry))
  if (old.length === 0) return undefined
  const names = new Set(old.map((entry) => entry['manager']))
  const isOld = (entry: JsonObject) => entry['operation'] === 'Update' && entry['subresource'] === undefined && names.has(entry['manager'])
  const target = entries.find((entry) => entry['operation'] === 'Apply' && entry['subresource'] === undefined && entry['manager'] === manager)
  const kept = target ?? { ...old[0], manager, operation: 'Apply' }
  const merged = { ...kept, fieldsV1: entries.filter(isOld).reduce((all, entry) => union(all, entry['fieldsV1']), kept['fieldsV1']) }
  const first = entries.find((entry) => entry === target || (target === undefined && isOld(entry)))
  return entries.flatMap((entry) => (entry === first ? [merged] : isOld(entry) ? [] : [entry]))
}

/** Whether an entry of managed fields holds the annotation of apply. */
export function ownsAnnotation(entry: JsonObject): boolean {
  return valueAt(entry, ['fieldsV1', 'f:metadata', 'f:annotations', `f:${lastApplied}`]) !== undefined
}

function union(a: unknown, b: unknown): unknown {
  if (!isObject(a)) return b
  if (!isObject(b)) return a
  return { ...a, ...Object.fromEntries(Object.entries(b).map(([key, value]) => [key, key in a ? union(a[key], value) : value])) }
}
