import type { Pod } from '@/lib/kube/core/v1.generated'
import type { ObjectKey } from '@/lib/kube/object'
import type { Working } from '../working/working'
import type { Refusal } from './filter'

/** A Pod that waits: to be looked at, or for something to change. */
export type Waiting =
  | { readonly state: 'active'; readonly attempts: number; readonly priority: number }
  | { readonly state: 'parked'; readonly attempts: number; readonly at: number; readonly plugins: readonly Refusal['plugin'][] }

/** First back-off and the longest, in simulated milliseconds (podInitialBackoffSeconds, podMaxBackoffSeconds). */
const backoffMs = { first: 1000, most: 10_000 }

export function queueOf(working: Working) {
  return working.table<Waiting>('scheduler-queue')
}

/** Puts a Pod at the end of those to look at, if it isn't there. */
export function activate(working: Working, key: ObjectKey): void {
  const queue = queueOf(working)
  const present = queue.get(key)
  if (present?.state === 'active') return
  queue.delete(key)
  const priority = (working.get(key) as Pod | undefined)?.spec.priority ?? 0
  queue.set(key, { state: 'active', attempts: present?.attempts ?? 0, priority })
}

/** The next Pods to look at: the most important first, else in their order. With many waiting, more are taken at a time. */
export function takeActive(working: Working): ObjectKey[] {
  const active: { readonly key: ObjectKey; readonly priority: number }[] = []
  let mixed = false
  for (const [key, waiting] of queueOf(working).entries()) {
    if (waiting.state !== 'active') continue
    mixed ||= active.length > 0 && active[0]?.priority !== waiting.priority
    active.push({ key: key as ObjectKey, priority: waiting.priority })
  }
  if (mixed) active.sort((a, b) => b.priority - a.priority)
  return active.slice(0, Math.ceil(active.length / 50)).map(({ key }) => key)
}

/** When a Pod that waits for something to change may be tried again after it has. */
export function backoffEnd(waiting: Extract<Waiting, { state: 'parked' }>): number {
  return waiting.at + Math.min(backoffMs.first * 2 ** Math.max(0, waiting.attempts - 1), backoffMs.most)
}
