import { kindOf } from '@/lib/kube/kinds'
import { fieldsOf } from '@/lib/kube/schema/structure'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { parseFieldPath } from '@/lib/yaml/field-path'
import { cursorAt } from './cursor'
import { placeAt } from './schema-walk'

/** A change that mends a common slip: the text between two offsets becomes `insert`. */
export interface QuickFix {
  readonly title: string
  readonly start: number
  readonly end: number
  readonly insert: string
}

/** What could mend a diagnostic, best first. */
export function quickFixes(text: string, diagnostic: Diagnostic): readonly QuickFix[] {
  const { start, end } = diagnostic.range
  switch (diagnostic.code) {
    case 'tab-as-indent':
    case 'bad-indent': {
      const line = lineAround(text, start.offset)
      const tabs = /^[ \t]*\t[ \t]*/.exec(line.text)?.[0]
      return tabs === undefined ? [] : [{ title: 'Indent with spaces', start: line.start, end: line.start + tabs.length, insert: tabs.replaceAll('\t', '  ') }]
    }
    case 'missing-separator':
      return [{ title: 'Put --- before this object', start: start.offset, end: start.offset, insert: '---\n' }]
    case 'unknown-field':
      return unknownField(text, diagnostic)
    case 'FieldValueNotSupported':
      return supported(diagnostic.message, text.slice(start.offset, end.offset)).map((value) => ({ title: `Change to ${value}`, start: start.offset, end: end.offset, insert: value }))
    case 'no-kind': {
      const kind = /the kind is written (\w+)/.exec(diagnostic.message)?.[1]
      return kind === undefined ? [] : [{ title: `Change to ${kind}`, start: start.offset, end: end.offset, insert: kind }]
    }
    default:
      return []
  }
}

function unknownField(text: string, diagnostic: Diagnostic): QuickFix[] {
  const { start, end } = diagnostic.range
  const path = parseFieldPath(diagnostic.path ?? '')
  const { apiVersion, kind } = cursorAt(text, start.offset)
  if (apiVersion === undefined || kind === undefined || kindOf(apiVersion, kind) === undefined) return []
  const parent = placeAt(apiVersion, kind, path.slice(0, -1))
  const typed = String(path.at(-1) ?? '')
  if (parent?.shape.kind !== 'struct') return []
  const near = [...fieldsOf(parent.shape.definition).keys()].map((name) => ({ name, distance: distance(name.toLowerCase(), typed.toLowerCase()) })).filter((one) => one.distance <= Math.max(2, typed.length / 4))
  return near.sort((a, b) => a.distance - b.distance).slice(0, 2).map(({ name }) => ({ title: `Change to ${name}`, start: start.offset, end: end.offset, insert: name }))
}

function supported(message: string, typed: string): string[] {
  const values = [.../supported values: (.*)$/.exec(message)?.[1]?.matchAll(/"([^"]*)"/g) ?? []].flatMap(([, value]) => (value === undefined || value === '' ? [] : [value]))
  return values.sort((a, b) => distance(a.toLowerCase(), typed.toLowerCase()) - distance(b.toLowerCase(), typed.toLowerCase())).slice(0, 3)
}

function lineAround(text: string, offset: number): { readonly start: number; readonly text: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return { start, text: text.slice(start, end === -1 ? undefined : end) }
}

/** Levenshtein's distance of two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
