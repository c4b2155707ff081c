import type { KubeObject } from '../object'

/** What a route attaches to. */
export interface ParentReference {
  readonly group?: string
  readonly kind?: string
  readonly namespace?: string
  readonly name: string
  readonly sectionName?: string
  readonly port?: number
}

/** A Service that gets a share of the requests: its weight out of the sum of all. */
export interface HTTPBackendRef {
  readonly group?: string
  readonly kind?: string
  readonly namespace?: string
  readonly name: string
  readonly port?: number
  readonly weight?: number
}

/** One way a request can match; every condition given must hold. */
export interface HTTPRouteMatch {
  readonly path?: { readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value?: string }
  readonly method?: string
  readonly headers?: readonly { readonly type?: string; readonly name: string; readonly value: string }[]
}

/** Matches, of which one must hold, and where such requests go. */
export interface HTTPRouteRule {
  readonly name?: string
  readonly matches?: readonly HTTPRouteMatch[]
  readonly filters?: readonly unknown[]
  readonly backendRefs?: readonly HTTPBackendRef[]
}

export interface HTTPRoute extends KubeObject {
  readonly spec: { readonly parentRefs?: readonly ParentReference[]; readonly hostnames?: readonly string[]; readonly rules?: readonly HTTPRouteRule[] }
  readonly status?: { readonly parents: readonly unknown[] }
}

/** One port at which a Gateway listens. */
export interface Listener {
  readonly name: string
  readonly hostname?: string
  readonly port: number
  readonly protocol: string
  readonly allowedRoutes?: { readonly namespaces?: { readonly from?: 'All' | 'Same' | 'Selector' } }
}

export interface Gateway extends KubeObject {
  readonly spec: { readonly gatewayClassName: string; readonly listeners: readonly Listener[] }
  readonly status?: { readonly conditions?: readonly unknown[]; readonly addresses?: readonly { readonly type?: string; readonly value: string }[] }
}
