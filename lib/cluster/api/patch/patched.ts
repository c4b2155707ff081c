import { goJson } from '@/lib/kube/go-format'
import type { KindDefinition } from '@/lib/kube/kind'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { inGoOrder } from '@/lib/kube/schema/go-order'
import type { JsonNotes } from '@/lib/kube/schema/decode'
import { badRequest, statusError } from '@/lib/kube/status-error'
import { invalidWithoutKind } from '../failure'
import { parseGoJson } from '../body/go-json'
import { goPrint } from './go-print'
import { applyJsonPatch, sortedWhereTouched, type Operation } from './json-patch'
import { applyMergePatch } from './merge-patch'
import { restoreFault } from './restore-fault'
import { PatchFault, strategicMerge } from './strategic-merge'
import { unmergedPatch } from './unmerged-patch'

/** The patched document, how an error about it shows it, and what a strict reader has against the patch itself; or why it can't be applied. */
export type Patched = { readonly value: unknown; readonly shown: string; readonly strict: readonly string[] } | { readonly failure: Status }

type Json = Readonly<Record<string, unknown>>

const mostOperations = 10_000

/** Applies a patch to an object as its version shows it. */
export function patched(type: 'json' | 'merge' | 'strategic', current: KubeObject, body: string, definition: KindDefinition): Patched {
  const parsed = parseGoJson(body)
  switch (type) {
    case 'json':
      return 'error' in parsed ? { failure: badRequest(`error decoding patch: ${parsed.error}`) } : jsonPatched(written(current, definition), parsed.value, parsed.notes)
    case 'merge':
      return 'error' in parsed ? { failure: badRequest(parsed.error) } : mergePatched(written(current, definition), parsed.value, parsed.notes)
    case 'strategic':
      return 'error' in parsed ? { failure: badRequest(parsed.error) } : strategicPatched(current, parsed.value, parsed.notes, definition)
  }
}

/** The object as its JSON is written, which is what the libraries patch. */
function written(current: KubeObject, { definition }: KindDefinition): Json {
  return inGoOrder(current as unknown as Json, definition)
}

function jsonPatched(current: Json, operations: unknown, notes: JsonNotes): Patched {
  if (!Array.isArray(operations)) return { failure: badRequest(`error decoding patch: json: cannot unmarshal ${typeName(operations)} into Go value of type []handlers.jsonPatchOp`) }
  if (operations.length > mostOperations) {
    return { failure: statusError(413, 'RequestEntityTooLarge', `Request entity too large: The allowed maximum operations in a JSON patch is ${String(mostOperations)}, got ${String(operations.length)}`) }
  }
  const result = applyJsonPatch(current, operations as readonly Operation[])
  if (result === undefined) return { failure: statusError(422, 'Invalid', 'the server rejected our request due to an error in our request', {}) }
  return { value: result.value, shown: goJson(sortedWhereTouched(result.value, operations as readonly Operation[])), strict: operationFaults(operations, notes) }
}

function repeated({ duplicates }: JsonNotes): string[] {
  return [...duplicates].map((path) => `duplicate field ${JSON.stringify(path)}`)
}

const members = new Set(['op', 'path', 'from', 'value'])

/** Members of operations that mean nothing, and such as stand twice. */
function operationFaults(operations: readonly unknown[], notes: JsonNotes): string[] {
  const unknown = operations.flatMap((operation, index) => Object.keys((operation ?? {})).flatMap((name) => (members.has(name) ? [] : [`unknown field "[${String(index)}].${name}"`])))
  return [...repeated(notes), ...unknown].map((fault) => `json patch ${fault}`)
}

function mergePatched(current: Json, patch: unknown, notes: JsonNotes): Patched {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return { failure: badRequest(`json: cannot unmarshal ${typeName(patch)} into Go value of type map[string]interface {}`) }
  const value = applyMergePatch(current, patch)
  return { value, shown: goJson(value), strict: repeated(notes).map((fault) => `json merge patch ${fault}`) }
}

function strategicPatched(current: KubeObject, patch: unknown, notes: JsonNotes, definition: KindDefinition): Patched {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return { failure: badRequest(`json: cannot unmarshal ${typeName(patch)} into Go value of type map[string]interface {}`) }
  const original = current as unknown as Json
  try {
    const value = strategicMerge(original, patch as Json, definition.definition)
    const shown = goPrint(unmergedPatch(patch as Json, original, definition.definition))
    const fault = restoreFault(value, definition.definition)
    if (fault === undefined) return { value, shown, strict: repeated(notes) }
    return { failure: invalidWithoutKind('', [{ reason: 'FieldValueInvalid', field: 'patch', message: `Invalid value: ${JSON.stringify(shown)}: ${fault}` }]) }
  } catch (error) {
    if (error instanceof PatchFault) return { failure: error.bad ? badRequest(error.message) : statusError(500, '', error.message) }
    throw error
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
