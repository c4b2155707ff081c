import { recorded } from '../../change-cause'
import { isFailure } from '../../failure'
import { writeQuery } from '../../field-validation'
import { flag, isSet } from '../../flags'
import { call, dryRunOf, dryRunSuffix, idle, print, printError, type Invocation, type Running } from '../../command'
import { goJsonText, isObject, type JsonObject } from '../../json'
import { lastApplied, lastAppliedText, readLastApplied, withLastApplied } from '../../last-applied'
import { contentTypes, mergeTypeOf, patchLocally, type PatchType } from '../../patch/patch-locally'
import { threeWayPatch } from '../../patch/three-way'
import { refusal, type Problem } from '../../problems'
import type { ManifestObject } from '../../read-manifests'
import { pathOf, printedName } from '../../resources'
import { unversioned, warnOfDeletion } from '../change-object'

/** An object after it was applied, as the server has it or would. */
export interface Applied {
  readonly applied: JsonObject
}

/** Whether it was applied, and no problem kept it from being. */
export function isApplied(result: Applied | Problem): result is Applied {
  return typeof result === 'object' && 'applied' in result
}

/** Whether -o wants objects instead of a line each. */
export function printsObjects(output: string | undefined): boolean {
  return output !== undefined && output !== '' && output !== 'name'
}

/** Brings one object to what a file says: creates it, or sends what differs from it and from what was applied last. */
export function* applyObject(invocation: Invocation, object: ManifestObject): Running<Applied | Problem> {
  if (object.name === '' && object.generateName !== '') return `from ${object.generateName}: cannot use generate name with apply`
  const doing = `error when retrieving current configuration of:\n${infoText(object)}\nfrom server for: "${object.file}"`
  if (object.name === '') return `${doing}: resource name may not be empty`
  const { body } = yield* call(invocation, 'GET', pathOf(object.definition, object.namespace, object.name))
  if (!isFailure(body)) return yield* patchObject(invocation, object, body as JsonObject)
  return body.reason === 'NotFound' ? yield* createObject(invocation, object) : refusal(body, doing)
}

/** `Resource: "apps/v1, Resource=deployments", GroupVersionKind: …` (cli-runtime pkg/resource/visitor.go Info.String). */
function infoText({ definition: { group, version, kind, resource }, name, namespace = '' }: ManifestObject): string {
  return `Resource: "${group}/${version}, Resource=${resource}", GroupVersionKind: "${group}/${version}, Kind=${kind}"\nName: "${name}", Namespace: "${namespace}"`
}

function query(invocation: Invocation): string {
  return writeQuery(invocation, 'kubectl-client-side-apply')
}

function* createObject(invocation: Invocation, object: ManifestObject): Running<Applied | Problem> {
  const created = withoutNulls(withLastApplied(recorded(invocation, object.value))) as JsonObject
  if (dryRunOf(invocation) === 'client') return yield* done(invocation, object, 'created', created)
  const { body } = yield* call(invocation, 'POST', pathOf(object.definition, object.namespace) + query(invocation), { body: unversioned(created) })
  return isFailure(body) ? refusal(body, `error when creating "${object.file}"`) : yield* done(invocation, object, 'created', body as JsonObject)
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null).map(([key, field]) => [key, withoutNulls(field)]))
}

function* patchObject(invocation: Invocation, object: ManifestObject, current: JsonObject): Running<Applied | Problem> {
  const { definition, name } = object
  if (lastAppliedText(current) === undefined) yield* printError(`Warning: resource ${definition.resource}/${name} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`)
  const modified = withLastApplied(recorded(invocation, object.value))
  const original = readLastApplied(current)
  if (original === undefined) return yield* unreadable(object, modified, current)
  // A JSON merge patch would delete what is null: it says so only of what was applied before (jsonmergepatch CreateThreeWayJSONMergePatch).
  const wanted = mergeTypeOf(definition) === 'merge' ? (withoutNulls(modified) as JsonObject) : modified
  const patch = threeWayPatch(original, wanted, current, definition.definition)
  const unchanged = Object.keys(patch).length === 0
  const patched = unchanged ? { applied: current } : yield* sendPatch(invocation, object, { current, modified, patch })
  if (!isApplied(patched)) return patched
  yield* warnOfDeletion(name, patched.applied)
  return yield* done(invocation, object, unchanged ? 'unchanged' : 'configured', patched.applied)
}

/** Nothing can be compared with an annotation that is no JSON; both ways of the comparison say so first (kubectl pkg/cmd/apply/patcher.go patchSimple). */
function* unreadable(object: ManifestObject, modified: JsonObject, current: JsonObject): Running<Problem> {
  const why = 'invalid JSON document'
  if (mergeTypeOf(object.definition) === 'strategic') {
    yield* printError(`warning: error calculating patch from openapi v3 spec: ${why}`)
    yield* printError(`warning: error calculating patch from openapi spec: ${why}`)
  }
  const texts = `original:\n${lastAppliedText(current) ?? ''}\nmodified:\n${goJsonText(modified)}\n\ncurrent:\n${goJsonText(current)}\n\nfor:`
  return `error when applying patch:\n\nto:\n${infoText(object)}\nfor: "${object.file}": error when patching "${object.file}": creating patch with:\n${texts} ${why}`
}

interface Change {
  readonly current: JsonObject
  readonly modified: JsonObject
  readonly patch: JsonObject
}

function* sendPatch(invocation: Invocation, object: ManifestObject, change: Change): Running<Applied | Problem> {
  const { definition, namespace, name, file } = object
  const type = mergeTypeOf(definition)
  if (dryRunOf(invocation) === 'client') return patchedHere(object, change, type)
  const { body } = yield* call(invocation, 'PATCH', pathOf(definition, namespace, name) + query(invocation), { body: change.patch, contentType: contentTypes[type] })
  if (!isFailure(body)) return { applied: body as JsonObject }
  if (isSet(invocation.flags, 'force') && (body.reason === 'Invalid' || body.reason === 'Conflict')) return yield* replaceByForce(invocation, object, change)
  return refusal(body, `${applying(object, change.patch)}: error when patching "${file}"`)
}

function applying(object: ManifestObject, patch: JsonObject): string {
  return `error when applying patch:\n${goJsonText(patch)}\nto:\n${infoText(object)}\nfor: "${object.file}"`
}

function patchedHere(object: ManifestObject, { current, patch }: Change, type: PatchType): Applied | Problem {
  const result = patchLocally(type, { definition: object.definition, object: current }, JSON.stringify(patch))
  return 'error' in result ? `${applying(object, patch)}: applying patch locally: ${result.error}` : { applied: result.object }
}

/** What can't be changed is deleted, and made anew once it is gone; if that is refused too, the old one is made again (kubectl pkg/cmd/apply/patcher.go deleteAndCreate). */
function* replaceByForce(invocation: Invocation, object: ManifestObject, { current, modified }: Change): Running<Applied | Problem> {
  const path = pathOf(object.definition, object.namespace, object.name)
  const doing = applying(object, modified)
  const deleted = yield* call(invocation, 'DELETE', path, { body: { propagationPolicy: 'Background' } })
  if (isFailure(deleted.body)) return refusal(deleted.body, doing)
  while (!isFailure((yield* call(invocation, 'GET', path)).body)) yield* idle()
  const collection = pathOf(object.definition, object.namespace)
  const created = yield* call(invocation, 'POST', collection + query(invocation), { body: unversioned(modified) })
  if (!isFailure(created.body)) return { applied: created.body as JsonObject }
  yield* call(invocation, 'POST', collection + query(invocation), { body: unversioned(current) })
  return refusal(created.body, doing)
}

/** Says what happened, unless -o shows the objects at the end. */
export function* done(invocation: Invocation, { definition, name }: ManifestObject, did: string, applied: JsonObject): Running<Applied> {
  const output = flag(invocation.flags, 'output')
  if (output === 'name') yield* print(printedName(definition, name))
  else if (!printsObjects(output)) yield* print(`${printedName(definition, name)} ${did}${dryRunSuffix(dryRunOf(invocation))}`)
  return { applied }
}
