'use client'
import { memo, useId, useMemo } from 'react'
import './timeline.css'
import { speeds, type Clock, type Moment, type Speed } from '@/lib/session/timeline'
import { Scrubber } from './scrubber'
import { standing, timeOf } from './ticks'

export interface TimelineProps {
  /** Simulated milliseconds: what is on show, and how far the history reaches. */
  readonly now: number
  readonly start: number
  readonly head: number
  readonly clock: Clock
  readonly speed: Speed
  readonly moments: readonly Moment[]
  readonly onPlay: () => void
  readonly onPause: () => void
  /** To the next thing that happens. */
  readonly onStep: () => void
  readonly onSpeed: (speed: Speed) => void
  readonly onSeek: (at: number) => void
}

/** Time as one line: play, step, speed, a scrubber over everything that happened, and a sentence for where one stands. */
export const Timeline = memo(function Timeline({ now, start, head, clock, speed, moments, onPlay, onPause, onStep, onSpeed, onSeek }: TimelineProps) {
  const running = clock !== 'paused'
  const here = useMemo(() => standing(moments, now), [moments, now])
  return (
    <section
      className="time"
      aria-label="Time"
      onKeyDown={(event) => {
        if (event.key !== ' ' || !(event.target instanceof Element) || event.target.role !== 'slider') return
        event.preventDefault()
        if (running) onPause()
        else onPlay()
      }}
    >
      <Buttons running={running} speed={speed} onPlay={onPlay} onPause={onPause} onStep={onStep} onSpeed={onSpeed} />
      <Scrubber now={now} start={start} head={head} moments={moments} say={here?.say ?? ''} onSeek={onSeek} />
      <div className="time-here">
        <div>
          <p>
            <b>{timeOf(now - start)}</b> <span data-tone={here?.tone}>{here?.say ?? 'nothing has happened yet'}</span>
          </p>
        </div>
      </div>
    </section>
  )
})

type ButtonsProps = Pick<TimelineProps, 'speed' | 'onPlay' | 'onPause' | 'onStep' | 'onSpeed'> & { readonly running: boolean }

/** Not drawn again for time that passes. */
const Buttons = memo(function Buttons({ running, speed, onPlay, onPause, onStep, onSpeed }: ButtonsProps) {
  const name = useId()
  return (
    <div className="time-buttons">
      <button type="button" className="time-button" aria-label={running ? 'Pause' : 'Play'} title={running ? 'Pause' : 'Play'} onClick={running ? onPause : onPlay}>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          {running ? <path d="M2 1h3v10H2zM7 1h3v10H7z" /> : <path d="M2 1l9 5-9 5z" />}
        </svg>
      </button>
      <button type="button" className="time-button" aria-label="Step to the next thing that happens" title="Step" onClick={onStep}>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M0 5.2h6V2.5L9.4 6 6 9.5V6.8H0zM10 1.5h1.6v9H10z" />
        </svg>
      </button>
      <fieldset className="time-speeds">
        <legend>Speed</legend>
        {speeds.map((item) => (
          <label key={item}>
            <input type="radio" name={name} checked={item === speed} onChange={() => onSpeed(item)} />
            <span>{`${item}×`}</span>
          </label>
        ))}
      </fieldset>
    </div>
  )
})
