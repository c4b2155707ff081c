import { SideBySide, type Way } from '@/components/film/side-by-side'
import type { Film } from '@/lib/course/film'
import { countsOver, extremesOf, lastChangeAt, requestTotals } from '@/lib/course/film-counts'
import type { SceneReading, SceneTable } from '@/lib/course/scene'
import { faults, type Fault } from './faults'
import { blueGreen, canary, replicas, rolling } from './scripts'

function faultOf(id: string): Fault {
  const fault = faults.find((each) => each.id === id)
  if (fault === undefined) throw new Error(`no fault ${id}`)
  return fault
}

export function waysOf(choice: string, noticedAfter: number): [Way, Way, Way] {
  const [fault, afterMs] = [faultOf(choice), noticedAfter * 1000]
  return [
    { id: 'rolling', title: 'rolling', script: rolling(fault, afterMs) },
    { id: 'blue-green', title: 'blue/green', script: blueGreen(fault, afterMs) },
    { id: 'canary', title: 'canary', script: canary(fault, afterMs) },
  ]
}

/** Seconds from the first failed request to the last one. */
export function recoverySeconds({ failures }: Film): number | undefined {
  const [first, last] = [failures[0], failures.at(-1)]
  return first === undefined || last === undefined ? undefined : Math.round((last.at - first.at) / 1000)
}

/** How long the release took, or how it ended. */
function ended(film: Film): string {
  const from = film.stepsAt[0] ?? 0
  if (film.alarmAt === undefined) return `${Math.round((Math.max(lastChangeAt(film), ...film.stepsAt.map((at) => at ?? 0)) - from) / 1000)} s`
  return `off at ${Math.round((film.alarmAt - from) / 1000)} s`
}

export function tableOf(films: readonly Film[]): SceneTable {
  const totals = films.map(requestTotals)
  const extremes = films.map((film) => extremesOf(countsOver(film)))
  const state = (bad: boolean): SceneReading['state'] => (bad ? 'failing' : 'ready')
  return {
    columns: ['rolling', 'blue/green', 'canary'],
    rows: [
      { label: 'users hit', cells: totals.map(({ failed, sent }) => `${failed} of ${sent}`), states: totals.map(({ failed }) => state(failed > 0)) },
      { label: 'seconds to recover', cells: films.map((film) => recoverySeconds(film)).map((seconds) => (seconds === undefined ? '–' : `${seconds}`)) },
      { label: 'peak Pods', cells: extremes.map(({ highestTotal }) => `${highestTotal.total}`) },
      { label: 'lowest available', cells: extremes.map(({ lowestAvailable }) => `${lowestAvailable.available} of ${replicas}`) },
      { label: 'release took', cells: films.map(ended) },
    ],
  }
}

export function Figure() {
  return (
    <SideBySide
      title="One faulty release, three strategies"
      invitation="Ten Pods, 20 users a second, each sending one request. Choose what is wrong with the new version, and when somebody acts after the first failed request."
      choices={faults}
      choiceLabel="Fault of the release"
      slider={{ label: 'acted on after', min: 5, max: 60, step: 5, first: 10 }}
      versionsOf={faultOf}
      waysOf={waysOf}
      tableOf={tableOf}
    />
  )
}
