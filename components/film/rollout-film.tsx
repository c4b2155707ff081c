'use client'
import { useMemo, useState } from 'react'
import type { Film, FilmScript } from '@/lib/course/film'
import { countsAt, countsOver, extremesOf, type PodCounts } from '@/lib/course/film-counts'
import { StepChart, type ChartBand } from '../chart/step-chart'
import './film.css'
import { FilmTime } from './film-time'
import { PodTiles, type TileGroup } from './pod-tiles'
import { limitsOf, RolloutArithmetic } from './rollout-arithmetic'
import { defaultRollout, RolloutSliders, type RolloutSettings } from './rollout-settings'
import { useFilm } from './use-film'
import { usePlayer } from './use-player'

export interface RolloutFilmProps {
  readonly title: string
  readonly invitation: string
  /** The rollout of these settings; its first step is what is measured from. */
  readonly script: (settings: RolloutSettings) => FilmScript
  readonly versions: { readonly old: string; readonly new: string }
}

/** A rolling update as a film, with the settings that shape it and the arithmetic behind them. */
export function RolloutFilm({ title, invitation, script, versions }: RolloutFilmProps) {
  const [settings, setSettings] = useState<RolloutSettings>(defaultRollout)
  const { film, state } = useFilm(useMemo(() => script(settings), [script, settings]))
  return (
    <div className="film" role="group" aria-label={`Figure: ${title}`}>
      <p className="film-invitation">{invitation}</p>
      <RolloutSliders settings={settings} onChange={setSettings} />
      {film === undefined ? (
        <p className="film-wait" role="status">
          {state === 'failed' ? 'The practice cluster could not run this rollout. Move a slider to try again.' : 'The rollout is being run on a practice cluster.'}
        </p>
      ) : (
        <div className="film-stage" data-old={state === 'shooting'} aria-busy={state === 'shooting'}>
          {film.refusal === undefined ? <Stage film={film} settings={settings} versions={versions} /> : <Refused film={film} settings={settings} />}
        </div>
      )}
    </div>
  )
}

function Refused({ film, settings }: { readonly film: Film; readonly settings: RolloutSettings }) {
  return (
    <>
      <p className="film-refusal" role="status">{`✕ ${film.refusal ?? ''}`}</p>
      <p className="film-say">
        With {settings.maxSurge} for both, no Pod may be made before one has gone, and none may go before another is there. The API server refuses the manifest; nothing changed.
      </p>
    </>
  )
}

function Stage({ film, settings, versions }: { readonly film: Film; readonly settings: RolloutSettings; readonly versions: RolloutFilmProps['versions'] }) {
  const counts = useMemo(() => countsOver(film), [film])
  const { lowestAvailable, highestTotal } = useMemo(() => extremesOf(counts), [counts])
  const player = usePlayer(film, counts.find(({ byVersion }) => (byVersion.get(versions.new)?.available ?? 0) > 0)?.at ?? 0)
  const limits = limitsOf(settings)
  const now = countsAt(film, player.at)
  const began = film.stepsAt[0] ?? 0
  const doneAt = useMemo(() => rolledOutAt(counts, versions.new, settings.replicas), [counts, versions.new, settings.replicas])
  const groups = useMemo(() => groupsOf(film, versions), [film, versions])
  const bands = useMemo(() => bandsOf(counts, versions), [counts, versions])
  const times = useMemo(() => counts.map(({ at }) => at), [counts])
  const limitLines = [
    { label: `at most ${settings.replicas + limits.surge}`, value: settings.replicas + limits.surge },
    { label: `available at least ${settings.replicas - limits.unavailable}`, value: settings.replicas - limits.unavailable },
  ]
  const summary = `Highest total ${highestTotal.total}, lowest available ${lowestAvailable.available}, rolled out after ${Math.round((doneAt - began) / 1000)} s.`
  return (
    <>
      <PodTiles film={film} at={player.at} groups={groups} />
      <StepChart title="Pods over time" summary={summary} times={times} durationMs={film.durationMs} bands={bands} limits={limitLines} now={player.at} onSeek={player.seek} height={168} />
      <FilmTime player={player} durationMs={film.durationMs} moments={film.moments} />
      <p className="film-say">{sayCounts(now, settings.replicas)}</p>
      <RolloutArithmetic settings={settings} limits={limits} seen={{ lowest: lowestAvailable.available, lowestAt: lowestAvailable.at, highest: highestTotal.total, highestAt: highestTotal.at, tookMs: doneAt - began }} />
    </>
  )
}

/** The first moment from which all that is wanted is new, available, and alone. */
function rolledOutAt(counts: readonly PodCounts[], version: string, replicas: number): number {
  return counts.find((each) => each.total === replicas && each.byVersion.get(version)?.available === replicas)?.at ?? counts.at(-1)?.at ?? 0
}

function groupsOf(film: Film, versions: RolloutFilmProps['versions']): TileGroup[] {
  const of = (version: string) => film.lives.filter((life) => life.version === version)
  return [
    { id: 'new', title: `${versions.new} · new ReplicaSet`, lives: of(versions.new) },
    { id: 'old', title: `${versions.old} · old ReplicaSet`, lives: of(versions.old) },
  ]
}

function bandsOf(counts: readonly PodCounts[], versions: RolloutFilmProps['versions']): ChartBand[] {
  const of = (version: string, ...phases: (keyof NonNullable<ReturnType<PodCounts['byVersion']['get']>>)[]) => counts.map(({ byVersion }) => phases.reduce((sum, phase) => sum + (byVersion.get(version)?.[phase] ?? 0), 0))
  const unready = of(versions.new, 'waiting', 'starting', 'ready', 'failing')
  const oldUnready = of(versions.old, 'waiting', 'starting', 'ready', 'failing')
  return [
    { id: 'new', label: `${versions.new} available`, tone: 'ready', values: of(versions.new, 'available') },
    { id: 'old', label: `${versions.old} available`, tone: 'ready-old', values: of(versions.old, 'available') },
    { id: 'unready', label: 'not yet available', tone: 'pending', values: unready.map((value, index) => value + (oldUnready[index] ?? 0)) },
    { id: 'leaving', label: 'leaving', tone: 'leaving', values: counts.map(({ leaving }) => leaving) },
  ]
}

function sayCounts({ total, available, leaving }: PodCounts, replicas: number): string {
  const going = leaving === 0 ? '' : ` ${leaving} more ${leaving === 1 ? 'is' : 'are'} leaving.`
  return `${total} Pods where ${replicas} ${replicas === 1 ? 'is' : 'are'} wanted, ${available} of them available.${going}`
}
