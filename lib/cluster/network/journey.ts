import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Hop, RequestSource } from './request'
import type { NetworkView } from './view'

/** One request under way: where it started and the hops it took. */
export class Journey {
  readonly view: NetworkView
  readonly hops: Hop[] = []
  readonly chance: number
  /** The Pod it comes from, if any. */
  readonly pod: Pod | undefined
  /** The node whose network it starts in; undefined outside the cluster. */
  readonly node: string | undefined
  /** The Service it went through: `<namespace>/<name>`. */
  service = ''

  constructor(view: NetworkView, from: RequestSource, chance: number) {
    this.view = view
    this.chance = chance
    this.pod = typeof from === 'object' && 'pod' in from ? view.pod(from.namespace, from.pod) : undefined
    this.node = from === 'outside' ? undefined : 'node' in from ? from.node : this.pod?.spec.nodeName
    const who = from === 'outside' ? 'A client outside the cluster' : 'pod' in from ? `Pod ${from.pod}` : `Node ${from.node}`
    const object = typeof from === 'object' && 'pod' in from ? { kind: 'Pod', namespace: from.namespace, name: from.pod } : undefined
    this.hop({ at: 'client', ok: true, say: `${who} sends a request.`, ...(object === undefined ? {} : { object }) })
  }

  get isOutside(): boolean {
    return this.node === undefined && this.pod === undefined
  }

  get namespace(): string {
    return this.pod?.metadata.namespace ?? 'default'
  }

  /** What session affinity goes by. */
  get client(): string {
    return this.pod?.status?.podIP ?? this.node ?? 'outside'
  }

  hop(hop: Hop): void {
    this.hops.push(hop)
  }
}
