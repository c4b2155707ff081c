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
  readonly queryParams?: readonly { readonly type?: string; readonly name: string; readonly value: string }[]
}

/** Matches, of which one must hold, and where such requests go. */
export interface HTTPRouteRule {
  readonly name?: string
  readonly matches?: readonly HTTPRouteMatch[]
  readonly filters?: readonly unknown[]
  readonly backendRefs?: readonly HTTPBackendRef[]
}

/** What a Gateway's controller says of a route. */
export interface RouteParentStatus {
  readonly parentRef: ParentReference
  readonly controllerName: string
  readonly conditions: readonly GatewayCondition[]
}

export interface GatewayCondition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: string
  readonly message: string
  readonly observedGeneration?: number
  readonly lastTransitionTime: string
}

export interface HTTPRoute extends KubeObject {
  readonly spec: { readonly parentRefs?: readonly ParentReference[]; readonly hostnames?: readonly string[]; readonly rules?: readonly HTTPRouteRule[] }
  readonly status?: { readonly parents: readonly RouteParentStatus[] }
}

/** One port at which a Gateway listens. */
export interface Listener {
  readonly name: string
  readonly hostname?: string
  readonly port: number
  readonly protocol: string
  readonly allowedRoutes?: { readonly namespaces?: { readonly from?: 'All' | 'Same' | 'Selector' | 'None'; readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } } }
}

export interface Gateway extends KubeObject {
  readonly spec: { readonly gatewayClassName: string; readonly listeners: readonly Listener[] }
  readonly status?: { readonly conditions?: readonly GatewayCondition[]; readonly listeners?: readonly unknown[]; readonly addresses?: readonly { readonly type?: string; readonly value: string }[] }
}

export interface GatewayClass extends KubeObject {
  readonly spec: { readonly controllerName: string }
  readonly status?: { readonly conditions?: readonly GatewayCondition[] }
}
