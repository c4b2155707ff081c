const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A source of ids as ULIDs have them: ten characters of time (Unix milliseconds), sixteen of chance, in Crockford's base 32. Within one
 * millisecond the chance part counts up (it begins in its lower half, to have room), so that the ids of one device sort in the order in
 * which they were made.
 */
export function eventIds(nowMs: () => number, random: () => number): () => string {
  let last = -1
  let tail: number[] = []
  return () => {
    const now = Math.max(nowMs(), last)
    if (now === last) tail = countUp(tail)
    else tail = Array.from({ length: 16 }, (_, at) => Math.floor(random() * (at === 0 ? 16 : 32)))
    last = now
    return digits(now, 10) + tail.map((digit) => alphabet[digit] ?? '0').join('')
  }
}

function countUp(tail: readonly number[]): number[] {
  const next = [...tail]
  for (let i = next.length - 1; i >= 0; i--) {
    const digit = next[i] ?? 0
    next[i] = (digit + 1) % 32
    if (digit < 31) break
  }
  return next
}

function digits(value: number, length: number): string {
  let text = ''
  let rest = value
  for (let i = 0; i < length; i++) {
    text = (alphabet[rest % 32] ?? '0') + text
    rest = Math.floor(rest / 32)
  }
  return text
}
