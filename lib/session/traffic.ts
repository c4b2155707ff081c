import type { Cluster } from '@/lib/cluster/cluster'
import type { NetworkResult, RequestSource } from '@/lib/cluster/network/request'
import { send } from '@/lib/cluster/network/send'
import type { TrafficSource } from '@/lib/grade/exercise'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import type { History } from './history'
import { versionOf } from './pod-lives'
import type { SentRequest } from './timeline'

/** The exercise's steady callers: when the next request of each is due, in simulated milliseconds. */
export class Traffic {
  readonly #sources: readonly TrafficSource[]
  readonly #due: number[]
  #failing = new Set<number>()

  constructor(sources: readonly TrafficSource[], now: number) {
    this.#sources = sources
    this.#due = sources.map(({ perSecond }) => now + 1000 / perSecond)
  }

  get isSilent(): boolean {
    return this.#sources.length === 0
  }

  nextAt(): number {
    return Math.min(Infinity, ...this.#due)
  }

  /** After a jump back in time. */
  rewind(now: number): void {
    for (const [index, { perSecond }] of this.#sources.entries()) this.#due[index] = now + 1000 / perSecond
  }

  /** Sends what is due by now, and notes the first failure, the first answer after one, and every fifth failure. */
  sendDue(history: History): void {
    for (const [index, source] of this.#sources.entries()) {
      const due = this.#due[index] ?? Infinity
      if (due > history.present.now) continue
      this.#due[index] = due + 1000 / source.perSecond
      const from = callerOf(history.present, source.from)
      if (from === undefined) continue
      const result = history.perform((cluster) => send(cluster, { from, url: source.url }))
      this.#tell(history, index, history.addRequest({ at: due, from: source.from === 'inside' ? 'inside' : from, url: source.url, result, ...versionFrom(history.present, result) }))
    }
  }

  #tell(history: History, index: number, request: SentRequest): void {
    const { result, at } = request
    const ok = result.answered && (result.status ?? 200) < 500
    const before = this.#failing.has(index)
    if (ok) this.#failing.delete(index)
    else this.#failing.add(index)
    const who = nameOf(request.from)
    if (!ok) history.note({ at, say: `request ${request.id} from ${who}: ${result.failure?.replaceAll('-', ' ') ?? `status ${result.status ?? 0}`}`, tone: 'failed' })
    else if (before) history.note({ at, say: `request ${request.id} from ${who} is answered`, tone: 'ready' })
  }
}

/** A Pod may be gone later, when somebody asks which version it was. */
function versionFrom({ objects }: Cluster, { pod }: NetworkResult): { readonly version?: string } {
  return pod === undefined ? {} : { version: versionOf(objects.get(objectKey('', 'pods', pod.namespace, pod.name)) as Pod | undefined) }
}

function nameOf(from: SentRequest['from']): string {
  if (typeof from === 'string') return from === 'outside' ? 'outside' : 'a Pod'
  return 'pod' in from ? from.pod : from.node
}

/** `inside` is a running Pod of the namespace: one that belongs to nobody where there is one, since it is a client for certain. */
function callerOf(cluster: Cluster, from: TrafficSource['from']): RequestSource | undefined {
  if (from !== 'inside') return from
  let found: Pod | undefined
  for (const [key, object] of cluster.objects) {
    if (!key.startsWith('/pods/default/')) continue
    const pod = object as Pod
    if (pod.status?.phase !== 'Running' || pod.metadata.deletionTimestamp !== undefined) continue
    if (pod.metadata.ownerReferences === undefined) return { pod: pod.metadata.name, namespace: 'default' }
    found ??= pod
  }
  return found === undefined ? undefined : { pod: found.metadata.name, namespace: 'default' }
}
