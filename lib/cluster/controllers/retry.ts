import type { Working } from '../working/working'

/** The longest wait before another try. */
const longestMs = 1_000_000

/** When to try again what failed: `firstMs` later, then twice as long each time, up to 1,000 s (client-go ItemExponentialFailureRateLimiter). The tries are counted in `table`. */
export function retryAt(working: Working, table: string, key: string, firstMs: number): number {
  const retries = working.table<number>(table)
  const count = retries.get(key) ?? 0
  retries.set(key, count + 1)
  return working.now + Math.min(firstMs * 2 ** count, longestMs)
}

/** It went well: the next failure counts as the first. */
export function forgetRetries(working: Working, table: string, key: string): void {
  working.table<number>(table).delete(key)
}
