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
    const value = modified[key]
    const field = fields?.get(key)
    if (value === null || value === undefined) {
      if (key in current && current[key] !== null) patch[key] = null
    } else if (!(key in current) || current[key] === null) patch[key] = value
    else patchField(patch, key, field, original[key], value, current[key])
  }
  for (const key of Object.keys(original)) if (!(key in modified) && key in current) patch[key] = null
  return Object.keys(patch).length === 0 ? undefined : patch
}

function patchField(patch: Record<string, unknown>, key: string, field: Field | undefined, original: unknown, modified: unknown, current: unknown): void {
  if (isObject(modified) && isObject(current)) {
    if (field?.mapType === 'atomic' && field.patchStrategy === undefined && field.shape.kind !== 'struct' && !sameJson(modified, current) && field.shape.kind === 'map') patch[key] = patchMap(isObject(original) ? original : {}, modified, current, undefined) ?? modified
    else {
      const inner = patchMap(isObject(original) ? original : {}, modified, current, field?.shape.kind === 'struct' ? field.shape.definition : undefined)
      if (inner !== undefined) patch[key] = field?.patchStrategy?.includes('retainKeys') === true ? { $retainKeys: Object.keys(modified).sort(), ...inner } : inner
    }
  } else if (Array.isArray(modified) && Array.isArray(current) && field?.patchStrategy?.includes('merge') === true) patchList(patch, key, field, Array.isArray(original) ? original : [], modified, current)
  else if (!sameJson(modified, current)) patch[key] = modified
}

function patchList(patch: Record<string, unknown>, key: string, field: Field, original: readonly unknown[], modified: readonly unknown[], current: readonly unknown[]): void {
  const mergeKey = field.patchMergeKey
  if (mergeKey === undefined) {
    patchPrimitives(patch, key, original, modified, current)
    return
  }
  const item = field.shape.kind === 'list' && field.shape.items.kind === 'struct' ? field.shape.items.definition : undefined
  const changes: unknown[] = []
  for (const wanted of modified) {
    if (!isObject(wanted)) continue
    const present = byKey(current, mergeKey, wanted[mergeKey])
    const before = byKey(original, mergeKey, wanted[mergeKey])
    if (present === undefined) changes.push(wanted)
    else {
      const inner = patchMap(before ?? {}, wanted, present, item)
      if (inner !== undefined) changes.push({ ...(field.patchStrategy?.includes('retainKeys') === true ? { $retainKeys: Object.keys(wanted).sort() } : {}), ...inner, [mergeKey]: wanted[mergeKey] })
    }
  }
  for (const before of original) {
    if (!isObject(before) || byKey(modified, mergeKey, before[mergeKey]) !== undefined || byKey(current, mergeKey, before[mergeKey]) === undefined) continue
    changes.push({ $patch: 'delete', [mergeKey]: before[mergeKey] })
  }
  const order = modified.filter(isObject).map((wanted) => ({ [mergeKey]: wanted[mergeKey] }))
  const reordered = !sameJson(order, current.filter(isObject).filter((present) => byKey(modified, mergeKey, present[mergeKey]) !== undefined).map((present) => ({ [mergeKey]: present[mergeKey] })))
  if (changes.length === 0 && !reordered) return
  patch[`$setElementOrder/${key}`] = order
  if (changes.length > 0) patch[key] = changes
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
