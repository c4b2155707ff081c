import type { SimulationState } from '../working/working'

/** Each request counts this much less than the one after it: the last several hundred decide. */
const memory = 0.998
/** Before so many requests nobody can tell a share. */
const fewest = 100

type Shares = Readonly<Record<string, number>>

/** Which part of a Service's recent requests an image answered, from 0 to 1. */
export function shareOf(state: SimulationState, service: string, image: string): number {
  const shares = state.slots.get(`share/${family(image)}`) as Shares | undefined
  const own = shares?.[image] ?? 0
  const total = Object.values(shares ?? {}).reduce((sum, value) => sum + value, 0)
  return total < fewest || service === '' ? 0 : own / total
}

/** Remembers that an image answered. Only for images whose behaviour depends on it. */
export function noteShare(state: SimulationState, service: string, image: string): SimulationState {
  if (service === '' || !image.startsWith('example.com/feed:')) return state
  const key = `share/${family(image)}`
  const before = (state.slots.get(key) as Shares | undefined) ?? {}
  const faded = Object.fromEntries(Object.entries(before).map(([name, value]) => [name, value * memory]))
  const slots = new Map(state.slots)
  slots.set(key, { ...faded, [image]: (faded[image] ?? 0) + 1 })
  return { ...state, slots }
}

function family(image: string): string {
  return image.replace(/:.*$/, '')
}
