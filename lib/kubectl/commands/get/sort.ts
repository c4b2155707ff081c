import { templates } from '#kubectl-templates'
import { CommandFailure, fail } from '../../failure'
import { clock, type Running } from '../../command'
import { klogLine } from '../../klog'
import type { Sorted, Sorter } from '../../print/sort-by'
import type { ServerTable } from '../../print/table'

/** Sorted objects; what is wrong with the path ends the command. */
export function* sortObjects<T>(items: readonly T[], objectOf: (item: T) => unknown, path: string): Running<readonly T[]> {
  const { relaxedPath, noPath } = templates()
  const sorted = yield* sort(items, objectOf, relaxedPath(path) ?? fail(noPath), 'objects')
  return 'problem' in sorted ? fail(sorted.problem) : sorted.items
}

/** A table with sorted rows; undefined: there is something wrong with the path, about which kubectl is silent (get.go ignores what its printer answers). */
export function* sortRows(table: ServerTable, path: string): Running<ServerTable | undefined> {
  const { rows = [] } = table
  if (rows.length < 2) return table
  const sorted = yield* sort(rows, ({ object }) => object, templates().relaxedPath(path) ?? path, 'table')
  return 'problem' in sorted ? undefined : { ...table, rows: sorted.items }
}

function* sort<T>(items: readonly T[], objectOf: (item: T) => unknown, path: string, sorter: Sorter): Running<Exclude<Sorted<T>, { readonly logged: string }>> {
  const sorted = templates().sortByPath(items, objectOf, path, sorter)
  if (!('logged' in sorted)) return sorted
  const { nowMs, epochMs } = yield* clock()
  throw new CommandFailure(klogLine('F', epochMs + nowMs, sorted.where, sorted.logged))
}
