import type { Film } from './films'

interface Seen {
  readonly atMs: number
  readonly kind: string
  readonly reason?: string
  readonly involvedObject?: { readonly fieldPath?: string }
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
}

interface ContainerStatus {
  readonly name: string
  readonly restartCount: number
}

/**
 * When a recording started containers that it had to start again, by name, as its Events and its counts of restarts tell: how far chance had drawn out
 * the back-offs before. Empty where no container was started again.
 */
export function startsOf({ frames }: Pick<Film, 'frames'>, offsetMs: number): Readonly<Record<string, readonly number[]>> {
  const found = new Map<string, number[]>()
  const most = new Map<string, number>()
  for (const { atMs, kind, reason, involvedObject, initContainerStatuses = [], containerStatuses = [] } of frames as readonly Seen[]) {
    const note = (container: string) => found.set(container, [...(found.get(container) ?? []), atMs + offsetMs])
    const created = kind === 'Event' && reason === 'Created' ? /\{(.+)\}/.exec(involvedObject?.fieldPath ?? '')?.[1] : undefined
    if (created !== undefined) note(created)
    for (const { name, restartCount } of [...initContainerStatuses, ...containerStatuses]) {
      if (restartCount <= (most.get(name) ?? 0)) continue
      most.set(name, restartCount)
      note(name)
    }
  }
  return Object.fromEntries([...found].filter(([name]) => most.has(name)))
}
