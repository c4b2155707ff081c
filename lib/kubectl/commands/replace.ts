import { recorded } from '../change-cause'
import { fail, isFailure } from '../failure'
import { fieldValidation, writeQuery } from '../field-validation'
import { durationMs, flag, flagNumber, isSet } from '../flags'
import { call, clock, dryRunOf, idle, print, type Command, type Invocation, type Running } from '../command'
import { isObject, valueAt, type JsonObject } from '../json'
import { lastApplied, withLastApplied } from '../last-applied'
import { checkChangeOutput, DocumentPrinter } from '../print/document-printer'
import { refusal, type Problem } from '../problems'
import { gathered, readManifests, type ManifestObject } from '../read-manifests'
import { pathOf } from '../resources'
import { finish, printChanged } from './change-object'
import { checkCascade, deletedText, deleteOptions } from './delete'

/** `replace -f FILE [--force]` (kubectl pkg/cmd/replace/replace.go). */
export const replaceCommand: Command = {
  name: 'replace',
  about: 'Replace whole objects by what files say.',
  usage: 'kubectl replace -f FILE [--force]',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    fieldValidation(invocation)
    if (isSet(invocation.flags, 'force')) yield* checkCascade(invocation)
    checkOptions(invocation)
    const { objects, problems: unread } = yield* readManifests(invocation, { without: 'error: must specify one of -f and -k', validated: fieldValidation(invocation) !== 'Ignore' })
    const forced = isSet(invocation.flags, 'force')
    const problems: Problem[] = []
    if (forced) problems.push(...(yield* removeAll(invocation, objects)))
    const printer = new DocumentPrinter()
    for (const object of problems.length > 0 ? [] : objects) {
      const refused = yield* replaceOne(invocation, object, printer)
      if (refused !== undefined) problems.push(refused)
    }
    if (forced && objects.length === 0 && unread.length === 0) problems.push('no objects passed to replace')
    return yield* finish(gathered(unread, problems, 'objects first'))
  },
}

function checkOptions(invocation: Invocation): void {
  const { flags } = invocation
  const forced = isSet(flags, 'force')
  if ((flagNumber(flags, 'grace-period') ?? -1) >= 0 && !forced) fail('--grace-period must have --force specified')
  if ((durationMs(flag(flags, 'timeout') ?? '0') ?? 0) !== 0 && !forced) fail('--timeout must have --force specified')
  if (forced && dryRunOf(invocation) !== 'none') fail('--dry-run can not be used when --force is set')
}

/** With --force every object is deleted, said so, and waited for: five minutes unless --timeout says otherwise. */
function* removeAll(invocation: Invocation, objects: readonly ManifestObject[]): Running<readonly Problem[]> {
  const paths: string[] = []
  for (const object of objects) {
    const { definition, namespace } = object
    const path = pathOf(definition, namespace, object.name)
    const grace = flagNumber(invocation.flags, 'grace-period') ?? -1
    const { body } = yield* call(invocation, 'DELETE', path, { body: deleteOptions(invocation, grace) })
    if (!isFailure(body)) yield* print(deletedText({ definition, namespace, name: object.name }, false))
    else if (body.reason !== 'NotFound') return [refusal(body, `error when deleting "${object.file}"`)]
    paths.push(path)
  }
  const limit = durationMs(flag(invocation.flags, 'timeout') ?? '0') ?? 0
  const { nowMs } = yield* clock()
  const until = nowMs + (limit === 0 ? 300_000 : limit)
  for (const path of paths) while (!isFailure((yield* call(invocation, 'GET', path)).body)) if ((yield* idle(until)) >= until) return ['timed out waiting for the condition']
  return []
}

function* replaceOne(invocation: Invocation, object: ManifestObject, printer: DocumentPrinter): Running<Problem | undefined> {
  const { definition, namespace, value: placed } = object
  const forced = isSet(invocation.flags, 'force')
  const annotated = isSet(invocation.flags, 'save-config') || valueAt(placed, ['metadata', 'annotations', lastApplied]) !== undefined
  let result: unknown = recorded(invocation, annotated ? withLastApplied(placed) : placed)
  if (dryRunOf(invocation) !== 'client') {
    if (object.name === '' && !forced) return `error when replacing "${object.file}": resource name may not be empty`
    const query = writeQuery(invocation, 'kubectl-replace')
    const subresource = flag(invocation.flags, 'subresource') ?? ''
    const path = `${pathOf(definition, namespace, object.name)}${subresource === '' ? '' : `/${subresource}`}`
    const { body } = forced ? yield* call(invocation, 'POST', pathOf(definition, namespace) + query, { body: result }) : yield* put(invocation, path, query, result as JsonObject)
    if (isFailure(body)) return refusal(body, forced ? undefined : `error when replacing "${object.file}"`)
    result = body
  }
  yield* printChanged(invocation, { definition, name: object.name }, 'replaced', result, printer)
  return undefined
}

/** Without a version of its own the object takes that of the stored one (cli-runtime pkg/resource/helper.go Replace). */
function* put(invocation: Invocation, path: string, query: string, object: JsonObject) {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  let body: unknown = object
  if (typeof metadata['resourceVersion'] !== 'string' || metadata['resourceVersion'] === '') {
    const stored = yield* call(invocation, 'GET', path)
    const version = isFailure(stored.body) ? undefined : valueAt(stored.body, ['metadata', 'resourceVersion'])
    if (version !== undefined) body = { ...object, metadata: { ...metadata, resourceVersion: version } }
  }
  return yield* call(invocation, 'PUT', path + query, { body })
}
