import { fieldsOf, type Field, type Shape } from '@/lib/kube/schema/structure'
import { goPrint } from './go-print'
import { mergeLists, mergePrimitiveLists } from './strategic-list'

type Json = Readonly<Record<string, unknown>>

/** A patch that can't be applied; `bad` where its form is at fault (400), else the server's own failure (500). */
export class PatchFault extends Error {
  readonly bad: boolean

  constructor(message: string, bad = false) {
    super(message)
    this.bad = bad
  }
}

export const directive = '$patch'
export const retainKeys = '$retainKeys'
export const elementOrder = '$setElementOrder/'
const deletion = '$deleteFromPrimitiveList/'

/**
 * Strategic merge patch: lists with a merge key merge item by item, and directives say what a plain merge can't (apimachinery
 * pkg/util/strategicpatch/patch.go). Throws PatchFault for a patch that the server refuses.
 */
export function strategicMerge(original: Json, patch: Json, definition: string): Json {
  return mergeMaps(original, patch, definition)
}

export function mergeMaps(original: Json, patch: Json, definition: string): Json {
  if (Object.hasOwn(patch, directive)) return directed(patch)
  const kept = retained(original, patch)
  checkElementOrders(original, patch)
  const result: Record<string, unknown> = { ...kept }
  for (const [key, value] of Object.entries(patch)) {
    if (key === retainKeys || key.startsWith(elementOrder) || key.startsWith(deletion)) continue
    const mends = areMergeable(result[key], value)
    if (value === null || (!mends && isDirected(value))) Reflect.deleteProperty(result, key)
    else if (!mends) result[key] = added(value)
    else result[key] = mergeField(result[key], value, fieldOf(definition, key), listDirectives(patch, key))
  }
  return listsWithoutPatch(result, patch, definition)
}

/** `$patch: replace` keeps nothing, `$patch: delete` leaves nothing. */
function directed(patch: Json): Json {
  const { [directive]: kind, ...rest } = patch
  if (kind === 'replace') return rest
  if (kind === 'delete') return {}
  throw new PatchFault(`unknown patch type: ${goPrint(kind)} in map: ${goPrint(patch)}`)
}

/** `$retainKeys` names all keys that may stay; the patch may not set others. */
function retained(original: Json, patch: Json): Json {
  const keys = patch[retainKeys]
  if (keys === undefined) return original
  const allowed = new Set(Array.isArray(keys) ? (keys as readonly string[]) : [])
  const strangers = Object.entries(patch).some(([key, value]) => !key.startsWith('$') && value !== null && !allowed.has(key))
  if (!Array.isArray(keys) || strangers) throw new PatchFault('invalid patch format of retainKeys', true)
  return Object.fromEntries(Object.entries(original).filter(([key]) => allowed.has(key)))
}

/** `$setElementOrder/x` is a list, and so is what it orders. */
function checkElementOrders(original: Json, patch: Json): void {
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(elementOrder.slice(0, -1))) continue
    needList(order)
    if (!key.startsWith(elementOrder)) throw new PatchFault('invalid patch format of setElementOrder list', true)
    const name = key.slice(elementOrder.length)
    for (const list of [original, patch]) if (Object.hasOwn(list, name)) needList(list[name])
  }
}

function needList(value: unknown): void {
  if (!Array.isArray(value)) throw new PatchFault(`expected a []interface {}, but received a ${goType(value)}`)
}

function goType(value: unknown): string {
  if (value === null) return '%!s(<nil>)'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (typeof value === 'object') return 'map[string]interface {}'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

export interface ListDirectives {
  readonly order: readonly unknown[] | undefined
  readonly deleted: readonly unknown[] | undefined
}

function listDirectives(patch: Json, key: string): ListDirectives {
  return { order: listOf(patch[elementOrder + key]), deleted: listOf(patch[deletion + key]) }
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

/** Fields of free-form objects have no schema: they merge as plain maps and replace lists. */
export function fieldOf(definition: string, key: string): Field | undefined {
  return definition === '' ? undefined : fieldsOf(definition).get(key)
}

function areMergeable(original: unknown, value: unknown): boolean {
  return (isObject(original) && isObject(value)) || (Array.isArray(original) && Array.isArray(value))
}

function mergeField(original: unknown, value: unknown, field: Field | undefined, lists: ListDirectives): unknown {
  if (Array.isArray(original) && Array.isArray(value)) return mergeListField(original, value, field, lists)
  return replaces(field) ? value : mergeMaps(original as Json, value as Json, inner(field?.shape))
}

export function replaces(field: Field | undefined): boolean {
  return field?.patchStrategy?.includes('replace') === true
}

function mergeListField(original: readonly unknown[], value: readonly unknown[], field: Field | undefined, lists: ListDirectives): unknown {
  if (field?.patchStrategy?.includes('merge') !== true) return value
  return field.patchMergeKey === undefined ? mergePrimitiveLists(original, value, lists) : mergeLists(original, value, field.patchMergeKey, itemDefinition(field), lists)
}

/** A list that has an order or deletions beside it but no patch of its own. */
function listsWithoutPatch(merged: Record<string, unknown>, patch: Json, definition: string): Json {
  for (const name of Object.keys(patch)) {
    const key = name.startsWith(elementOrder) ? name.slice(elementOrder.length) : name.startsWith(deletion) ? name.slice(deletion.length) : ''
    if (key === '' || Object.hasOwn(patch, key)) continue
    const present = merged[key]
    if (Array.isArray(present)) merged[key] = mergeListField(present, [], fieldOf(definition, key), listDirectives(patch, key))
  }
  return merged
}

export function inner(shape: Shape | undefined): string {
  return shape?.kind === 'struct' ? shape.definition : ''
}

export function itemDefinition(field: Field): string {
  return field.shape.kind === 'list' ? inner(field.shape.items) : ''
}

export function isDirected(value: unknown): boolean {
  return isObject(value) && Object.hasOwn(value, directive)
}

/** What a patch adds where there was nothing: maps with `$patch` and nulls are left out, other directives stay as they stand. */
export function added(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isDirected(item)).map(added)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null && !isDirected(item)).map(([key, item]) => [key, added(item)]))
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
