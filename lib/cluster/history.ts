import type { OnChange } from './advance'
import { advance } from './advance'
import type { Cluster } from './cluster'
import { openCluster } from './open'

/** Something done from outside that can be done again: from the cluster at its time to the cluster right after it. Same cluster, same outcome. */
export type Deed<T> = (cluster: Cluster) => { readonly cluster: Cluster; readonly result: T }

interface Mark {
  readonly cluster: Cluster
  /** What was done here (an API request, a fault) can't be computed again, so the mark is kept for ever. */
  readonly isInput: boolean
  /** How many deeds had been done by then. */
  readonly deeds: number
}

/** So many things may happen between two marks: they are replayed within a few milliseconds. */
const stepsBetweenMarks = 60
/** Following one request through the network costs about as much as so many steps. */
const stepsOfDeed = 4
/** Above this, every other mark that is no input is dropped. */
const mostMarks = 400

/**
 * The past of a cluster: values of it at some times (marks) and what was done from outside, from which every moment between is computed again.
 * Clusters share what did not change, and the same cluster has the same future, so few marks are enough.
 */
export class ClusterHistory {
  #present: Cluster
  #marks: readonly Mark[]
  #deeds: { readonly at: number; readonly deed: Deed<unknown> }[] = []
  /** How many things have happened since the last mark, in however many small advances. */
  #steps = 0
  /** The moment asked for last: often the next one is a little later. */
  #last: Mark | undefined

  constructor(cluster: Cluster) {
    this.#present = cluster
    this.#marks = [{ cluster, isInput: true, deeds: 0 }]
  }

  get present(): Cluster {
    return this.#present
  }

  /** How many values are kept. */
  get size(): number {
    return this.#marks.length
  }

  /** The present goes on by something that can't be done again: an API request, a fault. */
  become(cluster: Cluster): void {
    if (cluster === this.#present) return
    this.#mark(cluster, true)
  }

  /** Does something that can be done again: most often a request through the network. */
  perform<T>(deed: Deed<T>): T {
    this.#deeds.push({ at: this.#present.now, deed })
    const { cluster, result } = deed(this.#present)
    this.#present = cluster
    this.#steps += stepsOfDeed
    return result
  }

  /** Lets time pass. An earlier time than the present's changes nothing. */
  advance(untilMs: number, onChange?: OnChange): void {
    if (this.#steps >= stepsBetweenMarks) this.#mark(this.#present, false)
    for (let finished = false; !finished; ) {
      const working = openCluster(this.#present)
      working.onChange = onChange
      while (this.#steps < stepsBetweenMarks && working.runNext(untilMs)) this.#steps++
      finished = this.#steps < stepsBetweenMarks
      if (finished) working.now = Math.max(working.now, untilMs)
      this.#present = working.close()
      if (!finished) this.#mark(this.#present, false)
    }
  }

  /** The cluster as it was at a time; before the beginning, as it began; after the present, as it is. What is done with it leaves the history alone. */
  at(timeMs: number): Cluster {
    if (timeMs >= this.#present.now) return this.#present
    const mark = this.#nearest(timeMs)
    if (mark.cluster.now === timeMs && mark === this.#last) return mark.cluster
    let { cluster, deeds } = mark
    for (let next = this.#deeds[deeds]; next !== undefined && next.at <= timeMs; next = this.#deeds[++deeds]) cluster = next.deed(advance(cluster, next.at)).cluster
    cluster = advance(cluster, timeMs)
    this.#last = { cluster, isInput: false, deeds }
    return cluster
  }

  /** The past becomes the present: what came after a time is forgotten, and may go another way. */
  fork(timeMs: number): void {
    if (timeMs >= this.#present.now) return
    const cluster = this.at(timeMs)
    this.#marks = this.#marks.filter((mark) => mark.cluster.now <= timeMs)
    this.#deeds = this.#deeds.filter(({ at }) => at <= timeMs)
    this.#last = undefined
    this.#mark(cluster, true)
  }

  #mark(cluster: Cluster, isInput: boolean): void {
    this.#present = cluster
    this.#steps = 0
    this.#marks = thin([...this.#marks, { cluster, isInput, deeds: this.#deeds.length }])
  }

  #nearest(timeMs: number): Mark {
    let low = 0
    for (let high = this.#marks.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1
      if ((this.#marks[middle]?.cluster.now ?? Infinity) <= timeMs) low = middle
      else high = middle - 1
    }
    const mark = this.#marks[low]
    if (mark === undefined) throw new Error('a history has a beginning')
    return this.#last !== undefined && this.#last.cluster.now <= timeMs && this.#last.cluster.now >= mark.cluster.now && this.#last.deeds >= mark.deeds ? this.#last : mark
  }
}

function thin(marks: readonly Mark[]): readonly Mark[] {
  if (marks.length <= mostMarks) return marks
  let seen = 0
  return marks.filter(({ isInput }) => isInput || seen++ % 2 === 0)
}
