import type { Frame, Tail } from './messages'
import type { Shown } from './timeline'

/** What is on show after a frame. Lists and maps that did not change stay the same values, so that nothing is drawn again for them. */
export function takeFrame(before: Shown | undefined, frame: Frame): Shown {
  const { now, start, head, clock, speed, changed, gone } = frame
  let objects = before?.objects ?? new Map()
  if (changed.length + gone.length > 0 || before === undefined) {
    const next = new Map(objects)
    for (const [key, object] of changed) next.set(key, object)
    for (const key of gone) next.delete(key)
    objects = next
  }
  return { now, start, head, clock, speed, objects, moments: takeTail(before?.moments ?? [], frame.moments), requests: takeTail(before?.requests ?? [], frame.requests) }
}

function takeTail<T>(before: readonly T[], { from, rest }: Tail<T>): readonly T[] {
  return rest.length === 0 && from === before.length ? before : [...before.slice(0, from), ...rest]
}
