import type { ProgressEvent } from './events'

/** Both sets of events, each event once, in the order of their ids. Order and number of merges make no difference. */
export function merge(a: readonly ProgressEvent[], b: readonly ProgressEvent[]): readonly ProgressEvent[] {
  const byId = new Map<string, ProgressEvent>()
  for (const event of a) byId.set(event.id, event)
  for (const event of b) if (!byId.has(event.id)) byId.set(event.id, event)
  return [...byId.values()].sort((x, y) => (x.id < y.id ? -1 : 1))
}

/** Drafts that a later draft of the same file, or a reset, has replaced: nothing is lost when a storage drops them. */
export function superseded(events: readonly ProgressEvent[]): readonly ProgressEvent[] {
  const later = new Set<string>()
  const old: ProgressEvent[] = []
  for (const event of [...events].sort((x, y) => (x.id < y.id ? 1 : -1))) {
    if (event.type === 'DraftsReset') later.add(`${event.learner}\n${event.exercise}`)
    if (event.type !== 'DraftSaved') continue
    const exercise = `${event.learner}\n${event.exercise}`
    const file = `${exercise}\n${event.file}`
    if (later.has(file) || later.has(exercise)) old.push(event)
    later.add(file)
  }
  return old
}
