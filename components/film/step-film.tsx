'use client'
import { useMemo, useState } from 'react'
import type { Film, FilmScript } from '@/lib/course/film'
import { StepChart, type ChartBand } from '../chart/step-chart'
import { ComparisonTable } from '../figure/scene-table'
import '../figure/figure.css'
import './film.css'
import { stepTable } from './film-steps'
import { FilmSettings, FilmStage, type FilmSlider } from './film-settings'
import { FilmTime } from './film-time'
import { useFilm } from './use-film'
import { usePlayer } from './use-player'

export interface StepFilmProps {
  readonly title: string
  readonly invitation: string
  readonly choices: readonly { readonly id: string; readonly label: string; readonly say: string }[]
  readonly choiceLabel: string
  readonly slider: FilmSlider
  readonly versions: readonly string[]
  /** What the time before the first step is called. */
  readonly before: string
  readonly scriptOf: (choice: string, seconds: number) => FilmScript
}

/** A plan of several steps as a film: who answered, what failed, and both again for each step. */
export function StepFilm({ title, invitation, choices, choiceLabel, slider, versions, before, scriptOf }: StepFilmProps) {
  const [choice, setChoice] = useState(choices[0]?.id ?? '')
  const [seconds, setSeconds] = useState(slider.first)
  const script = useMemo(() => scriptOf(choice, seconds), [scriptOf, choice, seconds])
  const { film, state } = useFilm(script)
  return (
    <div className="film" role="group" aria-label={`Figure: ${title}`}>
      <p className="film-invitation">{invitation}</p>
      <FilmSettings label={choiceLabel} choices={choices} choice={choice} onChoice={setChoice} slider={slider} seconds={seconds} onSeconds={setSeconds} />
      {film === undefined ? (
        <p className="film-wait" role="status">
          {state === 'failed' ? 'The practice cluster could not run this. Choose something else, or the same again.' : 'It is run on a practice cluster.'}
        </p>
      ) : (
        <FilmStage shooting={state === 'shooting'} say={choices.find(({ id }) => id === choice)?.say}>
          <Charts film={film} versions={versions} />
          <ComparisonTable table={stepTable(film, script.steps, before)} caption="What each step showed" />
        </FilmStage>
      )}
    </div>
  )
}

function Charts({ film, versions }: { readonly film: Film; readonly versions: readonly string[] }) {
  const moments = useMemo(() => film.moments.filter(({ tone }) => tone === 'done-by-learner'), [film])
  const player = usePlayer(film, film.stepsAt[1] ?? film.stepsAt[0] ?? 0)
  const { times, bands, errors } = useMemo(() => bandsOf(film, versions), [film, versions])
  const axis = { times, durationMs: film.durationMs, now: player.at, onSeek: player.seek }
  return (
    <>
      <StepChart title="Requests a second, by the version that answered" summary={`${film.failures.length} failed in all.`} bands={bands} {...axis} height={120} />
      <StepChart title="Errors, share of the last 10 s" summary={`At most ${Math.max(0, ...errors).toFixed(1)} %.`} bands={[{ id: 'errors', label: 'errors', tone: 'failing', values: errors }]} {...axis} unit=" %" atLeast={10} height={92} />
      <FilmTime player={player} durationMs={film.durationMs} moments={moments} />
    </>
  )
}

const tones = ['hatched', 'full', 'dotted'] as const

function bandsOf({ seconds }: Film, versions: readonly string[]): { readonly times: number[]; readonly bands: ChartBand[]; readonly errors: number[] } {
  const errors = seconds.map((_, index) => {
    const last = seconds.slice(Math.max(0, index - 9), index + 1)
    return (last.reduce((sum, { failed }) => sum + failed, 0) / Math.max(1, last.reduce((sum, { sent }) => sum + sent, 0))) * 100
  })
  return {
    times: seconds.map((_, index) => index * 1000),
    bands: [
      ...versions.map((version, index): ChartBand => ({ id: version, label: version, tone: tones[index] ?? 'full', values: seconds.map(({ byVersion }) => byVersion[version] ?? 0) })).reverse(),
      { id: 'failed', label: 'failed', tone: 'failing', values: seconds.map(({ failed }) => failed) },
    ],
    errors,
  }
}
