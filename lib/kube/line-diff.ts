/** Lines around a change that are shown unchanged. */
const context = 3
/** Above this many comparisons the changed middle is shown as replaced as a whole. */
const maxComparisons = 4_000_000

/** A line of two compared texts: in both, only before (`-`), only after (`+`). */
export interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/**
 * The difference of two texts as hunks of a unified diff, each begun by a line break: `\n@@ -1,7 +1,7 @@\n …`. Empty when the texts are equal.
 */
export function lineDiff(before: readonly string[], after: readonly string[]): string {
  return hunks(compareLines(before, after))
}

/** Every line of both texts, in order: as few as possible are only in one. */
export function compareLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const middle = diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end))
  const same = (texts: readonly string[]): Line[] => texts.map((text) => ({ sign: ' ', text }))
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))]
}

function diffMiddle(before: readonly string[], after: readonly string[]): Line[] {
  const removed = before.map((text): Line => ({ sign: '-', text }))
  const added = after.map((text): Line => ({ sign: '+', text }))
  if (before.length * after.length > maxComparisons) return [...removed, ...added]
  const lengths = commonLengths(before, after)
  const lines: Line[] = []
  let i = 0
  let j = 0
  while (i < before.length && j < after.length) {
    const [left, right] = [before[i] ?? '', after[j] ?? '']
    if (left === right) {
      lines.push({ sign: ' ', text: left })
      i += 1
      j += 1
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
      lines.push({ sign: '-', text: left })
      i += 1
    } else {
      lines.push({ sign: '+', text: right })
      j += 1
    }
  }
  return [...lines, ...removed.slice(i), ...added.slice(j)]
}

/** For every pair of positions the length of the longest common rest. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = lengths[i]
    const next = lengths[i + 1]
    if (row === undefined || next === undefined) continue
    for (let j = after.length - 1; j >= 0; j -= 1) row[j] = before[i] === after[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0)
  }
  return lengths
}

function hunks(lines: readonly Line[]): string {
  let text = ''
  let at = 0
  while (at < lines.length) {
    const first = lines.findIndex(({ sign }, index) => index >= at && sign !== ' ')
    if (first < 0) break
    let last = first
    for (let index = first; index < lines.length && index - last <= 2 * context; index += 1) if (lines[index]?.sign !== ' ') last = index
    const from = Math.max(first - context, at)
    const to = Math.min(last + context + 1, lines.length)
    text += hunk(lines, from, to)
    at = to
  }
  return text
}

function hunk(lines: readonly Line[], from: number, to: number): string {
  const count = (sign: '-' | '+', part: readonly Line[]): number => part.filter((line) => line.sign === ' ' || line.sign === sign).length
  const head = lines.slice(0, from)
  const part = lines.slice(from, to)
  const range = (sign: '-' | '+'): string => `${sign}${String(count(sign, head) + 1)},${String(count(sign, part))}`
  return `\n@@ ${range('-')} ${range('+')} @@\n${part.map(({ sign, text }) => `${sign}${text}\n`).join('')}`.replace(/\n$/, '')
}
