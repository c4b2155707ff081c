/** Lines that were run, the newest last, and where ↑ and ↓ have gone in them. `draft` is what was being typed. */
export interface LineHistory {
  readonly lines: readonly string[]
  /** Index into `lines`; `lines.length` is the draft. */
  readonly at: number
  readonly draft: string
}

export const emptyHistory: LineHistory = { lines: [], at: 0, draft: '' }

const most = 500

/** After a line was run: remembered once, however often it is run again. */
export function remember(history: LineHistory, line: string): LineHistory {
  const lines = line.trim() === '' || history.lines.at(-1) === line ? history.lines : [...history.lines, line].slice(-most)
  return { lines, at: lines.length, draft: '' }
}

/** One line back or on; `typed` is what stands in the prompt now. Returns the same history at either end. */
export function recall(history: LineHistory, way: 'back' | 'on', typed: string): LineHistory {
  const at = way === 'back' ? history.at - 1 : history.at + 1
  if (at < 0 || at > history.lines.length) return history
  return { ...history, at, draft: history.at === history.lines.length ? typed : history.draft }
}

export function shownLine(history: LineHistory): string {
  return history.lines[history.at] ?? history.draft
}
