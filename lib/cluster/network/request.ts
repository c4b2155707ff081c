/**
 * Where a request starts: a Pod, a client's Pod that the cluster does not show (`client` is its namespace; it has no labels), a node's own network, or
 * outside the cluster.
 */
export type RequestSource = { readonly pod: string; readonly namespace: string } | { readonly client: string; readonly node: string } | { readonly node: string } | 'outside'

/** A request over the simulated network. */
export interface NetworkRequest {
  readonly from: RequestSource
  /** `http://backend:8080/path`, `http://192.0.2.11:30080`, `tcp://orders-db:5432`. */
  readonly url: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Simulated milliseconds before the caller gives up. Default 5000. */
  readonly timeoutMs?: number
}

/** One hop a request took, and why it went on or ended there. `object` is the API object behind it, for the map. */
export interface Hop {
  readonly at: 'client' | 'dns' | 'load-balancer' | 'node-port' | 'gateway' | 'virtual-ip' | 'endpoint' | 'policy' | 'container'
  /** `Service default/backend`, `Pod default/web-abc`; absent where none is involved. */
  readonly object?: { readonly kind: string; readonly namespace: string; readonly name: string }
  readonly address?: string
  readonly ok: boolean
  /** One sentence: what happened here. */
  readonly say: string
}

/** Why a request was not answered, as a client sees it. */
export type RequestFailure = 'name-not-resolved' | 'connection-refused' | 'timed-out' | 'connection-reset' | 'bad-url'

/** What came of a request. An HTTP error status is an answer: `failure` is only for requests without one. */
export interface NetworkResult {
  readonly answered: boolean
  readonly status?: number
  readonly body?: string
  readonly failure?: RequestFailure
  /** The client's view in curl's words: `Failed to connect to backend port 80 after 0 ms: Couldn't connect to server`. */
  readonly say: string
  readonly hops: readonly Hop[]
  readonly durationMs: number
  /** Name of the image that answered: `example.com/store:2.0`. */
  readonly image?: string
  /** The Pod that answered. */
  readonly pod?: { readonly namespace: string; readonly name: string }
}
