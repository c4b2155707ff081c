import type { Film, PodLife, PodPhase } from './film'

/** How many Pods of a version stand in each phase. */
export type PhaseCounts = Readonly<Record<PodPhase, number>>

/** One moment's Pods: by version, and summed up. `total` leaves out the ones that are leaving, as a Deployment does. */
export interface PodCounts {
  readonly at: number
  readonly byVersion: ReadonlyMap<string, PhaseCounts>
  readonly available: number
  readonly total: number
  readonly leaving: number
}

const none: PhaseCounts = { waiting: 0, starting: 0, ready: 0, available: 0, failing: 0, leaving: 0 }

/** What a Pod is at; undefined before it is made and after it is gone. */
export function phaseAt(life: PodLife, at: number): PodPhase | undefined {
  if (life.goneAt !== undefined && at >= life.goneAt) return undefined
  return life.phases.findLast((phase) => phase.at <= at)?.phase
}

export function countsAt(film: Pick<Film, 'lives'>, at: number): PodCounts {
  const byVersion = new Map<string, PhaseCounts>()
  let [available, total, leaving] = [0, 0, 0]
  for (const life of film.lives) {
    const phase = phaseAt(life, at)
    if (phase === undefined) continue
    const counts = byVersion.get(life.version) ?? none
    byVersion.set(life.version, { ...counts, [phase]: counts[phase] + 1 })
    if (phase === 'leaving') leaving += 1
    else total += 1
    if (phase === 'available') available += 1
  }
  return { at, byVersion, available, total, leaving }
}

/** The counts whenever one of them changes, oldest first. */
export function countsOver(film: Film): PodCounts[] {
  const times = new Set([0])
  for (const life of film.lives) {
    for (const { at } of life.phases) times.add(Math.max(0, at))
    if (life.goneAt !== undefined) times.add(life.goneAt)
  }
  return [...times].filter((at) => at <= film.durationMs).sort((a, b) => a - b).map((at) => countsAt(film, at))
}

/** Lowest and highest of a film, and since when everything is as it stays. */
export interface FilmExtremes {
  readonly lowestAvailable: PodCounts
  readonly highestTotal: PodCounts
}

export function extremesOf(counts: readonly PodCounts[]): FilmExtremes {
  const [first] = counts
  if (first === undefined) throw new Error('a film has a first moment')
  return {
    lowestAvailable: counts.reduce((least, each) => (each.available < least.available ? each : least), first),
    highestTotal: counts.reduce((most, each) => (each.total > most.total ? each : most), first),
  }
}

/** When the last Pod became available or began to leave: from there on the rollout has nothing left to do. */
export function lastChangeAt(film: Film): number {
  return Math.max(0, ...film.lives.flatMap(({ phases }) => phases.map(({ at }) => at)))
}

/** All requests of the film. */
export function requestTotals(film: Film): { readonly sent: number; readonly failed: number } {
  return film.seconds.reduce((sum, second) => ({ sent: sum.sent + second.sent, failed: sum.failed + second.failed }), { sent: 0, failed: 0 })
}
