import { goYamlWords } from '@/lib/yaml/go-yaml-words'
import { parseManifests } from '@/lib/yaml/parse-manifests'
import { call, clock, fieldManagerFlag, fileFlags, outputFlag, print, printError, type Command, type Invocation, type Running } from '../command'
import { isFailure } from '../failure'
import { flag, isSet } from '../flags'
import { goJsonText, isObject, sameJson, valueAt, type JsonObject } from '../json'
import { threeWayPatch } from '../patch/three-way'
import { toYaml } from '../print/yaml'
import { pathOf, qualifiedResource } from '../resources'
import { validation } from './apply'
import { findObjects, finish, printChanged, type FoundObject } from './change-object'

/** An editor that changes the text each time and never mends it is given up. */
const mostOpened = 100

const introduction = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

export const editCommand: Command = {
  name: 'edit',
  about: 'Open an object in the editor and send what changed.',
  usage: 'kubectl edit TYPE NAME',
  flags: [...fileFlags, outputFlag, fieldManagerFlag, { name: 'subresource', type: 'string' }, { name: 'save-config', type: 'bool' }, { name: 'validate', type: 'optional', alone: 'strict' }],
  *run(invocation) {
    const problems: string[] = []
    for (const found of yield* findObjects(invocation, invocation.args, problems)) {
      const problem = yield* editOne(invocation, found)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

/** Opens one object until what comes back is taken, unchanged or not mended (kubectl pkg/cmd/util/editor/editoptions.go Run). */
function* editOne(invocation: Invocation, found: FoundObject): Running<string | undefined> {
  const shown = withoutManagedFields(found.object)
  const subject = `${qualifiedResource(found.definition)} "${found.name}"`
  let body = toYaml(shown)
  let reasons: readonly string[] = []
  for (let opened = 0; opened < mostOpened; opened++) {
    const edited = (yield { effect: 'edit', fileName: `${found.definition.singular}-${found.name}.yaml`, text: introduction + reasonLines(subject, reasons) + body }) as string
    const bare = stripComments(edited)
    if (reasons.length > 0 && bare === body) {
      yield* keepCopy()
      return 'Edit cancelled, no valid changes were saved.'
    }
    if (bare === body) {
      yield* printError('Edit cancelled, no changes made.')
      return undefined
    }
    body = bare
    const result = yield* save(invocation, found, shown, bare)
    if (result === undefined || typeof result === 'string') return result
    reasons = result
    yield* printError(`error: ${subject} is invalid`)
  }
  return 'Edit cancelled, no valid changes were saved.'
}

/** Sends what was edited. A list: the reasons for which it is opened again; a text: what ends it. */
function* save(invocation: Invocation, found: FoundObject, shown: JsonObject, bare: string): Running<readonly string[] | string | undefined> {
  const { documents, diagnostics } = parseManifests(bare, 'edit.yaml')
  const broken = diagnostics.find(({ severity }) => severity === 'error')
  const value = documents[0]?.value
  if (broken !== undefined) return [failedValidation(goYamlWords(bare, broken))]
  if (!isObject(value)) return [failedValidation('invalid object to validate')]
  if (!isSameObject(value, shown)) {
    yield* keepCopy()
    return 'At least one of apiVersion, kind and name was changed'
  }
  if (sameJson(value, shown)) {
    yield* printChanged(invocation, found, 'skipped', shown)
    return undefined
  }
  return yield* sendEdit(invocation, found, threeWayPatch(shown, value, shown, found.definition.definition))
}

function* sendEdit(invocation: Invocation, found: FoundObject, patch: JsonObject): Running<readonly string[] | string | undefined> {
  if (isSet(invocation.flags, 'output-patch')) yield* print(`Patch: ${goJsonText(patch)}`)
  const { body } = yield* call(invocation, 'PATCH', `${pathOf(found.definition, found.namespace, found.name)}?fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-edit'}&fieldValidation=${validation(invocation)}`, { body: patch, contentType: found.definition.group === 'gateway.networking.k8s.io' ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json' })
  if (!isFailure(body)) {
    yield* printChanged(invocation, found, 'edited', body)
    return undefined
  }
  if (body.reason === 'Invalid') return (body.details?.causes ?? []).map(({ field = '', message = '' }) => `${field}: ${message}`)
  yield* keepCopy()
  return `${qualifiedResource(found.definition)} "${found.name}" could not be patched: ${body.message ?? ''}`
}

function failedValidation(why: string): string {
  return `<nil>: Invalid value: "The edited file failed validation": ${why}`
}

function isSameObject(edited: JsonObject, shown: JsonObject): boolean {
  return [['apiVersion'], ['kind'], ['metadata', 'name']].every((path) => valueAt(edited, path) === valueAt(shown, path))
}

function reasonLines(subject: string, reasons: readonly string[]): string {
  if (reasons.length === 0) return ''
  const lines = reasons.flatMap((reason) => `* ${reason}`.split('\n'))
  return [`${subject} was not valid:`, ...lines].map((line) => `# ${line}\n`).join('') + '#\n'
}

/** The practice cluster's terminal has no such folder; kubectl names the file all the same. */
function* keepCopy(): Running<void> {
  const { nowMs, epochMs } = yield* clock()
  yield* printError(`A copy of your changes has been stored to "/tmp/kubectl-edit-${String(((epochMs + nowMs) * 7_919) % 4_294_967_296)}.yaml"`)
}

function stripComments(text: string): string {
  return text.split('\n').filter((line) => !line.trim().startsWith('#')).join('\n')
}

function withoutManagedFields(object: JsonObject): JsonObject {
  const metadata = object['metadata']
  if (!isObject(metadata)) return object
  const { managedFields: _hidden, ...rest } = metadata
  return { ...object, metadata: rest }
}
