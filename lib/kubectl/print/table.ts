import { escapeTerminal } from './terminal'
import { goPlain } from './go-value'

interface ColumnDefinition {
  readonly name: string
  readonly type: string
  readonly format?: string
  readonly priority: number
}

interface Row {
  readonly cells: readonly unknown[]
  readonly object?: { readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> } }
}

/** The server's Table, as far as printing needs it (meta.k8s.io/v1). */
export interface ServerTable {
  readonly kind: 'Table'
  /** Null in all of a watch's Tables but the first. */
  readonly columnDefinitions: readonly ColumnDefinition[] | null
  readonly rows?: readonly Row[]
}

export interface TableOptions {
  readonly wide: boolean
  readonly headers: boolean
  readonly withNamespace: boolean
  readonly showLabels: boolean
  readonly labelColumns: readonly string[]
  /** `deployment.apps/` before each name, where the kind is shown. */
  readonly prefix: string
}

const eventTexts: Readonly<Record<string, string>> = { ADDED: 'ADDED   ', DELETED: 'DELETED ', ERROR: 'ERROR   ' }

/**
 * Tables as rows of text, one printer for all of a kind: the heading is printed again only where the columns change (cli-runtime
 * printers/tableprinter.go).
 */
export class TablePrinter {
  readonly #options: TableOptions
  #columns: readonly ColumnDefinition[] = []
  #printedHeader = false

  constructor(options: TableOptions) {
    this.#options = options
  }

  /** The rows, with a heading where it is due; `event`: what happened to them, shown first. */
  rowsOf(table: ServerTable, event?: string): string[][] {
    const columns = table.columnDefinitions ?? []
    if (columns.length > 0 && JSON.stringify(columns) !== JSON.stringify(this.#columns)) {
      this.#columns = columns
      this.#printedHeader = false
    }
    const rows = (table.rows ?? []).map((row) => [...(event === undefined ? [] : [eventTexts[event] ?? event]), ...this.#cells(row)])
    const header = this.#options.headers && !this.#printedHeader && rows.length > 0
    this.#printedHeader ||= rows.length > 0
    return header ? [[...(event === undefined ? [] : ['EVENT']), ...this.#header()], ...rows] : rows
  }

  #header(): string[] {
    const { withNamespace, labelColumns, showLabels, wide } = this.#options
    const shown = this.#columns.filter(({ priority }) => wide || priority === 0).map(({ name }) => name.toUpperCase())
    return [...(withNamespace ? ['NAMESPACE'] : []), ...shown, ...labelColumns.map((label) => (label.split('/').at(-1) ?? label).toUpperCase()), ...(showLabels ? ['LABELS'] : [])]
  }

  #cells({ cells, object }: Row): string[] {
    const { withNamespace, labelColumns, showLabels, wide, prefix } = this.#options
    const named = this.#columns.findIndex(({ format, type }) => format === 'name' && type === 'string')
    const shown = this.#columns.flatMap(({ priority }, at) => (wide || priority === 0 ? [(at === named ? prefix : '') + cellText(cells[at])] : []))
    const labels = object?.metadata?.labels ?? {}
    return [...(withNamespace ? [object?.metadata?.namespace ?? ''] : []), ...shown, ...labelColumns.map((label) => labels[label] ?? ''), ...(showLabels ? [labelsText(labels)] : [])]
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  const text = typeof cell === 'string' ? cell : goPlain(cell)
  const [line = ''] = text.split(/[\f\n\r]/)
  return escapeTerminal(line) + (line === text ? '' : '...')
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels)
  return entries.length === 0 ? '<none>' : entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`).join(',')
}
