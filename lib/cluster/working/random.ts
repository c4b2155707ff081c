/** One step of mulberry32: the next state and a number in [0, 1). Deterministic, small, good enough for names and choices. */
export function nextRandom(state: number): { readonly state: number; readonly value: number } {
  const next = (state + 0x6d2b79f5) | 0
  let t = Math.imul(next ^ (next >>> 15), 1 | next)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return { state: next, value: ((t ^ (t >>> 14)) >>> 0) / 4294967296 }
}

/** The alphabet of generated names: no vowels, no look-alikes (apimachinery pkg/util/rand). */
export const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789'
