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

/** Places Pods at a density; cards that do not fit become chips. */
export function placeWithin<P>(density: Density, place: (density: Density) => P, fits: (placed: P) => boolean): { readonly density: Density; readonly placed: P } {
  const placed = place(density)
  return density !== 'card' || fits(placed) ? { density, placed } : { density: 'chip', placed: place('chip') }
}
