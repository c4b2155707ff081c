import { at, type Point } from './line-path'

/** From the first box to the last, in milliseconds. */
export const travelMs = 900
/** Most dots on the way at once: more than these cannot be told apart. */
export const mostMoving = 24

interface Traveller {
  readonly track: readonly Point[]
  /** Of each of the track's points, the share of the way that leads to it. */
  readonly shares: readonly number[]
  readonly failing: boolean
  readonly since: number
}

/** Requests that are on their way: each keeps to the way it set out on, at one speed. Times are milliseconds of one clock. */
export class Travel {
  #going: readonly Traveller[] = []

  get isOver(): boolean {
    return this.#going.length === 0
  }

  /** Sets a dot going along its track's points. */
  add(track: readonly Point[], failing: boolean, now: number): void {
    if (track.length > 1) this.#going = [...this.#going.slice(1 - mostMoving), { track, shares: sharesOf(track), failing, since: now }]
  }

  /** Paths of points at which the dots are now, of those that fail and of the others; who has arrived is gone. */
  paths(now: number): { readonly failing: string; readonly others: string } {
    this.#going = this.#going.filter(({ since }) => now - since < travelMs)
    let [failing, others] = ['', '']
    for (const traveller of this.#going) {
      const dot = `M${at(placeOf(traveller, now))}h.01`
      if (traveller.failing) failing += dot
      else others += dot
    }
    return { failing, others }
  }
}

function sharesOf(track: readonly Point[]): number[] {
  let gone = 0
  const lengths = track.map((point, i) => {
    const from = track[i - 1] ?? point
    return (gone += Math.hypot(point.x - from.x, point.y - from.y))
  })
  return lengths.map((length) => (gone === 0 ? 1 : length / gone))
}

function placeOf({ track, shares, since }: Traveller, now: number): Point {
  const share = Math.max(0, now - since) / travelMs
  const next = Math.max(1, shares.findIndex((reached) => reached >= share))
  const [from, to] = [track[next - 1], track[next]]
  const [begin = 0, end = 1] = [shares[next - 1], shares[next]]
  if (from === undefined || to === undefined) return { x: 0, y: 0 }
  const part = end === begin ? 1 : (share - begin) / (end - begin)
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}
