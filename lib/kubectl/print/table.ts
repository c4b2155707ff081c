import { scalarText } from '../json'
import { printColumns } from './columns'

/** The server's Table, as far as printing needs it (meta.k8s.io/v1). */
export interface ServerTable {
  readonly kind: 'Table'
  readonly columnDefinitions: readonly { readonly name: string; readonly type: string; readonly priority: number }[]
  readonly rows?: readonly { readonly cells: readonly unknown[]; readonly object?: { readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> } } }[]
}

export interface TableOptions {
  readonly wide: boolean
  readonly headers: boolean
  readonly withNamespace: boolean
  readonly showLabels: boolean
  readonly labelColumns: readonly string[]
  /** `deployment.apps/` before each name, when several kinds are printed together. */
  readonly prefix: string
  readonly showKind: boolean
}

/** A Table as text; empty without rows. */
export function printTable(table: ServerTable, options: TableOptions): string {
  const rows = table.rows ?? []
  if (rows.length === 0) return ''
  const shown = table.columnDefinitions.map((column, index) => ({ ...column, index })).filter((column) => options.wide || column.priority === 0)
  const header = [...(options.withNamespace ? ['NAMESPACE'] : []), ...shown.map((column) => column.name.toUpperCase()), ...options.labelColumns.map((label) => (label.split('/').at(-1) ?? label).toUpperCase()), ...(options.showLabels ? ['LABELS'] : [])]
  const body = rows.map((row) => {
    const metadata = row.object?.metadata
    const cells = shown.map((column) => cellText(row.cells[column.index], column.index === 0 ? options.prefix : ''))
    const labels = metadata?.labels ?? {}
    return [...(options.withNamespace ? [metadata?.namespace ?? ''] : []), ...cells, ...options.labelColumns.map((label) => labels[label] ?? ''), ...(options.showLabels ? [labelsText(labels)] : [])]
  })
  return printColumns(options.headers ? [header, ...body] : body)
}

function cellText(cell: unknown, prefix: string): string {
  const text = cell === null || cell === undefined ? '<none>' : scalarText(cell)
  return prefix + text
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels)
  return entries.length === 0 ? '<none>' : entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`).join(',')
}
