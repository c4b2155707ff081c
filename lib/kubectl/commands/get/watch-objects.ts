import { CommandFailure, fail, isFailure, statusMessage } from '../../failure'
import { flag, isSet } from '../../flags'
import { call, idle, printExactly, type Invocation, type Running } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import { isObjectFormat } from '../../print/print-object'
import { readOutput, refuseOutput } from '../../print/output'
import { problemText } from '../../problems'
import { pathOf } from '../../resources'
import { endOfRequest } from './end-of-request'
import { collectionOf, findInfos, itemsWithKind, selectorsOf, tableAccept, type Info } from './find-infos'
import type { Selection } from './selection'
import { WatchPrinter } from './watch-printer'

/** `get -w`: what is there, then every change, until it is stopped (kubectl get.go watch). */
export function* watchObjects(invocation: Invocation, selection: Selection): Running<number> {
  const output = flag(invocation.flags, 'output') ?? ''
  checkTypes(invocation, selection)
  const accept = isObjectFormat(output) ? 'application/json' : tableAccept
  const { infos, problems } = yield* findInfos(invocation, selection, { accept, includeObject: false })
  if (problems.length > 0) throw new CommandFailure(problemText(problems.slice(0, 1)))
  const [first] = infos
  if (first === undefined) return 0
  if (isObjectFormat(output) && readOutput(output) === undefined) refuseOutput(output, 'get')
  const printer = new WatchPrinter(invocation, first.definition, output)
  yield* showFirst(invocation, infos, printer)
  if (selection.by === 'name' && selection.targets.length > 1) fail(tooMany(invocation, infos))
  const version = valueAt(first.object, ['metadata', 'resourceVersion'])
  return yield* follow(invocation, selection, { accept, printer, from: typeof version === 'string' ? version : '0' })
}

function checkTypes(invocation: Invocation, selection: Selection): void {
  const definitions = new Set(selection.by === 'type' ? selection.definitions : selection.targets.map(({ definition }) => definition))
  if (definitions.size > 1 && flag(invocation.flags, 'filename') === undefined) fail('you may only specify a single resource type')
}

function tooMany({ flags }: Invocation, infos: readonly Info[]): string {
  return flag(flags, 'filename') === undefined ? 'you may only watch a single resource or type of resource at a time' : `watch is only supported on individual resources and resource collections - ${String(infos.length)} resources were found`
}

function* showFirst(invocation: Invocation, infos: readonly Info[], printer: WatchPrinter): Running<void> {
  for (const object of infos.flatMap((info) => itemsWithKind(info.object))) {
    if (isSet(invocation.flags, 'watch-only')) printer.skip(object)
    else yield* printExactly(printer.show('ADDED', object))
  }
}

interface Following {
  readonly accept: string
  readonly printer: WatchPrinter
  readonly from: string
}

/** Every change after a version; --request-timeout ends the watch without a word. */
function* follow(invocation: Invocation, selection: Selection, { accept, printer, from }: Following): Running<number> {
  const { path, fixed } = watched(invocation, selection)
  const endMs = yield* endOfRequest(invocation)
  let resourceVersion = from
  for (;;) {
    const query = new URLSearchParams({ watch: 'true', resourceVersion, ...fixed })
    const response = yield* call(invocation, 'GET', `${path}?${query.toString()}`, { accept })
    if (isFailure(response.body)) throw new CommandFailure(statusMessage(response.body))
    const { events, resourceVersion: seen } = response.watch ?? { events: [], resourceVersion }
    for (const { type, object } of events) if (!isNotice(type)) yield* printExactly(printer.show(type, object as JsonObject))
    resourceVersion = seen
    const nowMs = yield* idle(endMs)
    if (endMs !== undefined && nowMs >= endMs) return 0
  }
}

function watched(invocation: Invocation, selection: Selection): { readonly path: string; readonly fixed: Readonly<Record<string, string>> } {
  if (selection.by === 'type') {
    const [definition] = selection.definitions
    return { path: definition === undefined ? '' : collectionOf(invocation, definition), fixed: { ...selectorsOf(invocation) } }
  }
  const [target] = selection.targets
  return { path: target === undefined ? '' : pathOf(target.definition, target.namespace), fixed: { fieldSelector: `metadata.name=${target?.name ?? ''}` } }
}

/** Bookmarks and errors of a watch are not printed. */
function isNotice(type: string): boolean {
  return type === 'BOOKMARK' || type === 'ERROR'
}
