'use client'
import { memo, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { Moment } from '@/lib/session/timeline'
import { usePaced } from '@/components/ui/use-paced'
import { neighbour, ticksOf, timeOf, type Tick } from './ticks'

export interface ScrubberProps {
  readonly now: number
  readonly start: number
  readonly head: number
  readonly moments: readonly Moment[]
  /** The sentence for where one stands, read with the slider's value. */
  readonly say: string
  readonly onSeek: (at: number) => void
  /** Nothing is to come any more: the line ends with the history. */
  readonly whole?: boolean
}

/** The line's shortest reach, so that the first seconds do not fill it. */
const shortestMs = 10_000
/** Strokes are added this often, in real milliseconds: thousands of moments may pass in a second. */
const ticksMs = 250
/** It reaches further by so much at once: ticks stand still in between, and are not drawn again with every moment that passes. */
const growth = 1.25

/** A slider over everything that has happened: arrow keys go from event to event, Page keys by ten seconds, Home and End to its ends. */
export function Scrubber({ now, start, head, moments, say, onSeek, whole = false }: ScrubberProps) {
  const line = useRef<HTMLDivElement>(null)
  const end = start + (whole ? Math.max(1, head - start) : reachOf(head - start))
  const past = usePaced(moments, ticksMs)
  const ticks = useMemo(() => ticksOf(past, start, end), [past, start, end])
  const share = (now - start) / (end - start)

  function seekTo(event: PointerEvent) {
    const frame = line.current?.getBoundingClientRect()
    if (frame === undefined) return
    const at = start + ((event.clientX - frame.left) / frame.width) * (end - start)
    onSeek(Math.round(Math.min(head, Math.max(start, at))))
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    seekTo(event)
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event)
  }

  function onKeyDown(event: KeyboardEvent) {
    const at = keyTarget(event.key, { now, start, head, moments })
    if (at === undefined) return
    event.preventDefault()
    onSeek(at)
  }

  return (
    <div
      ref={line}
      className="time-line"
      role="slider"
      tabIndex={0}
      aria-label="Time"
      aria-valuemin={0}
      aria-valuemax={Math.round((head - start) / 1000)}
      aria-valuenow={Math.round((now - start) / 1000)}
      aria-valuetext={`${timeOf(now - start)} of ${timeOf(head - start)}${say === '' ? '' : `: ${say}`}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    >
      <div className="time-track">
        <span className="time-past" style={{ width: `${share * 100}%` }} />
        <Ticks ticks={ticks} />
        <span className="time-handle" style={{ left: `${share * 100}%` }} />
      </div>
    </div>
  )
}

/** One path a kind of tick: there may be hundreds, and they are drawn anew as time passes. */
const Ticks = memo(function Ticks({ ticks }: { readonly ticks: readonly Tick[] }) {
  return (
    <svg className="time-ticks" viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">
      {kinds.map(({ kind, has, stroke }) => (
        <path key={kind} data-kind={kind} d={ticks.flatMap((tick) => (has(tick) ? [`M${Math.round(tick.share * 10_000) / 10} ${stroke}`] : [])).join('')} />
      ))}
    </svg>
  )
})

/** The cluster's ticks are the shortest, failures the longest. */
const kinds: readonly { readonly kind: string; readonly has: (tick: Tick) => boolean; readonly stroke: string }[] = [
  { kind: 'other', has: ({ own, failed }) => !own && !failed, stroke: '8v12' },
  { kind: 'own', has: ({ own, failed }) => own && !failed, stroke: '6v16' },
  { kind: 'failed', has: ({ failed }) => failed, stroke: '5v18' },
]

/** How far the line reaches for a history of so many milliseconds. */
export function reachOf(passedMs: number): number {
  const steps = Math.ceil(Math.log(Math.max(1, passedMs / shortestMs)) / Math.log(growth))
  return shortestMs * growth ** steps
}

/** Where a key leads; undefined for keys that are none of the slider's, and where nothing lies. */
export function keyTarget(key: string, { now, start, head, moments }: Pick<ScrubberProps, 'now' | 'start' | 'head' | 'moments'>): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return neighbour(moments, now, 'after') ?? head
    case 'ArrowLeft':
    case 'ArrowDown':
      return neighbour(moments, now, 'before') ?? start
    case 'PageUp':
      return Math.min(head, now + 10_000)
    case 'PageDown':
      return Math.max(start, now - 10_000)
    case 'Home':
      return start
    case 'End':
      return head
    default:
      return undefined
  }
}
