const firstMs = 10_000
const longestMs = 300_000
/** A Pod is looked at once a minute even while a longer back-off runs (pod_workers.go completeWork). */
export const resyncMs = 60_000

/** The wait that follows one of `ms`: 10 s after none, then twice as long each time, up to 5 minutes. */
export function nextBackOff(ms: number): number {
  return ms === 0 ? firstMs : Math.min(longestMs, ms * 2)
}
