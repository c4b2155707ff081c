import { same } from '../write/same'
import { goPrint } from './go-print'
import { isObject, mergeMaps, PatchFault, added, type ListDirectives } from './strategic-merge'

type Json = Readonly<Record<string, unknown>>

/** Merges a list whose items have a key: same key, merged; new key, appended; `$patch: delete` takes away, `$patch: replace` alone starts anew. */
export function mergeLists(original: readonly unknown[], patch: readonly unknown[], mergeKey: string, definition: string, { order }: ListDirectives): unknown[] {
  const items = patch.map((item) => keyed(item, mergeKey))
  const plain = items.filter((item) => !Object.hasOwn(item, '$patch'))
  if (order !== undefined) checkOrder(plain, order, mergeKey)
  if (items.some((item) => item['$patch'] === 'replace')) return plain.map(added)
  const deleted = items.filter((item) => item['$patch'] === 'delete').map((item) => item[mergeKey])
  for (const item of items) {
    const kind = item['$patch']
    if (kind === 'merge') throw new PatchFault('merging lists cannot yet be specified in the patch')
    if (kind !== undefined && kind !== 'delete') throw new PatchFault(`unknown patch type: ${goPrint(kind)} in map: ${goPrint(item)}`)
  }
  const merged: unknown[] = original.filter((item) => !(isObject(item) && deleted.some((key) => same(key, item[mergeKey]))))
  for (const item of plain) {
    const at = merged.findIndex((present) => isObject(present) && same(present[mergeKey], item[mergeKey]))
    const present = merged[at]
    if (isObject(present)) merged[at] = mergeMaps(present, item, definition)
    else merged.push(added(item))
  }
  return arranged(merged, original, order ?? plain, (item) => (isObject(item) ? item[mergeKey] : item))
}

/** Merges a list of plain values as a set. */
export function mergePrimitiveLists(original: readonly unknown[], patch: readonly unknown[], { order, deleted = [] }: ListDirectives): unknown[] {
  const kept = original.filter((item) => !deleted.some((gone) => same(gone, item)))
  const merged = [...kept]
  for (const item of patch) if (!merged.some((present) => same(present, item))) merged.push(item)
  return arranged(merged, original, order ?? patch, (item) => item)
}

function keyed(item: unknown, mergeKey: string): Json {
  if (!isObject(item)) throw new PatchFault('json: cannot unmarshal string into Go value of type map[string]interface {}', true)
  if (item['$patch'] !== 'replace' && !Object.hasOwn(item, mergeKey)) throw new PatchFault(`map: ${goPrint(item)} does not contain declared merge key: ${mergeKey}`)
  return item
}

/** The patch's own items must follow the order it asks for. */
function checkOrder(patch: readonly Json[], order: readonly unknown[], mergeKey: string): void {
  const keys = order.map((item) => (isObject(item) ? item[mergeKey] : item))
  let at = 0
  for (const item of patch) {
    while (at < keys.length && !same(keys[at], item[mergeKey])) at++
    if (at === keys.length) throw new PatchFault(`The order in patch list:\n${goPrint(patch)}\n doesn't match $setElementOrder list:\n${goPrint(order)}\n`)
  }
}

/**
 * Items named by `$setElementOrder`, without it by the patch, in that order; others, which only the server has, come before one of these only where
 * both stood so (mergeSortedSlice): a new item comes first.
 */
function arranged(merged: readonly unknown[], original: readonly unknown[], order: readonly unknown[], keyOf: (item: unknown) => unknown): unknown[] {
  const rank = (item: unknown) => order.findIndex((wanted) => same(keyOf(wanted), keyOf(item)))
  const named = merged.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b))
  const serverOnly = merged.filter((item) => rank(item) < 0)
  const position = (item: unknown) => original.findIndex((present) => same(keyOf(present), keyOf(item)))
  const result: unknown[] = []
  let left = 0
  let right = 0
  while (left < named.length || right < serverOnly.length) {
    const first = named[left]
    const other = serverOnly[right]
    if (right >= serverOnly.length || (left < named.length && !(position(first) >= 0 && position(other) < position(first)))) {
      result.push(first)
      left++
    } else {
      result.push(other)
      right++
    }
  }
  return result
}
