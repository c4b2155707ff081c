import { CommandFailure, fail } from '../../failure'
import { flag, isSet } from '../../flags'
import { printExactly, type Invocation, type Running } from '../../command'
import { valueAt } from '../../json'
import { isObjectFormat } from '../../print/print-object'
import { readOutput, refuseOutput } from '../../print/output'
import { problemText } from '../../problems'
import { pathOf } from '../../resources'
import { collectionOf, findInfos, itemsWithKind, selectorsOf, tableAccept, type Info } from './find-infos'
import type { Selection } from './selection'
import { watchChanges } from './watch-changes'
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

function* follow(invocation: Invocation, selection: Selection, { accept, printer, from }: Following): Running<number> {
  const { path, query } = watched(invocation, selection)
  yield* watchChanges(invocation, path, { accept, from, query }, function* (type, object) {
    if (!isNotice(type)) yield* printExactly(printer.show(type, object))
  })
  return 0
}

function watched(invocation: Invocation, selection: Selection): { readonly path: string; readonly query: Readonly<Record<string, string>> } {
  if (selection.by === 'type') {
    const [definition] = selection.definitions
    return { path: definition === undefined ? '' : collectionOf(invocation, definition), query: { ...selectorsOf(invocation) } }
  }
  const [target] = selection.targets
  return { path: target === undefined ? '' : pathOf(target.definition, target.namespace), query: { fieldSelector: `metadata.name=${target?.name ?? ''}` } }
}

/** Bookmarks and errors of a watch are not printed. */
function isNotice(type: string): boolean {
  return type === 'BOOKMARK' || type === 'ERROR'
}
