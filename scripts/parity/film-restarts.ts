import type { Film } from './films'

interface Seen {
  readonly atMs: number
  readonly kind: string
  readonly name?: string
  /** Whether it has an address. */
  readonly podIP?: boolean
  readonly reason?: string
  readonly involvedObject?: { readonly fieldPath?: string }
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
}

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec?: { readonly containers?: readonly { readonly lifecycle?: { readonly postStart?: object } }[] }
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

/**
 * When a recording's busy machine had each Pod of a step running, as the first status with an address tells: as long after the step as the machine needed from
 * the first that was seen of the step's objects, or of a Service's slice, from which its controller's second counts. Pods whose names are generated are not here,
 * nor are those with a hook, whose time would count as the machine's.
 */
export function firstStartsOf({ steps, frames }: Pick<Film, 'steps' | 'frames'>, offsetMs: number): Readonly<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const { atMs, objects = [] } of steps) {
    const made = new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`))
    const since = frames.filter((frame) => frame.atMs >= atMs)
    const seen = since.find(({ kind, name = '' }) => kind === 'EndpointSlice' && made.has(`Service ${serviceOf(name)}`)) ?? since.find(({ kind, name = '' }) => made.has(`${kind} ${name}`))
    for (const { kind, metadata, spec } of objects as readonly Manifest[]) {
      if (kind !== 'Pod' || seen === undefined || spec?.containers?.some(({ lifecycle }) => lifecycle?.postStart !== undefined) === true) continue
      const running = (frames as readonly Seen[]).find((frame) => frame.kind === 'Pod' && frame.name === metadata.name && frame.podIP === true)
      if (running !== undefined) found[metadata.name] ??= offsetMs + atMs + running.atMs - seen.atMs
    }
  }
  return found
}

/** The Service that an EndpointSlice's generated name begins with. */
function serviceOf(slice: string): string {
  return slice.slice(0, slice.lastIndexOf('-'))
}
