import { useMemo } from 'react'
import type { Scene, SceneView } from '@/lib/course/scene'
import { StepChart, type ChartBand } from '../chart/step-chart'
import { secondsOf, type ChartedSecond } from './request-seconds'

/** How much of the past the charts show. */
const spanMs = 60_000

/** Live charts of a figure's requests: who answered, and how many failed. */
export function SceneCharts({ scene, view, start }: { readonly scene: Scene; readonly view: SceneView; readonly start: number }) {
  const { charts } = scene
  const { requests, now } = view
  const until = Math.max(Math.ceil(now / 1000) * 1000, start + spanMs)
  const seconds = useMemo(() => (charts === undefined ? [] : secondsOf(charts.of === undefined ? requests : requests.filter(charts.of), until - spanMs, until)), [charts, requests, until])
  if (charts === undefined) return null
  const times = seconds.map(({ at }) => at)
  const axis = { times, durationMs: spanMs, startMs: until - spanMs, zeroMs: start, height: 112 }
  return (
    <>
      {charts.show.includes('versions') ? <StepChart title="Requests a second, by the version that answered" summary={sayLast(seconds, charts.versions)} bands={versionBands(seconds, charts.versions)} {...axis} /> : null}
      {charts.show.includes('errors') ? <StepChart title="Errors, share of the last 10 s" summary={`${(seconds.at(-1)?.errorPercent ?? 0).toFixed(1)} % now.`} bands={[{ id: 'errors', label: 'errors', tone: 'failing', values: seconds.map(({ errorPercent }) => errorPercent) }]} unit=" %" atLeast={10} {...axis} height={92} /> : null}
    </>
  )
}

function versionBands(seconds: readonly ChartedSecond[], versions: readonly string[]): ChartBand[] {
  const of = (version: string) => seconds.map(({ byVersion }) => byVersion[version] ?? 0)
  const tones = ['hatched', 'full', 'dotted'] as const
  return [
    ...versions.map((version, index): ChartBand => ({ id: version, label: version, tone: tones[index] ?? 'full', values: of(version) })).reverse(),
    { id: 'failed', label: 'failed', tone: 'failing', values: seconds.map(({ failed }) => failed) },
  ]
}

function sayLast(seconds: readonly ChartedSecond[], versions: readonly string[]): string {
  const last = seconds.at(-2)
  if (last === undefined) return 'No requests yet.'
  return `In the last second ${versions.map((version) => `${last.byVersion[version] ?? 0} by ${version}`).join(', ')}, ${last.failed} failed.`
}
