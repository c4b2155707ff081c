'use client'
import { useMemo, useState } from 'react'
import type { Film, FilmMoment, FilmScript } from '@/lib/course/film'
import type { SceneTable } from '@/lib/course/scene'
import { ChartLegend } from '../chart/chart-legend'
import { ComparisonTable } from '../figure/scene-table'
import '../figure/figure.css'
import './film.css'
import { FilmColumn } from './film-column'
import { FilmSettings, FilmStage, type FilmSlider } from './film-settings'
import { FilmTime } from './film-time'
import { useFilm } from './use-film'
import { usePlayer } from './use-player'

/** One of the ways to do the same thing. */
export interface Way {
  readonly id: string
  readonly title: string
  readonly script: FilmScript
}

export interface SideBySideProps {
  readonly title: string
  readonly invitation: string
  /** `first` is the one that is shown at first. */
  readonly choices: readonly { readonly id: string; readonly label: string; readonly say: string; readonly first?: boolean }[]
  /** What is chosen. */
  readonly choiceLabel: string
  readonly versionsOf: (choice: string) => { readonly old: string; readonly new: string }
  readonly slider: FilmSlider
  /** The three ways for a choice and the slider's seconds. */
  readonly waysOf: (choice: string, seconds: number) => readonly [Way, Way, Way]
  readonly tableOf: (films: readonly Film[]) => SceneTable
}

/** The same release in three ways, on three clusters, moment by moment beside each other. */
export function SideBySide({ title, invitation, choices, choiceLabel, versionsOf, slider, waysOf, tableOf }: SideBySideProps) {
  const [choice, setChoice] = useState(choices.find(({ first }) => first === true)?.id ?? '')
  const [seconds, setSeconds] = useState(slider.first)
  const ways = useMemo(() => waysOf(choice, seconds), [waysOf, choice, seconds])
  const filmed = [useFilm(ways[0].script), useFilm(ways[1].script), useFilm(ways[2].script)]
  const films = filmed.flatMap(({ film }) => (film === undefined ? [] : [film]))
  const shooting = filmed.some(({ state }) => state === 'shooting')
  const chosen = choices.find(({ id }) => id === choice)
  return (
    <div className="film" role="group" aria-label={`Figure: ${title}`}>
      <p className="film-invitation">{invitation}</p>
      <FilmSettings label={choiceLabel} choices={choices} choice={choice} onChoice={setChoice} slider={slider} seconds={seconds} onSeconds={setSeconds} />
      {films.length < ways.length ? (
        <p className="film-wait" role="status">
          {filmed.some(({ state }) => state === 'failed') ? 'The practice cluster could not run this. Choose something else, or the same again.' : 'It is run on three practice clusters.'}
        </p>
      ) : (
        <FilmStage shooting={shooting} say={chosen?.say}>
          <Films ways={ways} films={films} versions={versionsOf(choice)} />
          <ComparisonTable table={tableOf(films)} caption="What each way came to" />
        </FilmStage>
      )}
    </div>
  )
}

function Films({ ways, films, versions }: { readonly ways: readonly Way[]; readonly films: readonly Film[]; readonly versions: { readonly old: string; readonly new: string } }) {
  // The array is another one each time; the films are not.
  const [first, second, third] = films
  const whole = useMemo(() => {
    const all = [first, second, third].flatMap((film) => film ?? [])
    return { durationMs: Math.max(...all.map(({ durationMs }) => durationMs)), moments: all.flatMap((film, index) => told(film, ways[index]?.title ?? '')).sort((a, b) => a.at - b.at) }
    // The titles stand for good.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first, second, third])
  const player = usePlayer(whole, Math.min(20_000, whole.durationMs))
  return (
    <>
      <div className="film-columns">
        {ways.map((way, index) => {
          const film = films[index]
          return film === undefined ? null : <FilmColumn key={way.id} title={way.title} film={film} at={player.at} durationMs={whole.durationMs} versions={versions} onSeek={player.seek} />
        })}
      </div>
      <ChartLegend
        bands={[
          { id: 'old', label: `answered by ${versions.old}`, tone: 'hatched', values: [1] },
          { id: 'new', label: `answered by ${versions.new}`, tone: 'full', values: [1] },
          { id: 'failed', label: 'failed', tone: 'failing', values: [1] },
        ]}
      />
      <FilmTime player={player} durationMs={whole.durationMs} moments={whole.moments} />
    </>
  )
}

/** What people did, and the first and last request that failed: the rest would be too much of three films at once. */
function told(film: Film, title: string): FilmMoment[] {
  const [first, last] = [film.failures[0], film.failures.at(-1)]
  const done = film.moments.filter(({ tone }) => tone === 'done-by-learner')
  const failed: FilmMoment[] = first === undefined || last === undefined ? [] : [
    { at: first.at, say: `the first request fails: ${first.say}`, tone: 'failed' },
    { at: last.at, say: 'the last request that fails', tone: 'failed' },
  ]
  return [...done, ...failed].map((moment) => ({ ...moment, say: `${title}: ${moment.say}` }))
}
