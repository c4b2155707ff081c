import type { Cluster } from '@/lib/cluster/cluster'
import { send } from '@/lib/cluster/network/send'
import type { NetworkResult } from '@/lib/cluster/network/request'
import type { FilmedFailure, FilmScript, FilmSecond } from '@/lib/course/film'
import { externalAddresses, objectAt, serviceOf } from '@/lib/grade/observe'
import { isAnswered } from '@/lib/grade/requests'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { versionOf } from './pod-lives'

interface Second {
  sent: number
  failed: number
  readonly byVersion: Record<string, number>
}

/** A film's steady visitors, and what came of their requests second by second. */
export class FilmRequests {
  readonly seconds: FilmSecond[] = []
  readonly failures: FilmedFailure[] = []
  readonly #traffic: FilmScript['traffic']
  readonly #start: number
  #sent = 0

  constructor(traffic: FilmScript['traffic'], start: number) {
    this.#traffic = traffic
    this.#start = start
  }

  /** When the next request is due; never where nobody calls. */
  get nextAt(): number {
    return this.#traffic === undefined ? Infinity : this.#start + ((this.#sent + 1) * 1000) / this.#traffic.perSecond
  }

  /** Sends what is due by now. */
  sendDue(cluster: Cluster): Cluster {
    let next = cluster
    while (this.#traffic !== undefined && this.nextAt <= next.now) {
      this.#sent += 1
      const { cluster: after, result } = send(next, { from: 'outside', url: urlOf(this.#traffic, next) })
      this.#note(next, result)
      next = after
    }
    return next
  }

  #note(cluster: Cluster, result: NetworkResult): void {
    const at = cluster.now - this.#start
    const index = Math.max(0, Math.ceil(at / 1000) - 1)
    while (this.seconds.length <= index) this.seconds.push({ sent: 0, failed: 0, byVersion: {} })
    const second = this.seconds[index] as Second
    const version = result.pod === undefined ? undefined : versionOf(objectAt(cluster, '', 'pods', result.pod.name, result.pod.namespace) as Pod | undefined)
    second.sent += 1
    if (isAnswered(result)) {
      if (version !== undefined) second.byVersion[version] = (second.byVersion[version] ?? 0) + 1
      return
    }
    second.failed += 1
    this.failures.push({ at, say: result.answered ? `HTTP ${result.status ?? 0} from ${version ?? 'a Pod'}` : (result.failure ?? 'failed').replaceAll('-', ' ') })
  }
}

function urlOf(traffic: NonNullable<FilmScript['traffic']>, cluster: Cluster): string {
  if ('url' in traffic) return traffic.url
  const address = externalAddresses(serviceOf(cluster, traffic.service))[0]
  if (address === undefined) throw new Error(`Service ${traffic.service} has no external address`)
  return `http://${address}`
}
