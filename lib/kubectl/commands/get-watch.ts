import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { flag, isSet } from '../flags'
import { call, idle, print, printExactly, type Invocation, type Running } from '../command'
import { valueAt, type JsonObject } from '../json'
import { isObjectFormat, printObject } from '../print/print-object'
import { printTable, type ServerTable } from '../print/table'
import type { ResourceTarget } from '../resources'
import { collection, items, queryOf, tableAccept, tableOptions } from './get-query'

/** What a watch shows and how. */
interface View {
  readonly output: string | undefined
  readonly asObject: boolean
  readonly accept: string
  readonly options: ReturnType<typeof tableOptions>
}

/** `get -w`: what is there, then every change, until it is stopped. */
export function* watchObjects(invocation: Invocation, targets: readonly ResourceTarget[]): Running<number> {
  const [target] = targets
  if (target === undefined || targets.length > 1) return fail('you may only specify a single resource type')
  const output = flag(invocation.flags, 'output')
  const asObject = isObjectFormat(output)
  const view: View = { output, asObject, accept: asObject ? 'application/json' : tableAccept, options: tableOptions(invocation, target, false) }
  const first = yield* call(invocation, 'GET', collection(invocation, target) + queryOf(invocation, target), { accept: view.accept })
  if (isFailure(first.body)) throw new CommandFailure(statusMessage(first.body))
  const shown = isSet(invocation.flags, 'watch-only') ? false : yield* showFirst(first.body as JsonObject, view)
  const version = valueAt(first.body, ['metadata', 'resourceVersion'])
  return yield* follow(invocation, target, { ...view, options: { ...view.options, headers: view.options.headers && !shown } }, typeof version === 'string' ? version : '0')
}

/** Whether the table's header has been printed. */
function* showFirst(body: JsonObject, { output, asObject, options }: View): Running<boolean> {
  if (asObject) {
    for (const item of items(body)) yield* printExactly(printObject(output ?? '', item))
    return false
  }
  const text = printTable(body as unknown as ServerTable, options)
  if (text === '') return false
  yield* print(text)
  return true
}

function* follow(invocation: Invocation, target: ResourceTarget, view: View, from: string): Running<never> {
  const path = collection(invocation, { definition: target.definition, name: undefined })
  const fixed = selectorsOf(invocation, target)
  let resourceVersion = from
  let headers = view.options.headers
  let columns: ServerTable['columnDefinitions'] = []
  for (;;) {
    const query = new URLSearchParams({ watch: 'true', resourceVersion, ...fixed })
    const response = yield* call(invocation, 'GET', `${path}?${query.toString()}`, { accept: view.accept })
    if (isFailure(response.body)) throw new CommandFailure(statusMessage(response.body))
    for (const event of response.watch?.events ?? []) {
      if (isNotice(event.type)) continue
      const table = event.object as Omit<ServerTable, 'columnDefinitions'> & { readonly columnDefinitions?: ServerTable['columnDefinitions'] | null }
      // Only the first Table of a watch names its columns (apiserver pkg/endpoints/handlers/response.go).
      columns = table.columnDefinitions ?? columns
      yield* printExactly(view.asObject ? printObject(view.output ?? '', event.object) : printTable({ ...table, columnDefinitions: columns }, { ...view.options, headers }))
      headers = false
    }
    resourceVersion = response.watch?.resourceVersion ?? resourceVersion
    yield* idle()
  }
}

/** Bookmarks and errors of a watch are not printed. */
function isNotice(type: string): boolean {
  return type === 'BOOKMARK' || type === 'ERROR'
}

function selectorsOf(invocation: Invocation, target: ResourceTarget): Readonly<Record<string, string>> {
  const fieldSelector = target.name === undefined ? (flag(invocation.flags, 'field-selector') ?? '') : `metadata.name=${target.name}`
  const labelSelector = flag(invocation.flags, 'selector') ?? ''
  return { ...(fieldSelector === '' ? {} : { fieldSelector }), ...(labelSelector === '' ? {} : { labelSelector }) }
}
