import { CommandFailure, fail, isFailure } from '../failure'
import { boolWord, durationMs, flag, flagList, flagNumber, isSet } from '../flags'
import { call, clock, dryRunOf, dryRunSuffix, idle, need, print, printError, printExactly, type Command, type Invocation, type Running } from '../command'
import type { FileAnswer } from '../effect'
import { isObject, type JsonObject } from '../json'
import { refusal, type Problem } from '../problems'
import { gathered, readManifests } from '../read-manifests'
import { pathOf, printedName, readTargets, refuseAcrossNamespaces, refuseWordsWithFiles, type ResourceMapping, type ResourceTarget } from '../resources'
import { checkSelection, finish, needObjects } from './change-object'
import { rawText } from '../print/raw-text'
import { collectionOf, listFailure, selectorsOf } from './get/find-infos'

interface Doomed {
  readonly definition: ResourceMapping
  readonly namespace: string | undefined
  readonly name: string
  /** Where it was read. */
  readonly file?: string
}

/** `delete` (kubectl pkg/cmd/delete/delete.go). */
export const deleteCommand: Command = {
  name: 'delete',
  about: 'Delete objects, and wait until they are gone.',
  usage: 'kubectl delete TYPE NAME… | TYPE/NAME… | TYPE -l selector | TYPE --all | -f FILE [--wait=false] [--force --grace-period=0] [--cascade=orphan|foreground]',
  *run(invocation) {
    yield* checkCascade(invocation)
    const grace = graceOf(invocation)
    const raw = flag(invocation.flags, 'raw') ?? ''
    const { doomed, unread, problems } = raw === '' ? yield* findDoomed(invocation) : { doomed: [], unread: [], problems: [] }
    checkOptions(invocation, grace)
    if (grace === 0 && isSet(invocation.flags, 'force')) yield* printError('Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.')
    if (raw !== '') return yield* deleteRaw(invocation, raw)
    if (isSet(invocation.flags, 'interactive') && dryRunOf(invocation) === 'none' && doomed.length > 0 && !(yield* confirmed(doomed))) return 0
    return yield* finish(yield* deleteAll(invocation, { doomed, unread, problems }, grace), isSet(invocation.flags, 'ignore-not-found'))
  },
}

/** Seconds; -1: the object's own. */
function graceOf({ flags }: Invocation): number {
  const given = flagNumber(flags, 'grace-period') ?? -1
  if (isSet(flags, 'now')) return given === -1 ? 1 : fail('--now and --grace-period cannot be specified together')
  if (isSet(flags, 'force')) return given < 0 ? 0 : given
  return given === 0 ? 1 : given
}

function checkOptions({ flags }: Invocation, grace: number): void {
  const output = flag(flags, 'output') ?? ''
  if (output !== '' && output !== 'name') fail(`unexpected -o output mode: ${output}. We only support '-o name'`)
  if (grace > 0 && isSet(flags, 'force')) fail('--force and --grace-period greater than 0 cannot be specified together')
  if ((flag(flags, 'raw') ?? '') === '') return
  if (isSet(flags, 'interactive')) fail('--interactive can not be used with --raw')
  if (flagList(flags, 'filename').length > 1) fail('--raw can only use a single local file or stdin')
  if (isSet(flags, 'recursive')) fail('--raw and --recursive are mutually exclusive')
  if (output !== '') fail('--raw and --output are mutually exclusive')
}

function* deleteRaw(invocation: Invocation, path: string): Running<number> {
  const answer = yield* need(invocation, 'DELETE', path)
  yield* printExactly(rawText(answer))
  return 0
}

function* confirmed(doomed: readonly Doomed[]): Running<boolean> {
  yield* print(`You are about to delete the following ${String(doomed.length)} resource(s):\n${doomed.map(({ definition, name }) => `${printedName(definition, name)}\n`).join('')}`)
  yield* printExactly('Do you want to continue? (y/N): ')
  const answer = (yield { effect: 'read', path: '-' }) as FileAnswer
  const said = 'files' in answer ? (answer.files[0]?.text.split('\n')[0] ?? '').trim() : ''
  if (said.toLowerCase() === 'y') return true
  yield* print('deletion is cancelled')
  return false
}

/** Deletes; what went wrong. Only where nothing did, it is waited until all are gone. */
function* deleteAll(invocation: Invocation, { doomed, unread, problems }: Found, grace: number): Running<readonly Problem[]> {
  const deleted: Doomed[] = []
  const refused = [...problems]
  if (invocation.namespaceGiven && doomed.some(({ definition }) => !definition.namespaced)) yield* printError('Warning: deleting cluster-scoped resources, not scoped to the provided namespace')
  for (const one of doomed) {
    const answer = yield* deleteOne(invocation, one, grace)
    if (answer === gone) deleted.push(one)
    else if (answer !== undefined) refused.push(answer)
  }
  const all = gathered(unread, refused, 'objects first')
  if (all.length > 0) return all
  if (doomed.length === 0 && !isSet(invocation.flags, 'ignore-not-found')) yield* print('No resources found')
  return dryRunOf(invocation) === 'none' && flag(invocation.flags, 'wait') !== 'false' ? yield* waitGone(invocation, deleted) : []
}

/** What is to be deleted, and what of it could not be read or found. */
interface Found {
  readonly doomed: readonly Doomed[]
  readonly unread: readonly string[]
  readonly problems: readonly Problem[]
}

function* findDoomed(invocation: Invocation): Running<Found> {
  if (flagList(invocation.flags, 'filename').length > 0 || flag(invocation.flags, 'kustomize') !== undefined) {
    refuseWordsWithFiles(invocation.args)
    const { objects, problems } = yield* readManifests(invocation, {})
    return { doomed: objects, unread: problems, problems: [] }
  }
  checkSelection(invocation, invocation.args)
  const targets = readTargets(invocation.args)
  if (targets.length === 0) throw new CommandFailure(needObjects)
  if (!isSelecting(invocation) && targets.some((target) => target.name === undefined)) fail('resource(s) were provided, but no name was specified')
  refuseAcrossNamespaces(invocation, targets)
  const problems: Problem[] = []
  const doomed: Doomed[] = []
  for (const target of targets) doomed.push(...(target.name === undefined ? yield* listed(invocation, target, problems) : [{ definition: target.definition, namespace: target.definition.namespaced ? invocation.namespace : undefined, name: target.name }]))
  return { doomed, unread: [], problems }
}

function isSelecting(invocation: Invocation): boolean {
  return isSet(invocation.flags, 'all') || [flag(invocation.flags, 'selector'), flag(invocation.flags, 'field-selector')].some((selector) => selector !== undefined && selector !== '')
}

function* listed(invocation: Invocation, target: ResourceTarget, problems: Problem[]): Running<Doomed[]> {
  const response = yield* call(invocation, 'GET', `${collectionOf(invocation, target.definition)}?${new URLSearchParams({ ...selectorsOf(invocation) }).toString()}`)
  if (isFailure(response.body)) {
    problems.push(refusal(listFailure(response.body, target.definition, selectorsOf(invocation))))
    return []
  }
  const items = isObject(response.body) && Array.isArray(response.body['items']) ? (response.body['items'] as JsonObject[]) : []
  return items.map((item) => {
    const metadata = item['metadata'] as { readonly name: string; readonly namespace?: string }
    return { definition: target.definition, namespace: metadata.namespace, name: metadata.name }
  })
}

const gone = Symbol('gone')

/** `gone`: deleted; undefined: was not there and need not be. */
function* deleteOne(invocation: Invocation, one: Doomed, grace: number): Running<typeof gone | Problem | undefined> {
  const { definition, namespace, name, file } = one
  const dryRun = dryRunOf(invocation)
  if (dryRun !== 'client') {
    const { body } = yield* call(invocation, 'DELETE', pathOf(definition, namespace, name), { body: deleteOptions(invocation, grace) })
    if (isFailure(body)) {
      if (body.reason === 'NotFound' && isSet(invocation.flags, 'ignore-not-found')) return undefined
      return refusal(body, file === undefined ? undefined : `error when deleting "${file}"`)
    }
  }
  const forced = grace === 0
  yield* print(flag(invocation.flags, 'output') === 'name' ? printedName(definition, name) : `${deletedText(one, forced)}${dryRunSuffix(dryRun)}`)
  return gone
}

const policies: Readonly<Record<string, string | undefined>> = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' }

/** What --cascade comes to; a boolean is taken too (kubectl pkg/cmd/delete/delete_flags.go parseCascadingFlag). */
function cascadeOf({ flags }: Invocation): string {
  const given = flag(flags, 'cascade') ?? 'background'
  const isTrue = boolWord(given)
  return isTrue === undefined ? given : isTrue ? 'background' : 'orphan'
}

export function* checkCascade(invocation: Invocation): Running<void> {
  const [given, meant] = [flag(invocation.flags, 'cascade') ?? 'background', cascadeOf(invocation)]
  if (policies[meant] === undefined) fail(`invalid cascade value (${given}). Must be "background", "foreground", or "orphan"`)
  if (meant !== given) yield* printError(`warning: --cascade=${given} is deprecated (boolean value) and can be replaced with --cascade=${meant}.`)
}

export function deleteOptions(invocation: Invocation, grace: number): JsonObject {
  return { propagationPolicy: policies[cascadeOf(invocation)], ...(grace < 0 ? {} : { gracePeriodSeconds: grace }), ...(dryRunOf(invocation) === 'server' ? { dryRun: ['All'] } : {}) }
}

/** `pod "web" deleted from default namespace` */
export function deletedText({ definition, namespace, name }: Doomed, forced: boolean): string {
  const [kind = ''] = printedName(definition, name).split('/')
  return `${kind} "${name}" ${forced ? 'force deleted' : 'deleted'}${namespace === undefined ? '' : ` from ${namespace} namespace`}`
}

function* waitGone(invocation: Invocation, deleted: readonly Doomed[]): Running<readonly Problem[]> {
  const limit = durationMs(flag(invocation.flags, 'timeout') ?? '0') ?? 0
  const { nowMs } = yield* clock()
  const until = limit === 0 ? undefined : nowMs + limit
  for (const one of deleted) {
    for (;;) {
      const response = yield* call(invocation, 'GET', pathOf(one.definition, one.namespace, one.name))
      if (isFailure(response.body)) break
      const now = yield* idle(until)
      if (until !== undefined && now >= until) return [`timed out waiting for the condition on ${one.definition.resource}/${one.name}`]
    }
  }
  return []
}
