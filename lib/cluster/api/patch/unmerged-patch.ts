import { added, directive, elementOrder, fieldOf, inner, isDirected, isObject, itemDefinition, replaces, retainKeys } from './strategic-merge'

type Json = Readonly<Record<string, unknown>>

/**
 * What merging leaves of a patch: the API server shows this one when the result is no object of its kind. Directives and the lists that they order
 * are taken out of it once they are merged (apimachinery pkg/util/strategicpatch/patch.go, mergePatchIntoOriginal).
 */
export function unmergedPatch(patch: Json, original: Json, definition: string): Json {
  if (isDirected(patch)) return withoutReplace(patch)
  const ordered = new Set(Object.keys(patch).filter((key) => key.startsWith(elementOrder)).map((key) => key.slice(elementOrder.length)))
  const left = Object.entries(patch).filter(([key]) => key !== retainKeys && !key.startsWith(elementOrder) && !ordered.has(key))
  return Object.fromEntries(left.map(([key, value]) => [key, unmerged(value, original[key], key, definition)]))
}

function withoutReplace({ [directive]: kind, ...rest }: Json): Json {
  return kind === 'replace' ? rest : { [directive]: kind, ...rest }
}

function unmerged(value: unknown, original: unknown, key: string, definition: string): unknown {
  const field = fieldOf(definition, key)
  if (isObject(value) && isObject(original)) return replaces(field) ? value : unmergedPatch(value, original, inner(field?.shape))
  if (!Array.isArray(value)) return added(value)
  if (!Array.isArray(original) || field?.patchMergeKey === undefined) return value
  const mergeKey = field.patchMergeKey
  return value.map((item: unknown) => {
    const present: unknown = original.find((one) => isObject(one) && isObject(item) && one[mergeKey] === item[mergeKey])
    return isObject(item) && isObject(present) && !isDirected(item) ? unmergedPatch(item, present, itemDefinition(field)) : item
  })
}
