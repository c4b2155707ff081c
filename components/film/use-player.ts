'use client'
import { useEffect, useState } from 'react'
import type { Film } from '@/lib/course/film'
import { useReducedMotion } from '../ui/use-reduced-motion'
import { neighbour } from '../timeline/ticks'

/** A whole film takes about this long to watch, in real milliseconds. */
const watchMs = 14_000
/** Without motion, a film goes on from moment to moment, this far apart. */
const stepEveryMs = 1_000

/** Where a film stands, and what moves it. */
export interface Player {
  readonly at: number
  readonly playing: boolean
  /** How many times faster than it happened. */
  readonly speed: number
  readonly play: () => void
  readonly pause: () => void
  readonly step: () => void
  readonly seek: (at: number) => void
}

/** Plays a film: evenly, or from moment to moment where no motion is wanted. `first` is where a new film stands. */
export function usePlayer(film: Pick<Film, 'durationMs' | 'moments'>, first: number): Player {
  const [state, setState] = useState({ film, at: first, playing: false })
  const still = useReducedMotion()
  // Another film begins where it asks to.
  if (state.film !== film) setState({ film, at: first, playing: false })
  const { durationMs, moments } = film
  const speed = Math.max(1, Math.round(durationMs / watchMs))
  const { playing } = state
  useEffect(() => {
    if (!playing) return undefined
    const move = (next: (at: number) => number) =>
      setState((now) => {
        const at = Math.min(durationMs, next(now.at))
        return { ...now, at, playing: now.playing && at < durationMs }
      })
    if (still) {
      const timer = setInterval(() => move((at) => neighbour(moments, at, 'after') ?? durationMs), stepEveryMs)
      return () => clearInterval(timer)
    }
    let last = performance.now()
    let frame = requestAnimationFrame(function draw(now) {
      const passed = Math.max(0, now - last)
      last = now
      move((at) => at + passed * speed)
      frame = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing, still, durationMs, moments, speed])
  return {
    at: Math.min(state.at, durationMs),
    playing,
    speed,
    play: () => setState((now) => ({ ...now, at: now.at >= durationMs ? 0 : now.at, playing: true })),
    pause: () => setState((now) => ({ ...now, playing: false })),
    step: () => setState((now) => ({ ...now, playing: false, at: neighbour(moments, now.at, 'after') ?? durationMs })),
    seek: (at) => setState((now) => ({ ...now, at, playing: false })),
  }
}
