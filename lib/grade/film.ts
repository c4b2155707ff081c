import type { Change } from '@/lib/cluster/cluster'
import { narrate } from '@/lib/cluster/narrate'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Trial } from './trial'
import type { TrialMoment } from './verdict'

/** One change of a film with the object as it was before. */
export interface FilmedChange {
  readonly change: Change
  readonly before: KubeObject | undefined
}

/** Everything that happened at one simulated time, and what there was afterwards. */
export interface Picture {
  /** Since the cluster's start. */
  readonly at: number
  readonly changes: readonly FilmedChange[]
  /** The same map in every picture: read it before going on. */
  readonly objects: ReadonlyMap<ObjectKey, KubeObject>
}

/** The film of a trial, moment by moment; the first picture is the start, in which nothing changes. */
export function* pictures(trial: Pick<Trial, 'start' | 'film'>): Generator<Picture> {
  const objects = new Map(trial.start.objects)
  yield { at: trial.start.now, changes: [], objects }
  let changes: FilmedChange[] = []
  for (const [index, change] of trial.film.entries()) {
    changes.push({ change, before: objects.get(change.key) })
    if (change.type === 'DELETED') objects.delete(change.key)
    else objects.set(change.key, change.object)
    if (trial.film[index + 1]?.at === change.at) continue
    yield { at: change.at, changes, objects }
    changes = []
  }
}

/** The first change of an object that fulfils a test. */
export function firstChange(trial: Pick<Trial, 'start' | 'film'>, key: ObjectKey, test: (change: Change, before: KubeObject | undefined) => boolean): FilmedChange | undefined {
  for (const filmed of changesOf(trial, key)) if (test(filmed.change, filmed.before)) return filmed
  return undefined
}

/** The last one. */
export function lastChange(trial: Pick<Trial, 'start' | 'film'>, key: ObjectKey, test: (change: Change, before: KubeObject | undefined) => boolean): FilmedChange | undefined {
  return [...changesOf(trial, key)].findLast(({ change, before }) => test(change, before))
}

function* changesOf({ start, film }: Pick<Trial, 'start' | 'film'>, key: ObjectKey): Generator<FilmedChange> {
  let before = start.objects.get(key)
  for (const change of film) {
    if (change.key !== key) continue
    yield { change, before }
    before = change.type === 'DELETED' ? undefined : change.object
  }
}

/** A simulated time of the cluster as a moment of the trial. */
export function momentAt(trial: Pick<Trial, 'start' | 'steps'>, at: number, say: string): TrialMoment {
  const found = trial.steps.findLastIndex(({ before }) => before.now <= at)
  const step = Math.max(0, found)
  return { atMs: at - trial.start.now, step, sinceStepMs: at - (trial.steps[step]?.before.now ?? trial.start.now), say }
}

/** The first change of a picture that can be told, in plain words. */
export function sayPicture(picture: Pick<Picture, 'changes'>): string | undefined {
  for (const { change, before } of picture.changes) {
    const said = narrate(change, before)
    if (said !== undefined) return said
  }
  return undefined
}
