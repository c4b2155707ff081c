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

const directive = '$patch'
const retainKeys = '$retainKeys'
const elementOrder = '$setElementOrder/'
const deletion = '$deleteFromPrimitiveList/'

/**
 * Strategic merge patch: lists with a merge key merge item by item, and directives say what a plain merge can't (apimachinery
 * pkg/util/strategicpatch/patch.go). Throws PatchFault for a patch that the server refuses.
 */
export function strategicMerge(original: Json, patch: Json, definition: string): Json {
  return mergeMaps(original, patch, definition)
}

export function mergeMaps(original: Json, patch: Json, definition: string): Json {
  if (Object.hasOwn(patch, directive)) return directed(original, patch, definition)
  const kept = retained(original, patch)
  const result: Record<string, unknown> = { ...kept }
  for (const [key, value] of Object.entries(patch)) {
    if (key === retainKeys || key.startsWith(elementOrder) || key.startsWith(deletion)) continue
    if (value === null) Reflect.deleteProperty(result, key)
    else if (!Object.hasOwn(result, key)) result[key] = withoutDirectives(value)
    else result[key] = mergeField(result[key], value, fieldOf(definition, key), listDirectives(patch, key))
  }
  return listsWithoutPatch(result, patch, definition)
}

/** `$patch: replace` keeps nothing, `$patch: delete` leaves nothing. */
function directed(original: Json, patch: Json, definition: string): Json {
  const { [directive]: kind, ...rest } = patch
  if (kind === 'replace') return withoutDirectives(rest) as Json
  if (kind === 'delete') return {}
  if (kind === 'merge') return mergeMaps(original, rest, definition)
  throw new PatchFault(`unknown patch type: ${String(kind)} in map: ${goPrint(patch)}`)
}

/** `$retainKeys` names all keys that may stay; the patch may not set others. */
function retained(original: Json, patch: Json): Json {
  const keys = patch[retainKeys]
  if (keys === undefined) return original
  if (!Array.isArray(keys)) throw new PatchFault('invalid patch format of retainKeys', true)
  const allowed = new Set(keys as readonly string[])
  for (const [key, value] of Object.entries(patch)) {
    const plain = !key.startsWith('$') && value !== null
    if (plain && !allowed.has(key)) throw new PatchFault('retainKeys list must contains all fields present in the patch', true)
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => allowed.has(key)))
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
function fieldOf(definition: string, key: string): Field | undefined {
  return definition === '' ? undefined : fieldsOf(definition).get(key)
}

function mergeField(original: unknown, value: unknown, field: Field | undefined, lists: ListDirectives): unknown {
  if (isObject(original) && isObject(value)) {
    if (field?.patchStrategy?.includes('replace') === true) return withoutDirectives(value)
    return mergeMaps(original, value, inner(field?.shape))
  }
  if (Array.isArray(original) && Array.isArray(value)) return mergeListField(original, value, field, lists)
  return withoutDirectives(value)
}

function mergeListField(original: readonly unknown[], value: readonly unknown[], field: Field | undefined, lists: ListDirectives): unknown {
  if (field?.patchStrategy?.includes('merge') !== true) return withoutDirectives(value)
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

function inner(shape: Shape | undefined): string {
  return shape?.kind === 'struct' ? shape.definition : ''
}

function itemDefinition(field: Field): string {
  return field.shape.kind === 'list' ? inner(field.shape.items) : ''
}

/** What a patch adds where there was nothing: directives in it mean nothing and nulls take nothing away. */
export function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !(isObject(item) && Object.hasOwn(item, directive))).map(withoutDirectives)
  if (!isObject(value)) return value
  if (Object.hasOwn(value, directive)) {
    const kind = value[directive]
    if (kind === 'delete') return {}
    if (kind !== 'replace' && kind !== 'merge') throw new PatchFault(`unknown patch type: ${String(kind)} in map: ${goPrint(value)}`)
  }
  const entries = Object.entries(value).filter(([key, item]) => item !== null && key !== directive && key !== retainKeys && !key.startsWith(elementOrder) && !key.startsWith(deletion))
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutDirectives(item)]))
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
