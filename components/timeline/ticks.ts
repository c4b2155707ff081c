import type { Moment } from '@/lib/session/timeline'

/** A stroke on the time line. Moments that fall on one pixel share one, red if any of them failed. */
export interface Tick {
  /** Share of the line, 0 to 1. */
  readonly share: number
  readonly failed: boolean
  /** Done by the learner rather than by the cluster. */
  readonly own: boolean
  readonly at: number
}

/** Widest the ticks may stand apart and still share a stroke, as a share of the line. */
const apart = 0.004

/** Ticks of what happened between `start` and `end`, in simulated milliseconds, which need not be in order. */
export function ticksOf(moments: readonly Moment[], start: number, end: number): Tick[] {
  const span = Math.max(1, end - start)
  const ticks: { -readonly [K in keyof Tick]: Tick[K] }[] = []
  for (const { at, tone } of inOrder(moments)) {
    const share = Math.min(1, Math.max(0, (at - start) / span))
    let tick = ticks.at(-1)
    if (tick === undefined || share - tick.share >= apart) {
      tick = { share, failed: false, own: false, at }
      ticks.push(tick)
    }
    tick.failed ||= tone === 'failed'
    tick.own ||= tone === 'done-by-learner'
  }
  return ticks
}

/** Moments are almost always noted in order: sorting them again would cost most of a frame. */
function inOrder(moments: readonly Moment[]): readonly Moment[] {
  const sorted = moments.every((moment, index) => index === 0 || (moments[index - 1]?.at ?? 0) <= moment.at)
  return sorted ? moments : moments.toSorted((a, b) => a.at - b.at)
}

/** Where one stands: the last thing that happened by `now`. */
export function standing(moments: readonly Moment[], now: number): Moment | undefined {
  let last: Moment | undefined
  for (const moment of moments) if (moment.at <= now && (last === undefined || moment.at >= last.at)) last = moment
  return last
}

/** The moment before or after `now`; undefined at either end. */
export function neighbour(moments: readonly Moment[], now: number, way: 'before' | 'after'): number | undefined {
  const times = moments.map((moment) => moment.at)
  return way === 'after' ? least(times.filter((at) => at > now)) : most(times.filter((at) => at < now))
}

function least(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b))
}

function most(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b))
}

/** `24.0 s`, `2 min 4 s`. */
export function timeOf(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}
