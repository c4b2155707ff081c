import { fieldsOf, type Field } from '@/lib/kube/schema/structure'
import { isObject, sameJson, type JsonObject } from '../json'

/**
 * The strategic merge patch that brings `current` to `modified`: what `modified` adds or changes, and what `original` (the last applied) had and
 * `modified` has no more (apimachinery pkg/util/strategicpatch, CreateThreeWayMergePatch). `definition` names the kind's structure; without one
 * the result is a JSON merge patch.
 */
export function threeWayPatch(original: JsonObject, modified: JsonObject, current: JsonObject, definition: string | undefined): JsonObject {
  return patchMap(original, modified, current, definition) ?? {}
}

function patchMap(original: JsonObject, modified: JsonObject, current: JsonObject, definition: string | undefined): Record<string, unknown> | undefined {
  const patch: Record<string, unknown> = {}
  const fields = definition === undefined ? undefined : fieldsOf(definition)
  for (const key of Object.keys(modified).sort()) {
    const value = modified[key] ?? null
    if (key in current) patchField(patch, key, fields?.get(key), original[key], value, current[key])
    else patch[key] = value
  }
  for (const key of Object.keys(original)) if (!(key in modified) && key in current) patch[key] = null
  return Object.keys(patch).length === 0 ? undefined : patch
}

function patchField(patch: Record<string, unknown>, key: string, field: Field | undefined, original: unknown, modified: unknown, current: unknown): void {
  if (isObject(modified) && isObject(current)) patchObject(patch, key, field, isObject(original) ? original : {}, modified, current)
  else if (Array.isArray(modified) && Array.isArray(current) && field?.patchStrategy?.includes('merge') === true) patchList(patch, key, field, Array.isArray(original) ? original : [], modified, current)
  else if (!sameJson(modified, current)) patch[key] = modified
}

/** What changes within a field; one that is replaced as a whole is sent each time, changed or not (strategicpatch handleMapDiff). */
function patchObject(patch: Record<string, unknown>, key: string, field: Field | undefined, original: JsonObject, modified: JsonObject, current: JsonObject): void {
  if (field?.patchStrategy?.includes('replace') === true) {
    patch[key] = modified
    return
  }
  const inner = patchMap(original, modified, current, field?.shape.kind === 'struct' ? field.shape.definition : undefined)
  if (inner !== undefined) patch[key] = retains(field) ? { ...retainedKeys(modified), ...inner } : inner
}

function retains(field: Field | undefined): boolean {
  return field?.patchStrategy?.includes('retainKeys') === true
}

function retainedKeys(modified: JsonObject): JsonObject {
  return { $retainKeys: Object.keys(modified).sort() }
}

function patchList(patch: Record<string, unknown>, key: string, field: Field, original: readonly unknown[], modified: readonly unknown[], current: readonly unknown[]): void {
  const mergeKey = field.patchMergeKey
  if (mergeKey === undefined) {
    patchPrimitives(patch, key, original, modified, current)
    return
  }
  const keyOf = (item: JsonObject) => ({ [mergeKey]: item[mergeKey] })
  const wanted = modified.filter(isObject)
  const changes = [
    ...wanted.flatMap((item) => itemChange(field, mergeKey, byKey(original, mergeKey, item[mergeKey]), item, byKey(current, mergeKey, item[mergeKey]))),
    ...original.filter(isObject).filter((before) => byKey(modified, mergeKey, before[mergeKey]) === undefined && byKey(current, mergeKey, before[mergeKey]) !== undefined).map((before) => ({ $patch: 'delete', ...keyOf(before) })),
  ]
  const order = wanted.map(keyOf)
  // An item that somebody else added makes the order another one, although it stays (strategicpatch isOrderSame).
  if (changes.length === 0 && sameJson(order, current.filter(isObject).map(keyOf))) return
  patch[`$setElementOrder/${key}`] = order
  if (changes.length > 0) patch[key] = changes
}

/** What one item of a list merged by key must become; nothing where it is so already. */
function itemChange(field: Field, mergeKey: string, before: JsonObject | undefined, wanted: JsonObject, present: JsonObject | undefined): JsonObject[] {
  if (present === undefined) return [wanted]
  const item = field.shape.kind === 'list' && field.shape.items.kind === 'struct' ? field.shape.items.definition : undefined
  const inner = patchMap(before ?? {}, wanted, present, item)
  return inner === undefined ? [] : [{ ...(retains(field) ? retainedKeys(wanted) : {}), ...inner, [mergeKey]: wanted[mergeKey] }]
}

function patchPrimitives(patch: Record<string, unknown>, key: string, original: readonly unknown[], modified: readonly unknown[], current: readonly unknown[]): void {
  const added = modified.filter((value) => !current.includes(value))
  const removed = original.filter((value) => !modified.includes(value) && current.includes(value))
  if (added.length === 0 && removed.length === 0) return
  patch[`$setElementOrder/${key}`] = modified
  if (added.length > 0) patch[key] = added
  if (removed.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = removed
}

function byKey(list: readonly unknown[], mergeKey: string, value: unknown): JsonObject | undefined {
  return list.filter(isObject).find((item) => sameJson(item[mergeKey], value))
}
