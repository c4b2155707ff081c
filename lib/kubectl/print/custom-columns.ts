import { fail } from '../failure'
import { findByPath } from './json-path'
import { printColumns } from './columns'
import { goJsonText } from '../json'

/** `-o custom-columns=NAME:.metadata.name,…` over objects. */
export function printCustomColumns(spec: string, objects: readonly unknown[], headers: boolean): string {
  if (spec === '') fail('custom-columns format specified but no custom columns given')
  const columns = spec.split(',').map((part) => {
    const colon = part.indexOf(':')
    if (colon === -1) return fail(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    return { header: part.slice(0, colon), path: part.slice(colon + 1) }
  })
  const rows = objects.map((object) => columns.map(({ path }) => cell(findByPath(path, object))))
  return printColumns(headers ? [columns.map((column) => column.header), ...rows] : rows)
}

function cell(values: readonly unknown[]): string {
  if (values.length === 0) return '<none>'
  return values.map((value) => (value === null || value === undefined ? '<nil>' : typeof value === 'object' ? `map${goJsonText(value)}`.replace(/^map/, '') : String(value as string | number | boolean))).join(',')
}
