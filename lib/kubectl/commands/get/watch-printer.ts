import { isSet } from '../../flags'
import type { Invocation } from '../../command'
import { goJsonText, type JsonObject } from '../../json'
import { printColumns } from '../../print/columns'
import { DocumentPrinter } from '../../print/document-printer'
import { isColumnFormat, readOutput } from '../../print/output'
import { isObjectFormat, printObject } from '../../print/print-object'
import { TablePrinter, type ServerTable } from '../../print/table'
import type { ResourceMapping } from '../../resources'
import { printOptions } from './print-objects'
import { tableOptions } from './table-options'

/** The one printer of a watch: what it has printed decides whether a heading or `---` stands before the next object. */
export class WatchPrinter {
  readonly #invocation: Invocation
  readonly #output: string
  readonly #tables: TablePrinter
  readonly #documents = new DocumentPrinter()
  readonly #withEvents: boolean
  #printedColumns = false

  constructor(invocation: Invocation, definition: ResourceMapping, output: string) {
    this.#invocation = invocation
    this.#output = output
    this.#tables = new TablePrinter(tableOptions(invocation, definition, false))
    this.#withEvents = isSet(invocation.flags, 'output-watch-events')
  }

  /** An object or a Table, and what happened to it. */
  show(type: string, object: JsonObject): string {
    if (!isObjectFormat(this.#output)) return printColumns(this.#tables.rowsOf(object as unknown as ServerTable, this.#withEvents ? type : undefined))
    return this.#documents.separator(this.#output) + (this.#withEvents ? this.#event(type, object) : this.#object(object))
  }

  /** What is not shown still says how the Tables after it are made. */
  skip(object: JsonObject): void {
    if (!isObjectFormat(this.#output)) this.#tables.rowsOf({ ...(object as unknown as ServerTable), rows: [] })
  }

  #event(type: string, object: JsonObject): string {
    const format = readOutput(this.#output)?.format
    if (format === 'name') return this.#object(object)
    return format === 'json' ? `{"type":${JSON.stringify(type)},"object":${goJsonText(object)}}\n` : this.#object({ type, object }, true)
  }

  /** An event is no object that has metadata: its managed fields stay. */
  #object(object: JsonObject, isEvent = false): string {
    const options = printOptions(this.#invocation)
    const headers = options.headers === true && !this.#printedColumns
    this.#printedColumns ||= isColumnFormat(readOutput(this.#output)?.format ?? '')
    return printObject(this.#output, object, { ...options, ...(isEvent ? { showManagedFields: true } : {}), headers })
  }
}
