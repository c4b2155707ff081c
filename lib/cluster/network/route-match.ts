import type { Gateway, HTTPRoute, HTTPRouteMatch, HTTPRouteRule, Listener, ParentReference } from '@/lib/kube/gateway/v1'

/** What of a request decides where a route sends it. Header names are in lower case. */
export interface RoutedRequest {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly query: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
}

/** The rule that takes a request. */
export interface MatchedRule {
  readonly route: HTTPRoute
  readonly rule: HTTPRouteRule
  readonly match: HTTPRouteMatch
}

const gatewayGroup = 'gateway.networking.k8s.io'

/** The listeners of a Gateway that a route's parentRef names. */
export function listenersOf(gateway: Gateway, route: HTTPRoute, parent: ParentReference): readonly Listener[] {
  const namespace = parent.namespace ?? route.metadata.namespace
  if ((parent.group ?? gatewayGroup) !== gatewayGroup || (parent.kind ?? 'Gateway') !== 'Gateway') return []
  if (parent.name !== gateway.metadata.name || namespace !== gateway.metadata.namespace) return []
  return gateway.spec.listeners.filter((listener) => (parent.sectionName === undefined || parent.sectionName === listener.name) && (parent.port === undefined || parent.port === listener.port))
}

/** Whether a listener takes routes of that namespace. Namespace selectors are asked with the namespace's labels. */
export function allowsNamespace(listener: Listener, gateway: Gateway, namespace: string, labels: Readonly<Record<string, string>>): boolean {
  const from = listener.allowedRoutes?.namespaces?.from ?? 'Same'
  if (from === 'All') return true
  if (from === 'Same') return namespace === gateway.metadata.namespace
  const wanted = Object.entries(listener.allowedRoutes?.namespaces?.selector?.matchLabels ?? {})
  return from === 'Selector' && wanted.every(([key, value]) => labels[key] === value)
}

/** Hostnames that a route and a listener have in common; `*` stands for any. */
export function commonHostnames(listener: Listener, route: HTTPRoute): readonly string[] {
  const own = route.spec.hostnames ?? []
  if (listener.hostname === undefined || listener.hostname === '') return own.length === 0 ? ['*'] : own
  if (own.length === 0) return [listener.hostname]
  return own.flatMap((name) => (covers(listener.hostname ?? '', name) ? [name] : covers(name, listener.hostname ?? '') ? [listener.hostname ?? ''] : []))
}

/** `*.example.com` covers `feed.example.com` and `a.b.example.com`, not `example.com`. */
export function covers(pattern: string, name: string): boolean {
  if (pattern === '*' || pattern === name) return true
  return pattern.startsWith('*.') && name.replace(/^\*/, '').endsWith(pattern.slice(1)) && name !== pattern.slice(2)
}

/**
 * The rule that takes a request among those attached to one listener, by the Gateway API's order: the most exact host name, then an exact path, the longest prefix,
 * a method, most headers, most query parameters, the oldest route, the first by name, the first rule.
 */
export function matchRequest(attached: readonly { readonly route: HTTPRoute; readonly hostnames: readonly string[] }[], request: RoutedRequest): MatchedRule | undefined {
  let best: Ranked | undefined
  for (const candidate of attached.flatMap(({ route, hostnames }) => rankedRules(route, hostnames, request))) if (best === undefined || before(candidate.rank, best.rank)) best = candidate
  return best?.matched
}

interface Ranked {
  readonly matched: MatchedRule
  /** Compared in order, smaller goes first. */
  readonly rank: readonly (number | string)[]
}

function rankedRules(route: HTTPRoute, hostnames: readonly string[], request: RoutedRequest): Ranked[] {
  const host = Math.max(-1, ...hostnames.filter((pattern) => covers(pattern, request.host)).map(exactness))
  if (host < 0) return []
  const { creationTimestamp, namespace = '', name } = route.metadata
  return (route.spec.rules ?? []).flatMap((rule, at) =>
    (rule.matches ?? [{}]).filter((match) => holds(match, request)).map((match) => ({ matched: { route, rule, match }, rank: [-host, ...conditionRank(match), creationTimestamp, `${namespace}/${name}`, at] })),
  )
}

function conditionRank(match: HTTPRouteMatch): readonly number[] {
  return [...pathRank(match), match.method === undefined ? 1 : 0, -(match.headers?.length ?? 0), -(match.queryParams?.length ?? 0)]
}

/** An exact name counts more than any wildcard, a longer wildcard more than a shorter one. */
function exactness(pattern: string): number {
  return pattern.startsWith('*') ? pattern.length : 1000 + pattern.length
}

function pathRank({ path }: HTTPRouteMatch): readonly number[] {
  const length = (path?.value ?? '/').length
  return path?.type === 'Exact' ? [0, -length] : path?.type === 'RegularExpression' ? [1, -length] : [2, -length]
}

function before(a: readonly (number | string)[], b: readonly (number | string)[]): boolean {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? value
    if (value !== other) return value < other
  }
  return false
}

function holds({ path, method, headers = [], queryParams = [] }: HTTPRouteMatch, request: RoutedRequest): boolean {
  const query = new URLSearchParams(request.query)
  return (
    isPath(path, request.path) &&
    (method === undefined || method === request.method) &&
    headers.every(({ type, name, value }) => isText(type, value, request.headers[name.toLowerCase()])) &&
    queryParams.every(({ type, name, value }) => isText(type, value, query.get(name) ?? undefined))
  )
}

/** A prefix goes by whole path elements: `/api` takes `/api` and `/api/x`, not `/apiary`. */
function isPath(path: HTTPRouteMatch['path'], asked: string): boolean {
  const value = path?.value ?? '/'
  if (path?.type === 'Exact') return asked === value
  if (path?.type === 'RegularExpression') return matchesPattern(value, asked)
  const prefix = value.replace(/\/$/, '')
  return asked === prefix || asked.startsWith(`${prefix}/`)
}

function isText(type: string | undefined, value: string, asked: string | undefined): boolean {
  if (asked === undefined) return false
  return type === 'RegularExpression' ? matchesPattern(value, asked) : asked === value
}

/** A pattern that is none matches nothing. */
function matchesPattern(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text)
  } catch {
    return false
  }
}
