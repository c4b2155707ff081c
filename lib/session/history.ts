import { advance } from '@/lib/cluster/advance'
import type { Change, Cluster } from '@/lib/cluster/cluster'
import type { KubeObject } from '@/lib/kube/object'
import { describeChange } from './describe-change'
import type { Moment, SentRequest } from './timeline'

/** More pictures than this are thinned out: every second one of the older half goes. */
const maxPictures = 2_000
/** Older requests than this many are forgotten; what they said stays in the moments. */
const maxRequests = 2_000

/** A cluster's past: a picture whenever something had changed, what happened, and the requests that were sent. The last picture is the present. */
export class History {
  readonly start: number
  #pictures: Cluster[]
  #moments: Moment[] = []
  #requests: SentRequest[] = []
  #nextRequest = 1
  #changes = 0

  constructor(cluster: Cluster) {
    this.start = cluster.now
    this.#pictures = [cluster]
  }

  get present(): Cluster {
    const last = this.#pictures.at(-1)
    if (last === undefined) throw new Error('a history has a present')
    return last
  }

  get moments(): readonly Moment[] {
    return this.#moments
  }

  get requests(): readonly SentRequest[] {
    return this.#requests
  }

  /** How many changes were seen in all: a command that waits for a change compares it. */
  get changes(): number {
    return this.#changes
  }

  /** To be passed on wherever the present changes. */
  readonly onChange = (change: Change, before: KubeObject | undefined): void => {
    this.#changes += 1
    const moment = describeChange(change, before)
    if (moment !== undefined) this.#moments.push(moment)
  }

  /** The present goes on: by an API request, traffic, a fault. Of pictures in which nothing differs, the first and the last are kept. */
  become(cluster: Cluster): void {
    const present = this.present
    if (cluster === present) return
    const isSame = cluster.resourceVersion === present.resourceVersion && this.#pictures.at(-2)?.resourceVersion === present.resourceVersion
    if (isSame) this.#pictures[this.#pictures.length - 1] = cluster
    else this.#pictures.push(cluster)
    if (this.#pictures.length > maxPictures) this.#pictures = thin(this.#pictures)
  }

  advance(untilMs: number): void {
    this.become(advance(this.present, untilMs, this.onChange))
  }

  note(moment: Moment): void {
    this.#moments.push(moment)
  }

  addRequest(request: Omit<SentRequest, 'id'>): SentRequest {
    const numbered = { ...request, id: this.#nextRequest++ }
    this.#requests.push(numbered)
    if (this.#requests.length > maxRequests) this.#requests = this.#requests.slice(-maxRequests / 2)
    return numbered
  }

  /** The cluster as it was at a time (the latest picture until then). */
  at(timeMs: number): Cluster {
    let low = 0
    let high = this.#pictures.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#pictures[middle]?.now ?? 0) <= timeMs) low = middle
      else high = middle - 1
    }
    return this.#pictures[low] ?? this.present
  }

  /** What came after a time is forgotten: the past is the present from now on, and may go another way. */
  fork(timeMs: number): void {
    if (timeMs >= this.present.now) return
    const kept = this.#pictures.filter(({ now }) => now <= timeMs)
    this.#pictures = kept.length > 0 ? kept : this.#pictures.slice(0, 1)
    this.#moments = this.#moments.filter(({ at }) => at <= timeMs)
    this.#requests = this.#requests.filter(({ at }) => at <= timeMs)
    this.advance(timeMs)
  }
}

function thin(pictures: readonly Cluster[]): Cluster[] {
  const half = Math.floor(pictures.length / 2)
  return pictures.filter((_, index) => index === 0 || index >= half || index % 2 === 0)
}
