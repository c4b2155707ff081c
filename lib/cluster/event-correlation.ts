/** What a recorder remembers: the messages of similar events, how many it may still send, and the Event it wrote last. */
export type EventCache =
  | { readonly kind: 'similar'; readonly messages: readonly string[]; readonly at: number }
  | { readonly kind: 'tokens'; readonly left: number; readonly at: number }
  | { readonly kind: 'known'; readonly name: string }

interface Cache {
  readonly size: number
  keys(): Iterable<string>
  get(key: string): EventCache | undefined
  set(key: string, value: EventCache): void
  delete(key: string): unknown
}

/** So much is remembered at least; the oldest half goes when there is twice as much (client-go keeps 4,096 of each). */
const remembered = 8192

/** Forgets what was noted first, so that a long life costs no more than a short one. */
export function forgetOldest(cache: Cache): void {
  if (cache.size < 2 * remembered) return
  let surplus = cache.size - remembered
  for (const key of [...cache.keys()]) if (surplus-- > 0) cache.delete(key)
}

// tools/record/events_cache.go: defaultAggregateMaxEvents, defaultAggregateIntervalInSeconds, defaultSpamBurst, defaultSpamQPS
const maxSimilar = 10
const similarWithinMs = 600_000
const burst = 25
const refillMs = 300_000

/**
 * The key and the message under which an event is counted. Events that differ in their message alone are similar; of the tenth different
 * message within ten minutes on they are counted together.
 */
export function aggregate(cache: Cache, similar: string, message: string, now: number): { readonly key: string; readonly message: string } {
  const seen = cache.get(`similar:${similar}`)
  const messages = seen?.kind === 'similar' && now - seen.at <= similarWithinMs ? seen.messages : []
  const all = messages.includes(message) || messages.length >= maxSimilar ? messages : [...messages, message]
  cache.set(`similar:${similar}`, { kind: 'similar', messages: all, at: now })
  if (all.length < maxSimilar) return { key: `${similar}|${message}`, message }
  return { key: similar, message: `(combined from similar events): ${message}` }
}

/** Whether this source may write one more event about this object now. */
export function takeToken(cache: Cache, source: string, now: number): boolean {
  const bucket = cache.get(`tokens:${source}`)
  const left = bucket?.kind === 'tokens' ? Math.min(burst, bucket.left + (now - bucket.at) / refillMs) : burst
  if (left < 1) return false
  cache.set(`tokens:${source}`, { kind: 'tokens', left: left - 1, at: now })
  return true
}
