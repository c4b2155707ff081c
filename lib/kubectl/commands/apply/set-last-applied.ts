import { CommandFailure, fail, isFailure, statusMessage } from '../../failure'
import { flag, isSet } from '../../flags'
import { call, dryRunOf, need, print, type Invocation, type Running } from '../../command'
import { goJsonText, type JsonObject } from '../../json'
import { lastAppliedPatch, lastAppliedText } from '../../last-applied'
import { checkChangeOutput, DocumentPrinter } from '../../print/document-printer'
import { problemText } from '../../problems'
import { readManifests, type ManifestObject } from '../../read-manifests'
import { pathOf } from '../../resources'
import { needObjects, printChanged } from '../change-object'

/** `apply set-last-applied` (kubectl pkg/cmd/apply/apply_set_last_applied.go): everything is checked before anything is sent. */
export function* setLastApplied(invocation: Invocation): Running<number> {
  const dryRun = dryRunOf(invocation)
  checkChangeOutput(flag(invocation.flags, 'output'))
  const { objects, problems } = yield* readManifests(invocation, { without: needObjects })
  if (problems.length > 0) throw new CommandFailure(problemText(problems.slice(0, 1)))
  const changed: { readonly object: ManifestObject; readonly live: JsonObject }[] = []
  for (const object of objects) {
    const live = yield* changedObject(invocation, object)
    if (live !== undefined) changed.push({ object, live })
  }
  const printer = new DocumentPrinter()
  for (const { object, live } of changed) {
    const { definition, namespace, name } = object
    const path = `${pathOf(definition, namespace, name)}${dryRun === 'server' ? '?dryRun=All' : ''}`
    const result = dryRun === 'client' ? live : yield* need<JsonObject>(invocation, 'PATCH', path, { body: lastAppliedPatch(object.value), contentType: 'application/merge-patch+json' })
    yield* printChanged(invocation, { definition, name }, 'configured', result, printer)
  }
  return 0
}

/** The object as the server has it, where its annotation is to change. */
function* changedObject(invocation: Invocation, { definition, namespace, name, value }: ManifestObject): Running<JsonObject | undefined> {
  const { body } = yield* call(invocation, 'GET', pathOf(definition, namespace, name))
  if (isFailure(body)) throw new CommandFailure(statusMessage(body))
  const live = body as JsonObject
  const text = lastAppliedText(live)
  if (text === undefined && !isSet(invocation.flags, 'create-annotation')) fail(`no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`)
  if (text !== `${goJsonText(value)}\n`) return live
  yield* print(`set-last-applied ${name}: no changes required.`)
  return undefined
}
