import type { FilmMoment } from '@/lib/course/film'
import { Scrubber } from '../timeline/scrubber'
import '../timeline/timeline.css'
import { standing, timeOf } from '../timeline/ticks'
import type { Player } from './use-player'

/** The film's time line: play, step, a scrubber over what happened, and the sentence for where one stands. */
export function FilmTime({ player, durationMs, moments }: { readonly player: Player; readonly durationMs: number; readonly moments: readonly FilmMoment[] }) {
  const { at, playing, speed } = player
  const here = standing(moments, at)
  return (
    <div className="film-time">
      <button type="button" className="time-button" aria-label={playing ? 'Pause' : 'Play'} onClick={playing ? player.pause : player.play}>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          {playing ? <path d="M2 1h3v10H2zM7 1h3v10H7z" /> : <path d="M2 1l9 5-9 5z" />}
        </svg>
      </button>
      <button type="button" className="time-button" aria-label="Step to the next thing that happens" onClick={player.step}>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M0 5.2h6V2.5L9.4 6 6 9.5V6.8H0zM10 1.5h1.6v9H10z" />
        </svg>
      </button>
      <Scrubber now={at} start={0} head={durationMs} moments={moments} say={here?.say ?? ''} onSeek={player.seek} whole />
      <p className="film-here">
        <b>{timeOf(at)}</b> {here?.say ?? 'nothing has happened yet'} <span className="film-speed">{playing ? `${speed}×` : ''}</span>
      </p>
    </div>
  )
}
