import type { KubeObject } from '@/lib/kube/object'
import { printerOf } from '@/lib/cluster/api/tables/table'
import { builtIn } from '@/lib/cluster/api/resources'
import { differences } from './compare'
import { readLines, type CaseResult, type Replayer } from './recording'

interface Row {
  readonly id: string
  readonly kind?: string
  readonly columnDefinitions?: readonly { readonly name: string; readonly type: string; readonly format: string; readonly priority: number }[]
  readonly cells?: readonly unknown[]
  readonly conditions?: unknown
  readonly object?: KubeObject
  readonly columns?: readonly string[]
}

/** `tables.jsonl`: columns by resource, cells by object. */
export const tables: Replayer = {
  format: 'tables',
  takes: (path) => /(?:^|\/)tables[^/]*\.jsonl$/.test(path),
  replay(path, wanted) {
    const rows = readLines<Row>(path).filter((row) => wanted(row.kind ?? ''))
    return { cases: rows.map(replayRow) }
  },
}

function resourceOf(id: string): { readonly group: string; readonly resource: string } {
  const [, name = ''] = /^tables\/([^/]+?)(?:-empty-list)?(?:\/|$)/.exec(id) ?? []
  const [resource = '', ...group] = name.split('.')
  if (group.length > 0) return { group: group.join('.'), resource }
  return builtIn.all.find((one) => one.resource === resource) ?? { group: '', resource }
}

function replayRow(row: Row): CaseResult {
  const faults = row.columnDefinitions !== undefined || row.columns !== undefined ? columnFaults(row) : cellFaults(row)
  return { id: row.id, kind: row.kind ?? '', object: faults.length === 0, difference: faults }
}

function columnFaults({ id, columnDefinitions, columns }: Row): string[] {
  const { group, resource } = resourceOf(id)
  const printer = printerOf(group, resource)
  if (columns !== undefined) return differences(columns, printer.columns.map(({ name }) => name), 'columns')
  const recorded = columnDefinitions?.map(({ name, type, format, priority }) => ({ name, type, format, priority }))
  const ours = printer.columns.map(({ name, type = 'string', wide = false }) => ({ name, type, format: name === 'Name' ? 'name' : '', priority: wide ? 1 : 0 }))
  return differences(recorded, ours, 'columnDefinitions')
}

/** The moment the recordings were made at: placeholders of time stand for it. */
const recordedAt = Date.UTC(2026, 10, 24)

function cellFaults({ cells, conditions, object, id }: Row): string[] {
  if (object === undefined) return []
  const [version = '', group = ''] = object.apiVersion.split('/').reverse()
  const resource = builtIn.ofKind(group, version, object.kind) ?? { group, resource: resourceOf(id).resource }
  const printer = printerOf(resource.group, resource.resource)
  const dated = JSON.parse(asNumbers(JSON.stringify(object)).replaceAll('"<time>"', `"${new Date(recordedAt - 5000).toISOString().slice(0, 19)}Z"`)) as KubeObject
  const ours = printer.cells(dated, { nowMs: recordedAt }).map(asAge)
  return [...differences((cells ?? []).map((cell) => asAge(typeof cell === 'string' ? asNumbers(cell) : cell)), ours, 'cells'), ...(conditions === undefined ? [] : differences(conditions, printer.conditions?.(dated), 'conditions'))]
}

/** Placeholders of node ports stand for numbers. */
function asNumbers(text: string): string {
  return text.replace(/"?<nodePort:(\d+)>"?/g, (_, number: string) => String(31000 + Number(number)))
}

const age = /\b(?:\d+y)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)\b|\b\d+[ydhm](?:\d+[dhm])?\b/

/** Ages depend on the moment: a cell that is one counts as the same. */
function asAge(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  return cell.replace(/\((?:<age>|\S+) ago\)/, '(<age> ago)').replace(/^(?=\d)(?:\d+y)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/, (text) => (age.test(text) ? '<age>' : text)).replace(/^20\d\d-\d\d-\d\dT[\d:]+Z$/, '<time>')
}
