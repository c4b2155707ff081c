import { useMemo } from 'react'
import type { Film } from '@/lib/course/film'
import { countsAt } from '@/lib/course/film-counts'
import { StepChart, type ChartBand } from '../chart/step-chart'
import { PodTiles, type TileGroup } from './pod-tiles'

export interface FilmColumnProps {
  readonly title: string
  readonly film: Film
  readonly at: number
  /** Of the longest film beside it: all have one time axis. */
  readonly durationMs: number
  readonly versions: { readonly old: string; readonly new: string }
  readonly onSeek: (at: number) => void
}

/** One of several films beside each other: its Pods as dots, and who answered. */
export function FilmColumn({ title, film, at, durationMs, versions, onSeek }: FilmColumnProps) {
  const groups = useMemo(() => {
    const of = (version: string): TileGroup => ({ id: version, title: version, lives: film.lives.filter((life) => life.version === version) })
    return [of(versions.new), of(versions.old)]
  }, [film, versions])
  const seconds = useMemo(() => answersOf(film, versions), [film, versions])
  const now = countsAt(film, Math.min(at, film.durationMs))
  const failed = film.failures.filter((failure) => failure.at <= at).length
  const total = film.seconds.reduce((sum, { failed: each }) => sum + each, 0)
  return (
    <section className="film-column" aria-label={title}>
      <h3>{title}</h3>
      <PodTiles film={film} at={Math.min(at, film.durationMs)} groups={groups} dense />
      <p className="film-column-now">
        {now.available} available
        <br />
        <span data-failed={failed > 0}>{failed} users hit</span>
      </p>
      <StepChart title="Requests" summary={`${total} of ${film.seconds.reduce((sum, { sent }) => sum + sent, 0)} failed.`} times={seconds.times} bands={seconds.bands} durationMs={durationMs} now={at} onSeek={onSeek} height={96} small />
    </section>
  )
}

/** Requests a second, by the version that answered, and those that failed. */
export function answersOf(film: Film, versions: FilmColumnProps['versions']): { readonly times: number[]; readonly bands: ChartBand[] } {
  const { seconds } = film
  const of = (version: string) => [...seconds.map(({ byVersion }) => byVersion[version] ?? 0), 0]
  return {
    times: [...seconds.map((_, index) => index * 1000), seconds.length * 1000],
    bands: [
      { id: 'new', label: versions.new, tone: 'full', values: of(versions.new) },
      { id: 'old', label: versions.old, tone: 'hatched', values: of(versions.old) },
      { id: 'failed', label: 'failed', tone: 'failing', values: [...seconds.map(({ failed }) => failed), 0] },
    ],
  }
}
