import type { Film, FilmScript } from '@/lib/course/film'
import type { SceneTable } from '@/lib/course/scene'

/** One row a step: how long it lasted, and what came of the requests meanwhile. Steps that were not done have none. */
export function stepTable(film: Film, steps: FilmScript['steps'], before: string): SceneTable {
  const starts = [{ say: before, at: 0 }, ...steps.flatMap(({ say }, index) => {
    const at = film.stepsAt[index]
    return at === undefined ? [] : [{ say, at }]
  })]
  const rows = starts.map(({ say, at }, index) => {
    const until = starts[index + 1]?.at ?? film.durationMs
    const within = film.seconds.slice(Math.round(at / 1000), Math.round(until / 1000))
    const [sent, failed] = [within.reduce((sum, second) => sum + second.sent, 0), within.reduce((sum, second) => sum + second.failed, 0)]
    const percent = sent === 0 ? 0 : (failed / sent) * 100
    const state = failed > 0 ? ('failing' as const) : ('ready' as const)
    return { label: say, cells: [`${Math.round((until - at) / 1000)} s`, `${failed} of ${sent}`, `${percent.toFixed(1)} %`], states: ['none' as const, state, state] }
  })
  return { columns: ['for', 'users hit', 'errors'], rows }
}
