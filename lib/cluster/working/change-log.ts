import type { Change } from '../cluster'
import type { ChangeLog } from './working'

/** How many changes a watch can surely go back; twice as many are held at most. The real watch cache keeps a window likewise. */
export const changeWindow = 8192

/**
 * The log with one more change. When it has grown to twice the window its newest half is copied and the rest let go, so that a change costs
 * the same however many came before; `oldest` is then the resource version before the first change still held.
 */
export function appendChange(log: ChangeLog | undefined, change: Change, window = changeWindow): { readonly changes: ChangeLog; readonly oldest?: number } {
  const changes = { change, before: log, length: (log?.length ?? 0) + 1 }
  return changes.length < 2 * window ? { changes } : newest(changes, window)
}

function newest(log: ChangeLog, count: number): { readonly changes: ChangeLog; readonly oldest: number } {
  const kept: Change[] = []
  let node: ChangeLog | undefined = log
  for (; node !== undefined && kept.length < count; node = node.before) kept.push(node.change)
  const oldest = node?.change.resourceVersion ?? 0
  let changes: ChangeLog | undefined
  for (const change of kept.reverse()) changes = { change, before: changes, length: (changes?.length ?? 0) + 1 }
  return { changes: changes ?? log, oldest }
}
