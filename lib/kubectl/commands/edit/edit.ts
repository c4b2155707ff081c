import type { Status } from '@/lib/kube/meta/v1.generated'
import { CommandFailure, isFailure } from '../../failure'
import { fieldValidation, writeQuery } from '../../field-validation'
import { flag, isSet } from '../../flags'
import { call, need, print, printError, type Command, type Invocation, type Running } from '../../command'
import { goJsonText, sameJson, valueAt, type JsonObject } from '../../json'
import { withLastApplied } from '../../last-applied'
import { contentTypes, mergeTypeOf } from '../../patch/patch-locally'
import { threeWayPatch } from '../../patch/three-way'
import { checkChangeOutput } from '../../print/document-printer'
import { problemText, type Problem } from '../../problems'
import type { ManifestObject } from '../../read-manifests'
import { pathOf, qualifiedResource } from '../../resources'
import { findObjects, printChanged, type FoundObject } from '../change-object'
import { notValid, type EditReason } from './edit-reasons'
import { editSession, objectIntroduction, withoutManagedFields } from './edit-session'

/** `edit` (kubectl pkg/cmd/edit/edit.go). */
export const editCommand: Command = {
  name: 'edit',
  about: 'Open objects in the editor and send what changed.',
  usage: 'kubectl edit TYPE NAME… | TYPE/NAME… | -f FILE [-o json]',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    fieldValidation(invocation)
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, invocation.args, problems, true)
    if (problems.length > 0) throw new CommandFailure(problemText(problems))
    const shown = yield* shownOf(invocation, found)
    return yield* editSession(invocation, shown, { introduction: objectIntroduction, save: (edited, file) => sendAll(invocation, shown, edited, file) })
  },
}

/** With --subresource the part of the object that is served apart. */
function* shownOf(invocation: Invocation, found: readonly FoundObject[]): Running<readonly FoundObject[]> {
  const subresource = flag(invocation.flags, 'subresource') ?? ''
  if (subresource === '') return found
  const shown: FoundObject[] = []
  for (const one of found) shown.push({ ...one, object: yield* need<JsonObject>(invocation, 'GET', `${pathOf(one.definition, one.namespace, one.name)}/${subresource}`) })
  return shown
}

type Saved = { readonly reasons: readonly EditReason[] } | { readonly failed: string } | { readonly exit: number }

/** What one object's change came to. */
type Sent = 'done' | 'gone' | 'refused' | EditReason | { readonly failed: string }

function* sendAll(invocation: Invocation, found: readonly FoundObject[], edited: readonly ManifestObject[], file: string): Running<Saved> {
  const reasons: EditReason[] = []
  const ended = new Set<Sent>()
  for (const one of edited) {
    const sent = yield* sendOne(invocation, found, one)
    if (typeof sent === 'string') ended.add(sent)
    else if ('failed' in sent) return sent
    else reasons.push(sent)
  }
  if (ended.has('refused')) {
    yield* printError(`You can run \`kubectl replace -f ${file}\` to try this update again.`)
    return { exit: 1 }
  }
  if (!ended.has('gone')) return { reasons }
  yield* printError(`The edits you made on deleted resources have been saved to ${JSON.stringify(file)}`)
  return { exit: 1 }
}

function* sendOne(invocation: Invocation, found: readonly FoundObject[], edited: ManifestObject): Running<Sent> {
  const uid = valueAt(edited.value, ['metadata', 'uid'])
  const original = found.find(({ object }) => valueAt(object, ['metadata', 'uid']) === uid)
  if (original === undefined) return { failed: `no original object found for ${goJsonText(edited.value)}` }
  const before = withoutManagedFields(original.object)
  const after = isSet(invocation.flags, 'save-config') ? withLastApplied(edited.value) : edited.value
  if (sameJson(before, after)) {
    yield* printChanged(invocation, original, 'skipped', before)
    return 'done'
  }
  const isOther = [['apiVersion'], ['kind'], ['metadata', 'name']].some((path) => valueAt(before, path) !== valueAt(after, path))
  if (isOther) return { failed: 'At least one of apiVersion, kind and name was changed' }
  return yield* sendPatch(invocation, original, threeWayPatch(before, after, before, original.definition.definition))
}

function* sendPatch(invocation: Invocation, found: FoundObject, patch: JsonObject): Running<Sent> {
  const { definition, namespace, name } = found
  if (isSet(invocation.flags, 'output-patch')) yield* print(`Patch: ${goJsonText(patch)}`)
  const subresource = flag(invocation.flags, 'subresource') ?? ''
  const path = pathOf(definition, namespace, name) + (subresource === '' ? '' : `/${subresource}`)
  const { body } = yield* call(invocation, 'PATCH', path + writeQuery(invocation, 'kubectl-edit'), { body: patch, contentType: contentTypes[mergeTypeOf(definition)] })
  if (isFailure(body)) return yield* refusedAs(body, `${qualifiedResource(definition)} "${name}"`)
  yield* printChanged(invocation, found, 'edited', body)
  return 'done'
}

function* refusedAs({ reason, message = '', details }: Status, subject: string): Running<Sent> {
  if (reason === 'Invalid') {
    yield* printError(`error: ${subject} is invalid`)
    return notValid(subject, (details?.causes ?? []).map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`))
  }
  const isGone = reason === 'NotFound'
  yield* printError(isGone ? `error: ${subject} could not be found on the server` : `error: ${subject} could not be patched: ${message}`)
  return isGone ? 'gone' : 'refused'
}
