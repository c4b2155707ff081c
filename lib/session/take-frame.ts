import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Frame, Tail } from './messages'
import { ShownEvents } from './shown-events'
import type { Shown } from './timeline'

/** What is on show after frames, oldest first. Lists and maps that did not change stay the same values, so that nothing is drawn again for them. */
export function takeFrames(before: Shown | undefined, frames: readonly Frame[]): Shown | undefined {
  const last = frames.at(-1)
  if (last === undefined) return before
  const { now, start, head, clock, speed, reached } = last
  return {
    ...{ now, start, head, clock, speed, reached },
    objects: takeObjects(before?.objects ?? new Map(), frames),
    events: frames.reduce(takeEvents, before?.events ?? new ShownEvents()),
    moments: frames.reduce((moments, frame) => takeTail(moments, frame.moments), before?.moments ?? []),
    requests: frames.reduce((requests, frame) => takeTail(requests, frame.requests), before?.requests ?? []),
  }
}

function isEvent(key: ObjectKey): boolean {
  return key.startsWith('/events/') || key.startsWith('events.k8s.io/')
}

function takeObjects(before: ReadonlyMap<ObjectKey, KubeObject>, frames: readonly Frame[]): ReadonlyMap<ObjectKey, KubeObject> {
  let next: Map<ObjectKey, KubeObject> | undefined
  for (const { changed, sameSpec, gone } of frames) {
    const same = new Set(sameSpec)
    for (const [key, object] of changed) {
      next ??= new Map(before)
      next.set(key, same.has(key) ? withSpecOf(object, next.get(key)) : object)
    }
    for (const key of gone) if (!isEvent(key)) (next ??= new Map(before)).delete(key)
  }
  return next ?? before
}

function withSpecOf(object: KubeObject, before: KubeObject | undefined): KubeObject {
  return before !== undefined && 'spec' in before ? ({ ...object, spec: before.spec } as KubeObject) : object
}

function takeEvents(before: ShownEvents, { events, gone }: Frame): ShownEvents {
  const goneEvents = gone.filter(isEvent)
  return events.length + goneEvents.length === 0 ? before : before.with({ changed: events, gone: goneEvents })
}

function takeTail<T>(before: readonly T[], { from, rest }: Tail<T>): readonly T[] {
  if (from === before.length) return rest.length === 0 ? before : before.concat(rest)
  return before.slice(0, from).concat(rest)
}
