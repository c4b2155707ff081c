import type { Pod } from '@/lib/kube/core/v1.generated'
import type { ObjectKey } from '@/lib/kube/object'
import type { Working } from '../working/working'
import type { Refusal } from './filter'

/** A Pod to be looked at. */
interface Active {
  readonly priority: number
}

/** A Pod that waits for something to change, and what refused it. */
export interface Parked {
  readonly at: number
  readonly plugins: readonly Refusal['plugin'][]
}

function activeOf(working: Working) {
  return working.table<Active>('scheduler-queue')
}

export function parkedOf(working: Working) {
  return working.table<Parked>('scheduler-parked')
}

/** Puts a Pod at the end of those to look at, if it isn't there. */
export function activate(working: Working, key: ObjectKey): void {
  const active = activeOf(working)
  if (active.get(key) !== undefined) return
  leave(working, key)
  active.set(key, { priority: (working.get(key) as Pod | undefined)?.spec.priority ?? 0 })
}

/** Lets a Pod wait until something changes that may help it. */
export function park(working: Working, key: ObjectKey, plugins: Parked['plugins']): void {
  activeOf(working).delete(key)
  parkedOf(working).set(key, { at: working.now, plugins })
}

/** A Pod that is placed or gone waits no longer. */
export function leave(working: Working, key: ObjectKey): void {
  activeOf(working).delete(key)
  parkedOf(working).delete(key)
}

export function hasActive(working: Working): boolean {
  return activeOf(working).size > 0
}

/** The next Pods to look at: the most important first, else in their order. With many waiting, more are taken at a time. */
export function takeActive(working: Working): ObjectKey[] {
  const active: { readonly key: ObjectKey; readonly priority: number }[] = []
  let mixed = false
  for (const [key, { priority }] of activeOf(working).entries()) {
    mixed ||= active.length > 0 && active[0]?.priority !== priority
    active.push({ key: key as ObjectKey, priority })
  }
  if (mixed) active.sort((a, b) => b.priority - a.priority)
  return active.slice(0, Math.ceil(active.length / 50)).map(({ key }) => key)
}
