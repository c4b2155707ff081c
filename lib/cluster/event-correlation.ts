/** What a recorder remembers of one source: a component on a host speaking about one object, or one part of it. */
export interface Spoken {
  /** How many events it may still send at once, as of `at`. */
  readonly tokens: number
  readonly at: number
  /** By reason and part of the object: events that differ in their message alone are similar. */
  readonly similar: readonly Similar[]
}

interface Similar {
  readonly what: string
  /** Simulated milliseconds of the newest. */
  readonly at: number
  readonly messages: readonly string[]
  /** The Events written, by the message they are counted under; the combined one has the empty message. */
  readonly written: readonly { readonly counted: string; readonly name: string }[]
}

/** An Event that users of the newer events API go on counting. */
export interface Series {
  readonly name: string
}

interface Cache<T> {
  readonly size: number
  keys(): Iterable<string>
  get(key: string): T | undefined
  set(key: string, value: T): void
  delete(key: string): unknown
}

/** So much is remembered at least; the oldest half goes when there is twice as much (client-go keeps as many). */
const remembered = 4096

/** Forgets what was noted first, so that a long life costs no more than a short one. */
export function forgetOldest(cache: Cache<unknown>): void {
  if (cache.size < 2 * remembered) return
  let surplus = cache.size - remembered
  for (const key of [...cache.keys()]) if (surplus-- > 0) cache.delete(key)
}

// tools/record/events_cache.go: defaultAggregateMaxEvents, defaultAggregateIntervalInSeconds, defaultSpamBurst, defaultSpamQPS
const maxSimilar = 10
const similarWithinMs = 600_000
const burst = 25
const refillMs = 300_000

/** What to write for an occurrence: under which message it is counted, the text, and the Event that has counted it so far. */
export interface Correlated {
  readonly counted: string
  readonly message: string
  readonly known: string | undefined
}

/**
 * Notes that a source says something. Events that differ in their message alone are similar; of the tenth different message within ten
 * minutes on they are counted together. Undefined when this source may not write now: 25 in a burst, then one in five minutes.
 */
export function correlate(cache: Cache<Spoken>, source: string, what: string, message: string, now: number): Correlated | undefined {
  const spoken = cache.get(source)
  const seen = spoken?.similar.find((similar) => similar.what === what)
  const messages = messagesWith(seen, message, now)
  const combined = messages.length >= maxSimilar
  const counted = combined ? '' : message
  const tokens = spoken === undefined ? burst : Math.min(burst, spoken.tokens + (now - spoken.at) / refillMs)
  const similar: Similar = { what, at: now, messages, written: seen?.written ?? [] }
  cache.set(source, { tokens: tokens < 1 ? tokens : tokens - 1, at: now, similar: withSimilar(spoken?.similar, seen, similar) })
  if (tokens < 1) return undefined
  return { counted, message: combined ? `(combined from similar events): ${message}` : message, known: seen?.written.find((event) => event.counted === counted)?.name }
}

function messagesWith(seen: Similar | undefined, message: string, now: number): readonly string[] {
  const messages = seen !== undefined && now - seen.at <= similarWithinMs ? seen.messages : []
  return messages.includes(message) || messages.length >= maxSimilar ? messages : [...messages, message]
}

/** Remembers the Event that was written for what `correlate` told. */
export function rememberEvent(cache: Cache<Spoken>, source: string, what: string, counted: string, name: string): void {
  const spoken = cache.get(source)
  const seen = spoken?.similar.find((similar) => similar.what === what)
  if (spoken === undefined || seen === undefined) return
  const written = [...seen.written.filter((event) => event.counted !== counted), { counted, name }]
  cache.set(source, { ...spoken, similar: withSimilar(spoken.similar, seen, { ...seen, written }) })
}

function withSimilar(all: readonly Similar[] | undefined, old: Similar | undefined, fresh: Similar): readonly Similar[] {
  if (all === undefined) return [fresh]
  return old === undefined ? [...all, fresh] : all.map((similar) => (similar === old ? fresh : similar))
}
