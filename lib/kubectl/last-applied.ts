import { goJsonText, isObject, valueAt, type JsonObject } from './json'

/** Where apply keeps what it said last. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** The text that apply left on an object (kubectl pkg/util/apply.go GetOriginalConfiguration). */
export function lastAppliedText(object: JsonObject): string | undefined {
  const text = valueAt(object, ['metadata', 'annotations', lastApplied])
  return typeof text === 'string' ? text : undefined
}

/** What apply said last of an object; empty where it never did, or where somebody wrote what is no object. */
export function lastAppliedObject(object: JsonObject): JsonObject {
  return readLastApplied(object) ?? {}
}

/** As `lastAppliedObject`; undefined where the annotation holds what is no JSON object. */
export function readLastApplied(object: JsonObject): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(lastAppliedText(object) ?? '{}')
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The object without what apply left on it: annotations are there even where there are none, and a null among them is empty text (NestedNullCoercingStringMap). */
export function withoutLastApplied(object: JsonObject): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const { [lastApplied]: _old, ...annotations } = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  return { ...object, metadata: { ...metadata, annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [key, value ?? ''])) } }
}

/** The object carrying itself as JSON in its annotation, so that the next apply knows what this one said. */
export function withLastApplied(object: JsonObject): JsonObject {
  const bare = withoutLastApplied(object)
  const metadata = bare['metadata'] as JsonObject
  return { ...bare, metadata: { ...metadata, annotations: { ...(metadata['annotations'] as JsonObject), [lastApplied]: `${goJsonText(bare)}\n` } } }
}

/** The merge patch that writes an object into its own annotation (kubectl pkg/cmd/util/editor GetApplyPatch). */
export function lastAppliedPatch(object: JsonObject): JsonObject {
  return { metadata: { annotations: { [lastApplied]: `${goJsonText(object)}\n` } } }
}
