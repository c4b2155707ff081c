import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Hop, RequestSource } from './request'
import type { Way } from './share'
import type { NetworkView } from './view'

/** One request under way: where it started and the hops it took. */
export class Journey {
  readonly view: NetworkView
  readonly hops: Hop[] = []
  readonly chance: number
  readonly from: RequestSource
  /** The Pod it comes from, if any. */
  readonly pod: Pod | undefined
  /** The node whose network it starts in; undefined outside the cluster. */
  readonly node: string | undefined
  /** The namespace that short names are looked up in; undefined where cluster names are not known. */
  readonly #namespace: string | undefined
  /** Where it may have been sent: the endpoints of one Service, or of each backend of a route. Few requests ask for it. */
  ways = (): readonly Way[] => []
  /** The node by whose port, or by whose share of a load balancer, it came in. */
  enteredAt: string | undefined
  /** The Gateway that sends it on. */
  gateway: { readonly name: string; readonly address: string } | undefined
  /** What is asked for; a Gateway may rewrite it. Header names are in lower case. */
  asked: { readonly path: string; readonly query: string; readonly method: string; readonly headers: Readonly<Record<string, string>> } = { path: '/', query: '', method: 'GET', headers: {} }

  constructor(view: NetworkView, from: RequestSource, chance: number) {
    this.view = view
    this.chance = chance
    this.from = from
    this.pod = typeof from === 'object' && 'pod' in from ? view.pod(from.namespace, from.pod) : undefined
    this.node = from === 'outside' ? undefined : 'node' in from ? from.node : this.pod?.spec.nodeName
    this.#namespace = typeof from === 'object' && 'client' in from ? from.client : this.pod?.metadata.namespace
    const who = callerName(from)
    const object = typeof from === 'object' && 'pod' in from ? { kind: 'Pod', namespace: from.namespace, name: from.pod } : undefined
    this.hop({ at: 'client', ok: true, say: `${who} sends a request.`, ...(object === undefined ? {} : { object }) })
  }

  get isOutside(): boolean {
    return this.node === undefined && this.pod === undefined
  }

  get namespace(): string {
    return this.#namespace ?? 'default'
  }

  /** Whether it asks the cluster's DNS: Pods do. */
  get knowsNames(): boolean {
    return this.#namespace !== undefined
  }

  /** What session affinity goes by. */
  get client(): string {
    return this.pod?.status?.podIP ?? this.node ?? 'outside'
  }

  hop(hop: Hop): void {
    this.hops.push(hop)
  }
}

function callerName(from: RequestSource): string {
  if (from === 'outside') return 'A client outside the cluster'
  if ('pod' in from) return `Pod ${from.pod}`
  return 'client' in from ? `A client in namespace ${from.client}` : `Node ${from.node}`
}
