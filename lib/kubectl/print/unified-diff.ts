import { compareLines, type Line } from '@/lib/kube/line-diff'

/** Lines around a change that are shown unchanged. */
const context = 3

/** The hunks of `diff -u`: changes with at most twice the context between them share one. Empty when the texts are equal. */
export function unifiedDiff(before: string, after: string): string {
  const lines = compareLines(linesOf(before), linesOf(after))
  const changes = lines.flatMap(({ sign }, at) => (sign === ' ' ? [] : [at]))
  const groups: { from: number; to: number }[] = []
  for (const at of changes) {
    const last = groups.at(-1)
    if (last !== undefined && at - last.to <= 2 * context + 1) last.to = at
    else groups.push({ from: at, to: at })
  }
  return groups.map(({ from, to }) => hunk(lines, Math.max(0, from - context), to + context + 1)).join('')
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function hunk(lines: readonly Line[], from: number, to: number): string {
  const [head, part] = [lines.slice(0, from), lines.slice(from, to)]
  const range = (sign: '-' | '+') => `${sign}${rangeText(count(head, sign), count(part, sign))}`
  return `@@ ${range('-')} ${range('+')} @@\n${part.map(({ sign, text }) => `${sign}${text}\n`).join('')}`
}

/** One line is its number alone; none stand behind the line before. */
function rangeText(before: number, length: number): string {
  if (length === 1) return String(before + 1)
  return `${String(length === 0 ? before : before + 1)},${String(length)}`
}

function count(lines: readonly Line[], side: '-' | '+'): number {
  return lines.filter(({ sign }) => sign === ' ' || sign === side).length
}
