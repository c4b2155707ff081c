import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { advance } from './advance'
import type { Change, Cluster } from './cluster'
import { narrate } from './narrate'
import { openCluster } from './open'

/** One step of the past that can be told. */
export interface Moment {
  readonly at: number
  readonly key: ObjectKey
  /** One sentence in plain words. */
  readonly say: string
}

interface Mark {
  readonly cluster: Cluster
  /** Something from outside happened here (a request, a fault): it can't be computed again, so the mark is kept for ever. */
  readonly isInput: boolean
}

/**
 * The past of a cluster: values of it at some times, from which every time between is computed again. Clusters share what did not change, and
 * the same cluster has the same future, so a few marks are enough.
 */
export interface History {
  readonly marks: readonly Mark[]
  /** Sentences in order, in the portions in which they came. */
  readonly moments: readonly (readonly Moment[])[]
}

/** So many things may happen between two marks: they are replayed within a few milliseconds. */
const stepsBetweenMarks = 150
/** Above this, every other mark that is no input is dropped. */
const mostMarks = 400

/** The history of a cluster that begins now. */
export function beginHistory(cluster: Cluster): History {
  return { marks: [{ cluster, isInput: true }], moments: [] }
}

/** Notes what came of a request or a fault; whatever was remembered after its time is forgotten, since it will not happen like that again. */
export function rememberInput(history: History, cluster: Cluster, changes: readonly (readonly [Change, KubeObject | undefined])[] = []): History {
  const past = upTo(history, cluster.now)
  return { marks: [...past.marks, { cluster, isInput: true }], moments: withMoments(past.moments, changes) }
}

/** Lets time pass, remembering it. */
export function advanceHistory(history: History, cluster: Cluster, untilMs: number): { readonly history: History; readonly cluster: Cluster } {
  const changes: (readonly [Change, KubeObject | undefined])[] = []
  const marks: Mark[] = []
  let current = cluster
  for (let finished = false; !finished; ) {
    const working = openCluster(current)
    working.onChange = (change, before) => changes.push([change, before])
    let steps = 0
    while (steps < stepsBetweenMarks && working.runNext(untilMs)) steps++
    finished = steps < stepsBetweenMarks
    if (finished) working.now = Math.max(working.now, untilMs)
    current = working.close()
    if (!finished) marks.push({ cluster: current, isInput: false })
  }
  return { history: { marks: thin([...history.marks, ...marks]), moments: withMoments(history.moments, changes) }, cluster: current }
}

/** The cluster as it was (or will be) at a time; before the history's beginning, as it began. A fork: what is done with it leaves the history alone. */
export function seek(history: History, atMs: number): Cluster {
  let low = 0
  for (let high = history.marks.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1
    if ((history.marks[middle]?.cluster.now ?? Infinity) <= atMs) low = middle
    else high = middle - 1
  }
  const mark = history.marks[low]
  if (mark === undefined) throw new Error('a history has a beginning')
  return advance(mark.cluster, atMs)
}

/** Everything that can be told, in order. */
export function momentsOf(history: History): Moment[] {
  return history.moments.flat()
}

function upTo(history: History, atMs: number): History {
  const isLater = (history.marks.at(-1)?.cluster.now ?? 0) > atMs || (history.moments.at(-1)?.at(-1)?.at ?? 0) > atMs
  if (!isLater) return history
  return { marks: history.marks.filter(({ cluster }) => cluster.now <= atMs), moments: [momentsOf(history).filter(({ at }) => at <= atMs)] }
}

function withMoments(moments: History['moments'], changes: readonly (readonly [Change, KubeObject | undefined])[]): History['moments'] {
  const told = changes.flatMap(([change, before]) => {
    const say = narrate(change, before)
    return say === undefined ? [] : [{ at: change.at, key: change.key, say }]
  })
  return told.length === 0 ? moments : [...moments, told]
}

function thin(marks: readonly Mark[]): readonly Mark[] {
  if (marks.length <= mostMarks) return marks
  let seen = 0
  return marks.filter(({ isInput }) => isInput || seen++ % 2 === 0)
}
