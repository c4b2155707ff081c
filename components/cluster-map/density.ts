import type { PodModel } from './pod-model'

/** How much of a Pod is drawn. */
export type Density = 'card' | 'chip' | 'dot'

/** Size of one Pod and the gap to its neighbour, in pixels. */
export interface PodSize {
  readonly w: number
  readonly h: number
  readonly gap: number
}

export const podSizes: Readonly<Record<Density, PodSize>> = {
  card: { w: 250, h: 86, gap: 6 },
  chip: { w: 82, h: 48, gap: 10 },
  dot: { w: 8, h: 8, gap: 5 },
}

/** Cards up to 6 Pods, chips up to 40, dots beyond. */
export function densityFor(pods: number): Density {
  if (pods <= 6) return 'card'
  return pods <= 40 ? 'chip' : 'dot'
}

/**
 * The density for Pods as they are. A rollout has each of them twice for a moment, one coming and one leaving: chips stay chips through it, rather
 * than turn into dots and back.
 */
export function densityOf(pods: readonly Pick<PodModel, 'state'>[]): Density {
  const leaving = pods.filter(({ state }) => state === 'leaving').length
  const density = densityFor(pods.length)
  return density === 'dot' ? densityFor(Math.max(leaving, pods.length - leaving)) : density
}

/** Places Pods at a density; cards that do not fit become chips. */
export function placeWithin<P>(density: Density, place: (density: Density) => P, fits: (placed: P) => boolean): { readonly density: Density; readonly placed: P } {
  const placed = place(density)
  return density !== 'card' || fits(placed) ? { density, placed } : { density: 'chip', placed: place('chip') }
}
