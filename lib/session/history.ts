import type { Change, Cluster } from '@/lib/cluster/cluster'
import { ClusterHistory, type Deed } from '@/lib/cluster/history'
import type { KubeObject } from '@/lib/kube/object'
import { describeChange } from './describe-change'
import type { Moment, SentRequest } from './timeline'

/** Older requests than this many are forgotten; what they said stays in the moments. */
const maxRequests = 2_000

/** A session's past: every moment of its cluster, what happened, and the requests that were sent. */
export class History {
  readonly start: number
  readonly #clusters: ClusterHistory
  #moments: Moment[] = []
  #requests: SentRequest[] = []
  #nextRequest = 1
  #changes = 0

  constructor(cluster: Cluster) {
    this.start = cluster.now
    this.#clusters = new ClusterHistory(cluster)
  }

  get present(): Cluster {
    return this.#clusters.present
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

  /** The present goes on by an API request or a fault. */
  become(cluster: Cluster): void {
    this.#clusters.become(cluster)
  }

  /** The present goes on by something that can be done again: a request through the network. */
  perform<T>(deed: Deed<T>): T {
    return this.#clusters.perform(deed)
  }

  advance(untilMs: number): void {
    this.#clusters.advance(untilMs, this.onChange)
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

  /** The cluster as it was at a time. */
  at(timeMs: number): Cluster {
    return this.#clusters.at(timeMs)
  }

  /** What came after a time is forgotten: the past is the present from now on, and may go another way. */
  fork(timeMs: number): void {
    if (timeMs >= this.present.now) return
    this.#clusters.fork(timeMs)
    this.#moments = this.#moments.filter(({ at }) => at <= timeMs)
    this.#requests = this.#requests.filter(({ at }) => at <= timeMs)
  }
}
