import type { Event } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'

/** One row of the table of Events. */
export interface EventRow {
  readonly id: string
  readonly type: string
  readonly reason: string
  /** `pod/web-1`, as kubectl writes it. */
  readonly object: string
  /** `Kind/namespace/name`, for the map. */
  readonly about: string
  readonly message: string
  readonly count: number
  /** RFC 3339, of the last time it happened. */
  readonly lastSeen: string
  readonly version: number
}

/** The Events of a namespace, the newest first. */
export function eventRows(events: ReadonlyMap<ObjectKey, KubeObject>, namespace: string): EventRow[] {
  const rows: EventRow[] = []
  for (const object of events.values()) if (object.metadata.namespace === namespace) rows.push(rowOf(object as Event))
  // Their times are whole seconds; the version says in which order they were written.
  return rows.sort((a, b) => (a.lastSeen === b.lastSeen ? b.version - a.version : a.lastSeen < b.lastSeen ? 1 : -1))
}

function rowOf(event: Event): EventRow {
  const { kind, namespace, name } = { kind: '', namespace: '', name: '', ...event.involvedObject }
  return {
    id: event.metadata.uid,
    type: event.type ?? 'Normal',
    reason: event.reason ?? '',
    object: `${kind.toLowerCase()}/${name}`,
    about: `${kind}/${namespace}/${name}`,
    message: event.message ?? '',
    count: countOf(event),
    lastSeen: event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp,
    version: Number(event.metadata.resourceVersion),
  }
}

function countOf({ count, series }: Event): number {
  return count ?? series?.count ?? 1
}

/** `12s`, `3m4s`: how kubectl writes the time between (duration.HumanDuration up to ten minutes). */
export function ago(lastSeen: string, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(lastSeen)) / 1000))
  if (seconds < 120) return `${seconds}s`
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes >= 180) return `${Math.floor(minutes / 60)}h`
  return minutes < 10 && rest > 0 ? `${minutes}m${rest}s` : `${minutes}m`
}
