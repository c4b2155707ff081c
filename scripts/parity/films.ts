import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { runUntil } from '@/lib/cluster/advance'
import { controllers } from '@/lib/cluster/controllers/all'
import type { ClusterOptions } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'
import { Working, type Controller } from '@/lib/cluster/working/working'
import { compareFilms, frames, project, type Frame, type Watched } from '../../tests/oracle/nodes/frames.mjs'
import { filmMeans } from './film-means'
import { upToTheEnd } from './film-end'
import { anonymous, sorted } from './film-order'
import { comparePeriods, type PeriodVerdict } from './film-periods'
import { firstStartsOf, startsOf } from './film-restarts'
import { missingImages, prepareScene, stepsOf } from './film-scene'
import { doStep, type FilmStep } from './film-steps'

/** A recorded film. */
export interface Film {
  readonly id: string
  /** What it shows, in a sentence. */
  readonly about: string
  readonly steps: readonly FilmStep[]
  readonly frames: readonly Frame[]
  readonly endMs: number
  /** Absent in a film that was recorded once. */
  readonly comparison?: { readonly differ?: readonly string[]; readonly lastStateDiffers?: readonly string[] }
}

/** An object of a film, or Events that say the same: undefined is what the recording says is not to be compared. */
export interface FilmObject {
  readonly name: string
  /** Whether its whole list of states was the same. */
  readonly states: boolean | undefined
  /** Whether its last state was. */
  readonly last: boolean | undefined
}

/** What a replay of a film came to. */
export interface FilmVerdict {
  readonly id: string
  readonly recorded: readonly Frame[]
  readonly frames: readonly Frame[]
  readonly objects: readonly FilmObject[]
  readonly periods: readonly PeriodVerdict[]
  /** Steps that the practice cluster can't do yet. */
  readonly unknown: readonly string[]
}

const namespace = 'film'
/** Lets a cluster come to rest before the film begins. */
const startMs = 5000

/** Plays a film's steps at their times and compares what the watches would have delivered; periods, which have their nominal values, with no back-off drawn out. */
export function replayFilm(film: Film, acting: readonly Controller[] = controllers): FilmVerdict {
  const startedAt = startsOf(film, startMs)
  const firstStartAt = firstStartsOf(film, startMs)
  const played = play(film, acting, { startedAt, firstStartAt })
  const undrawn = Object.keys({ ...startedAt, ...firstStartAt }).length === 0 ? played : play(film, acting, {})
  return { ...compare(film, played.frames), periods: comparePeriods(film, undrawn.frames), unknown: played.unknown }
}

function play(film: Film, acting: readonly Controller[], options: ClusterOptions): { readonly frames: readonly Frame[]; readonly unknown: readonly string[] } {
  const working = new Working(createCluster({ standIns: false, listenAtOnce: ['example.com/payments'], unavailable: ['example.com/store:2.0-broken'], drainMs: 20, missingImages: missingImages(film), ...options }), acting)
  prepareScene(working, film, namespace)
  runUntil(working, startMs)
  const watched: Watched[] = []
  const kinds = new Set(film.frames.map((frame) => frame.kind))
  working.onChange = ({ type, at, object }) => {
    if (project[object.kind] !== undefined && kinds.has(object.kind) && belongs(object)) watched.push({ atMs: at - startMs, type, kind: object.kind, object: withStatus(object) })
  }
  const names = new Names(film, watched)
  const unknown: string[] = []
  for (const step of stepsOf(film)) {
    runUntil(working, startMs + step.atMs)
    if (doStep(working, names.resolve(step), step.namespace ?? namespace, filmMeans(namespace)) === 'unknown') unknown.push(`${step.do} ${step.command ?? ''}`)
  }
  runUntil(working, startMs + film.endMs)
  return { frames: frames(watched, namespace), unknown }
}

function belongs({ kind, metadata }: KubeObject): boolean {
  if (kind === 'ConfigMap' && metadata.name === 'kube-root-ca.crt') return false
  return metadata.namespace === namespace || kind === 'Node' || (kind === 'Namespace' && metadata.name === namespace)
}

/** The mapping takes for granted that the server always writes a status, and numbers generated names; recorded Pods had no token volume with such a name. */
function withStatus(object: KubeObject): object {
  if (object.kind !== 'Pod') return { status: {}, ...object }
  const { spec, status } = object as Pod
  const { volumes: _, ...rest } = spec
  const statuses = { ...status, initContainerStatuses: withoutMounts(status?.initContainerStatuses), containerStatuses: withoutMounts(status?.containerStatuses) }
  return { ...object, spec: { ...rest, initContainers: withoutMounts(spec.initContainers), containers: withoutMounts(spec.containers) }, status: statuses }
}

function withoutMounts<T extends { readonly volumeMounts?: unknown }>(list: readonly T[] | undefined): readonly Omit<T, 'volumeMounts'>[] | undefined {
  return list?.map(({ volumeMounts: _, ...rest }) => rest)
}

function compare(film: Film, replayed: readonly Frame[]): Omit<FilmVerdict, 'unknown' | 'periods'> {
  const theirFrames = withPlaceholders(film.frames)
  const kept = new Set(theirFrames.map(nameOf))
  // Nodes report their status now and then; a recording holds what of it fell into its time.
  const seen = replayed.filter((frame) => frame.kind !== 'Node' || kept.has(nameOf(frame)))
  const recorded = theirFrames.filter((frame) => frame.kind !== 'Node' || seen.some((other) => nameOf(other) === nameOf(frame)))
  const { differ = [], lastStateDiffers = [] } = film.comparison ?? {}
  const theirs = { frames: sorted(recorded) }
  const [ours, nothing] = [{ frames: upToTheEnd(theirs.frames, sorted(seen), film.endMs) }, { frames: [] }]
  const result = compareFilms(theirs, ours)
  // What differs from an empty film is all that there is, by the names that the comparison gives.
  const alone = [compareFilms(theirs, nothing), compareFilms(nothing, ours)]
  const all = new Set(alone.flatMap((one) => one.differ))
  const lasting = new Set(alone.flatMap((one) => one.lastStateDiffers))
  const verdictOn = (name: string): FilmObject => ({
    name,
    states: differ.includes(name) ? undefined : !result.differ.includes(name),
    last: lastStateDiffers.includes(name) || !lasting.has(name) ? undefined : !result.lastStateDiffers.includes(name),
  })
  return { id: film.id, recorded: theirs.frames, frames: ours.frames, objects: [...all].map(verdictOn) }
}

/** The mapping learnt the hashes of StatefulSets' and DaemonSets' revisions after the films had been made. */
function withPlaceholders(recorded: readonly Frame[]): readonly Frame[] {
  const text = JSON.stringify(recorded)
  const hashes = new Set([...text.matchAll(/"controller-revision-hash":"(?:[^"<]*-)?([0-9a-z]+)"/g)].map(([, hash = '']) => hash))
  if (hashes.size === 0) return recorded
  return JSON.parse([...hashes].reduce((mapped, hash, index) => mapped.replaceAll(hash, `<hash:${String(900 + index)}>`), text)) as Frame[]
}

function nameOf(frame: Frame): string {
  return anonymous(`${frame.kind} ${frame.name ?? ''}`)
}

/** Finds the object in the replay that a name in a step means: the one that came as the same-th of its kind and shape. */
class Names {
  readonly #film: Film
  readonly #watched: readonly Watched[]

  constructor(film: Film, watched: readonly Watched[]) {
    this.#film = film
    this.#watched = watched
  }

  resolve(step: FilmStep): FilmStep {
    const text = JSON.stringify(step)
    if (!text.includes('<')) return step
    const resolved = text.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => quoted.replace(/[a-z0-9-]*(?:<(?:hash|rand):\d+>-?)+/g, (name) => this.#find(name) ?? name).replaceAll('<ns>', namespace))
    return JSON.parse(resolved) as FilmStep
  }

  #find(name: string): string | undefined {
    const frame = this.#film.frames.find((candidate) => candidate.type === 'ADDED' && candidate.name === name)
    if (frame === undefined) return undefined
    const shape = anonymous(name)
    const alike = this.#film.frames.filter((candidate) => candidate.type === 'ADDED' && candidate.kind === frame.kind && anonymous(candidate.name ?? '') === shape)
    const place = alike.findIndex((candidate) => candidate.name === name)
    const pattern = new RegExp(`^${shape.replaceAll('<hash>', '[0-9a-z]{5,10}').replaceAll('<rand>', '[0-9a-z]{5}')}$`)
    const found = this.#watched.filter(({ type, kind, object }) => type === 'ADDED' && kind === frame.kind && pattern.test((object as KubeObject).metadata.name))
    return (found[place]?.object as KubeObject | undefined)?.metadata.name
  }
}
