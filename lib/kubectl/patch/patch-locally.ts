import { applyJsonPatch, type Operation } from '@/lib/cluster/api/patch/json-patch'
import { applyMergePatch } from '@/lib/cluster/api/patch/merge-patch'
import { PatchFault, strategicMerge } from '@/lib/cluster/api/patch/strategic-merge'
import type { KindDefinition } from '@/lib/kube/kind'
import { isObject, valueAt, type JsonObject } from '../json'
import { jsonPatchProblem } from './json-patch-problem'

export type PatchType = 'strategic' | 'merge' | 'json'

/** How a request says which patch it sends. */
export const contentTypes: Readonly<Record<PatchType, string>> = { strategic: 'application/strategic-merge-patch+json', merge: 'application/merge-patch+json', json: 'application/json-patch+json' }

/** The merge that a kind's server takes: custom resources know no strategic one. */
export function mergeTypeOf({ definition, group }: Pick<KindDefinition, 'definition' | 'group'>): 'strategic' | 'merge' {
  return definition === '' || group === 'gateway.networking.k8s.io' ? 'merge' : 'strategic'
}

/** An object after a patch, or why it can't be patched, in the words of the client's libraries. */
export type PatchedLocally = { readonly object: JsonObject } | { readonly error: string }

interface Patchable {
  readonly definition: Pick<KindDefinition, 'group' | 'version' | 'kind' | 'definition'>
  readonly object: JsonObject
}

/** Patches an object without a server: `patch --local`, `--dry-run=client`, and overrides of `run` and `expose`. `text` is JSON. */
export function patchLocally(type: PatchType, { definition, object }: Patchable, text: string): PatchedLocally {
  const patch = parse(text)
  if (type === 'json') return byOperations(object, patch, text)
  if (type === 'merge') return merged(object, patch)
  if (definition.definition === '') return { error: `strategic merge patch is not supported for ${definition.group}/${definition.version}, Kind=${definition.kind} locally, try --type merge` }
  return strategically(object, patch, definition.definition)
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function byOperations(object: JsonObject, patch: { readonly value: unknown } | undefined, text: string): PatchedLocally {
  if (patch === undefined) return { error: `invalid character '${text.trimStart().charAt(0)}' looking for beginning of value` }
  if (!Array.isArray(patch.value)) return { error: `json: cannot unmarshal ${jsonType(patch.value)} into Go value of type jsonpatch.Patch` }
  let here: unknown = object
  for (const operation of patch.value as readonly Operation[]) {
    const done = applyJsonPatch(here, [operation])
    if (done === undefined) return { error: jsonPatchProblem(here, operation) }
    here = done.value
  }
  return asObject(here)
}

function merged(object: JsonObject, patch: { readonly value: unknown } | undefined): PatchedLocally {
  if (patch === undefined || typeof patch.value !== 'object' || patch.value === null) return { error: 'Invalid JSON Patch' }
  return asObject(Array.isArray(patch.value) ? patch.value : applyMergePatch(object, patch.value))
}

function strategically(object: JsonObject, patch: { readonly value: unknown } | undefined, definition: string): PatchedLocally {
  if (patch === undefined || (patch.value !== null && !isObject(patch.value))) return { error: 'invalid JSON document' }
  try {
    return asObject(strategicMerge(object, patch.value ?? {}, definition))
  } catch (error) {
    if (error instanceof PatchFault) return { error: error.message }
    throw error
  }
}

/** The result must still be an object with a kind: it is read again (unstructured.UnstructuredJSONScheme). */
function asObject(value: unknown): PatchedLocally {
  if (!isObject(value)) return { error: `json: cannot unmarshal ${jsonType(value)} into Go value of type unstructured.detector` }
  if (typeof valueAt(value, ['kind']) !== 'string' || value['kind'] === '') return { error: `Object 'Kind' is missing in '${JSON.stringify(value)}'` }
  return { object: value }
}

function jsonType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
