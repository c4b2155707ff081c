import { parseGoJson } from '@/lib/cluster/api/body/go-json'
import { goYamlWords } from '@/lib/yaml/go-yaml-words'
import { startsAsJson } from '@/lib/yaml/split-documents'
import { parseManifests } from '@/lib/yaml/parse-manifests'
import { clock, printError, type Invocation, type Running } from '../../command'
import { kindProblem } from '../../decode-manifest'
import type { EditAnswer } from '../../effect'
import { CommandFailure, fail } from '../../failure'
import { fieldValidation } from '../../field-validation'
import { flag } from '../../flags'
import { goJsonText, isObject, sameJson, type JsonObject } from '../../json'
import { toYaml } from '../../print/yaml'
import { problemText, type Problem } from '../../problems'
import { inNamespace, namespaceProblem, readText, type ManifestObject } from '../../read-manifests'
import { qualifiedResource } from '../../resources'
import type { FoundObject } from '../change-object'
import { headerText, notValid, type EditReason } from './edit-reasons'

/** What is done with what was edited; its reasons open the editor again, a `failed` ends it. */
export type SaveEdited = (edited: readonly ManifestObject[], file: string) => Running<{ readonly reasons: readonly EditReason[] } | { readonly failed: Problem } | { readonly exit: number }>

/** How a session begins and ends. */
export interface EditMode {
  readonly introduction: string
  readonly save: SaveEdited
}

export const objectIntroduction = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

/** An editor that changes the text each time and never mends it is given up. */
const mostOpened = 100

/** Opens objects, several as one List, until what comes back is taken, unchanged or not mended (kubectl pkg/cmd/util/editor/editoptions.go Run). */
export function* editSession(invocation: Invocation, objects: readonly FoundObject[], { introduction, save }: EditMode): Running<number> {
  const isJson = flag(invocation.flags, 'output') === 'json'
  const original = shownText(objects, isJson)
  let [body, reasons, saved] = [original, [] as readonly EditReason[], '']
  for (let opened = 0; opened < mostOpened; opened++) {
    const text = (isJson ? '' : introduction + headerText(reasons)) + body
    const answer = (yield { effect: 'edit', fileName: fileNameOf(objects, isJson), text, ...editorOf(invocation) }) as EditAnswer
    if (typeof answer !== 'string') return yield* preserved(saved, answer.error)
    saved = yield* copyName(isJson)
    if (reasons.length > 0 && sameContent(body, answer)) break
    body = withoutComments(answer)
    const read = yield* readEdited(invocation, objects, original, body)
    if ('exit' in read) return read.exit
    const result = 'reasons' in read ? read : yield* saveAll(invocation, read.edited, save, saved)
    if ('exit' in result) return result.exit
    reasons = result.reasons
    if (reasons.length === 0) return 0
  }
  return yield* preserved(saved, 'Edit cancelled, no valid changes were saved.')
}

type Ended = { readonly exit: number }
type Again = { readonly reasons: readonly EditReason[] }

/** The objects of an edited text, or why there are none. */
function* readEdited(invocation: Invocation, objects: readonly FoundObject[], original: string, body: string): Running<{ readonly edited: readonly ManifestObject[] } | Again | Ended> {
  const problem = fieldValidation(invocation) === 'Ignore' ? undefined : contentProblem(body)
  if (problem !== undefined) return { reasons: [yield* invalidFile(objects, problem)] }
  if (sameContent(original, body)) return { exit: yield* cancelled('no changes made.') }
  if (body.trim() === '') return { exit: yield* cancelled('saved file was empty.') }
  const read = yield* readText(invocation, {}, 'edited-file', body)
  const unread = read.filter((one) => typeof one === 'string')
  if (unread.length === 0) return { edited: read.filter((one) => typeof one !== 'string') }
  return { reasons: [{ head: `The edited file had a syntax error: ${unread.length > 1 ? `[${unread.join(', ')}]` : String(unread[0])}`, causes: [] }] }
}

function* saveAll(invocation: Invocation, edited: readonly ManifestObject[], save: SaveEdited, file: string): Running<Again | Ended> {
  const elsewhere = edited.map((one) => namespaceProblem(invocation, one)).find((problem) => problem !== undefined)
  if (elsewhere !== undefined) return { exit: yield* preserved(file, elsewhere) }
  const placed = edited.map((one) => (one.definition.namespaced ? { ...one, namespace: invocation.namespace, value: inNamespace(one.value, invocation.namespace) } : one))
  const result = yield* save(placed, file)
  return 'failed' in result ? { exit: yield* preserved(file, result.failed) } : result
}

function* invalidFile([first]: readonly FoundObject[], problem: string): Running<EditReason> {
  const subject = first === undefined ? '' : `${qualifiedResource(first.definition)} "${first.name}"`
  yield* printError(`error: ${subject} is invalid`)
  return notValid(subject, [`<nil>: Invalid value: "The edited file failed validation": ${problem}`])
}

function* cancelled(why: string): Running<number> {
  yield* printError(`Edit cancelled, ${why}`)
  return 0
}

/** The environment's editor; the world has one of its own where it names none. */
function editorOf({ env }: Invocation): { readonly editor?: string } {
  const editor = env['KUBE_EDITOR'] || env['EDITOR'] || ''
  return editor === '' ? {} : { editor }
}

function fileNameOf(objects: readonly FoundObject[], isJson: boolean): string {
  const [first] = objects
  return `${first === undefined || objects.length > 1 ? 'list' : `${first.definition.singular}-${first.name}`}.${isJson ? 'json' : 'yaml'}`
}

function shownText(objects: readonly FoundObject[], isJson: boolean): string {
  const [first, ...more] = objects.map(({ object }) => withoutManagedFields(object))
  if (first === undefined) fail('edit cancelled, no objects found')
  const shown = more.length === 0 ? first : { apiVersion: 'v1', items: [first, ...more], kind: 'List', metadata: {} }
  return isJson ? `${goJsonText(shown, 4)}\n` : toYaml(shown)
}

/** The practice cluster's terminal has no such folder; kubectl names the file all the same. */
function* copyName(isJson: boolean): Running<string> {
  const { nowMs, epochMs } = yield* clock()
  return `/tmp/kubectl-edit-${String(((epochMs + nowMs) * 7_919) % 4_294_967_296)}.${isJson ? 'json' : 'yaml'}`
}

function* preserved(file: string, why: Problem): Running<number> {
  if (file !== '') yield* printError(`A copy of your changes has been stored to ${JSON.stringify(file)}`)
  throw new CommandFailure(problemText([why]))
}

/** What keeps a text from being an object. */
function contentProblem(text: string): string | undefined {
  const { documents, diagnostics } = parseManifests(text, 'edited-file')
  const broken = diagnostics.find(({ severity }) => severity === 'error')
  if (broken === undefined) return kindProblem(documents[0]?.value)
  const json = startsAsJson(text) ? parseGoJson(text) : undefined
  return json !== undefined && 'error' in json ? json.error : goYamlWords(text, broken)
}

/** Whether two texts say the same, comments aside (kubectl pkg/cmd/util/helpers.go StripComments). */
function sameContent(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => parseManifests(text, 'edited-file'))
  const isBroken = [left, right].some((one) => one?.diagnostics.some(({ severity }) => severity === 'error'))
  return isBroken ? withoutComments(a) === withoutComments(b) : sameJson(left?.documents.map(({ value }) => value), right?.documents.map(({ value }) => value))
}

function withoutComments(text: string): string {
  return text.split('\n').filter((line) => !/^\s*#(?!!)/.test(line)).join('\n')
}

export function withoutManagedFields(object: JsonObject): JsonObject {
  const metadata = object['metadata']
  if (!isObject(metadata)) return object
  const { managedFields: _hidden, ...rest } = metadata
  return { ...object, metadata: rest }
}
