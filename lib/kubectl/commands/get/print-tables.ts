import { ageOf } from '@/lib/cluster/api/tables/age'
import { flag, isSet } from '../../flags'
import { clock, print, printError, type Invocation, type Running } from '../../command'
import { valueAt } from '../../json'
import { printColumns } from '../../print/columns'
import { TablePrinter, type ServerTable } from '../../print/table'
import { finish } from '../change-object'
import { findInfos, itemsWithKind, tableAccept, type Info } from './find-infos'
import type { Selection } from './selection'
import { sortObjects, sortRows } from './sort'
import { tableOptions } from './table-options'

/** `get` without another format: the server's tables, one below the other. */
export function* printTables(invocation: Invocation, selection: Selection): Running<number> {
  const sortBy = flag(invocation.flags, 'sort-by') ?? ''
  const { infos, problems } = yield* findInfos(invocation, selection, { accept: isServerPrinted(invocation) ? tableAccept : 'application/json', includeObject: sortBy !== '' })
  // Of several answers kubectl sorts the answers: in a Table it finds only what a Table has (get.go RuntimeSorter).
  const sorted = sortBy !== '' && infos.length > 1 ? yield* sortObjects(infos, ({ object }) => object, sortBy) : infos
  const written = yield* printGroups(invocation, sorted, sortBy)
  if (!written && problems.length === 0 && !isSet(invocation.flags, 'ignore-not-found')) yield* printError(nothingFound(invocation, infos))
  return yield* finish(problems, true)
}

/** Neighbours of one kind have one printer; an empty line stands between kinds. Whether anything was printed. */
function* printGroups(invocation: Invocation, infos: readonly Info[], sortBy: string): Running<boolean> {
  const withKind = new Set(infos.map(({ definition }) => definition)).size > 1
  const headers = !isSet(invocation.flags, 'no-headers')
  let written = false
  for (let at = 0; at < infos.length; ) {
    const { definition } = infos[at] as Info
    const printer = new TablePrinter(tableOptions(invocation, definition, withKind))
    const rows: string[][] = []
    for (; infos[at]?.definition === definition; at++) {
      const table = yield* tableOf(invocation, infos[at] as Info)
      const shown = sortBy === '' ? table : yield* sortRows(table, sortBy)
      if (shown !== undefined) rows.push(...printer.rowsOf(shown))
    }
    if (rows.length === 0) continue
    yield* print(`${written && headers ? '\n' : ''}${printColumns(rows)}`)
    written = true
  }
  return written
}

function isServerPrinted({ flags }: Invocation): boolean {
  return flag(flags, 'server-print') === undefined || isSet(flags, 'server-print')
}

/** The server's Table; of plain objects one of their names and ages. */
function* tableOf(invocation: Invocation, { object }: Info): Running<ServerTable> {
  if (object['kind'] === 'Table') return object as unknown as ServerTable
  const { nowMs, epochMs } = yield* clock()
  const age = (item: unknown) => ageOf(valueAt(item, ['metadata', 'creationTimestamp']) as string | undefined, { nowMs: epochMs + nowMs })
  return {
    kind: 'Table',
    columnDefinitions: [{ name: 'Name', type: 'string', format: 'name', priority: 0 }, { name: 'Age', type: 'string', priority: 0 }],
    rows: itemsWithKind(object).map((item) => ({ cells: [valueAt(item, ['metadata', 'name']), age(item)], object: item })),
  }
}

function nothingFound({ allNamespaces, namespace }: Invocation, infos: readonly Info[]): string {
  return allNamespaces || infos.some(({ definition }) => !definition.namespaced) ? 'No resources found' : `No resources found in ${namespace} namespace.`
}
