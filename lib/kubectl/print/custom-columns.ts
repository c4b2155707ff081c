import { CommandFailure, fail } from '../failure'
import { goPlain } from './go-value'
import { escapeTerminal } from './terminal'
import { printColumns } from './columns'
import { findResults, noPath, relaxedPath } from './json-path'
import { readJsonPath, type PathNode } from './json-path-parser'

/** One column: its heading and where its values are. */
export interface Column {
  readonly header: string
  readonly path: string
}

/** `-o custom-columns=NAME:.metadata.name,…`; what cannot be read ends the command (kubectl get customcolumn.go). */
export function readColumns(spec: string): readonly Column[] {
  if (spec === '') fail('custom-columns format specified but no custom columns given')
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':')
    if (colon === -1) return fail(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    return column(part.slice(0, colon), part.slice(colon + 1))
  })
}

/** The same from a file: a line of headings, a line of paths. */
export function readColumnsFile(text: string): readonly Column[] {
  const [first, second] = text.replace(/\n$/, '').split('\n').map((line) => line.split(/\s+/).filter((word) => word !== ''))
  const expected = 'Expected format is one line of space separated headers, one line of space separated column specs.'
  if (text === '' || first === undefined) return fail(`invalid template, missing header line. ${expected}`)
  if (second === undefined) return fail(`invalid template, missing spec line. ${expected}`)
  if (first.length !== second.length) fail(`number of headers (${String(first.length)}) and field specifications (${String(second.length)}) don't match`)
  return first.map((header, at) => column(header, second[at] ?? ''))
}

function column(header: string, path: string): Column {
  return { header, path: relaxedPath(path) ?? fail(noPath) }
}

/** Objects in columns. The headings are printed before a path is read: one that can't be read ends the command after them. */
export function printCustomColumns(columns: readonly Column[], objects: readonly unknown[], headers: boolean): string {
  const rows: string[][] = headers ? [columns.map(({ header }) => header)] : []
  const stop = (problem: string): never => {
    throw new CommandFailure(`error: ${problem}`, 1, printColumns(rows))
  }
  const paths = columns.map(({ path }) => {
    const nodes = readJsonPath(path)
    return 'problem' in nodes ? stop(nodes.problem) : nodes
  })
  for (const object of objects) rows.push(paths.map((nodes) => cell(nodes, object, stop)))
  return printColumns(rows)
}

function cell(nodes: readonly PathNode[], object: unknown, stop: (problem: string) => never): string {
  const results = findResults(nodes, object)
  if ('problem' in results) return stop(results.problem)
  const values = results.flat().map((value) => escapeTerminal(goPlain(value)))
  return [...((results[0] ?? []).length === 0 ? ['<none>'] : []), ...values].join(',')
}
