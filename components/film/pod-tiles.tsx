import { phaseAt } from '@/lib/course/film-counts'
import type { Film, PodLife, PodPhase } from '@/lib/course/film'

export const phaseWords: Readonly<Record<PodPhase, string>> = {
  waiting: 'not ready',
  starting: 'not ready',
  ready: 'ready, not yet available',
  available: 'available',
  failing: 'failing',
  leaving: 'leaving',
}

/** Which of the four states a phase is drawn in. */
const stateOf: Readonly<Record<PodPhase, 'ready' | 'pending' | 'failing' | 'leaving'>> = { waiting: 'pending', starting: 'pending', ready: 'ready', available: 'ready', failing: 'failing', leaving: 'leaving' }

/** A group of Pods that stay in their places: those of one version, or of one Deployment. */
export interface TileGroup {
  readonly id: string
  readonly title: string
  readonly lives: readonly PodLife[]
}

/** The Pods of a film's moment as tiles, one frame a group. `dense`: dots without words, for many or where there is little room. */
export function PodTiles({ film, at, groups, dense = false }: { readonly film: Film; readonly at: number; readonly groups: readonly TileGroup[]; readonly dense?: boolean }) {
  const seen = new Set(film.lives.flatMap(({ phases }) => phases.map(({ phase }) => phase)))
  return (
    <div className="film-pods" data-dense={dense}>
      {groups.map((group) => (
        <div key={group.id} className="film-set" role="group" aria-label={describe(group, at)}>
          <p className="film-set-title">{group.title}</p>
          <div className="film-tiles" aria-hidden="true">
            {group.lives.map((life) => (
              <Tile key={life.name} life={life} phase={phaseAt(life, at)} dense={dense} />
            ))}
          </div>
        </div>
      ))}
      {dense ? null : <Key phases={[...seen]} />}
    </div>
  )
}

function Tile({ life, phase, dense }: { readonly life: PodLife; readonly phase: PodPhase | undefined; readonly dense: boolean }) {
  if (phase === undefined) return <span className="film-tile" data-gone="true" />
  return (
    <span className="film-tile" data-state={stateOf[phase]} data-phase={phase} title={`${life.name}: ${phaseWords[phase]}`}>
      {dense ? null : life.version}
    </span>
  )
}

function Key({ phases }: { readonly phases: readonly PodPhase[] }) {
  const order: readonly PodPhase[] = ['starting', 'ready', 'available', 'leaving', 'failing']
  return (
    <p className="film-key" aria-hidden="true">
      {order
        .filter((phase) => phases.includes(phase))
        .map((phase) => (
          <span key={phase}>
            <span className="film-tile" data-state={stateOf[phase]} data-phase={phase} />
            {phaseWords[phase]}
          </span>
        ))}
    </p>
  )
}

/** `1.27: 3 available, 2 not ready`. */
function describe({ title, lives }: TileGroup, at: number): string {
  const counts = new Map<string, number>()
  for (const life of lives) {
    const phase = phaseAt(life, at)
    if (phase !== undefined) counts.set(phaseWords[phase], (counts.get(phaseWords[phase]) ?? 0) + 1)
  }
  const words = [...counts].map(([word, count]) => `${count} ${word}`)
  return `${title}: ${words.length === 0 ? 'no Pod' : words.join(', ')}`
}
