import type { Service } from '@/lib/kube/core/v1.generated'
import { sharesOf } from '@/lib/kube/gateway/shares'
import type { Gateway, HTTPBackendRef, HTTPRoute, HTTPRouteRule } from '@/lib/kube/gateway/v1'
import type { Journey } from './journey'
import { pickTarget, targetsOf, type Target } from './pick-endpoint'
import { allowsNamespace, commonHostnames, covers, listenersOf, matchRequest, type RoutedRequest } from './route-match'
import type { RequestFailure } from './request'
import type { Way } from './share'

/** The class whose Gateways the practice cluster serves. */
export const servedClass = 'edge'

/** An answer that the Gateway gives itself. */
export interface GatewayAnswer {
  readonly status: number
  readonly body: string
}

/** What becomes of a request at a Gateway: an endpoint, the Gateway's own answer, or no connection. */
export type AtGateway = Target | { readonly answer: GatewayAnswer } | { readonly failure: RequestFailure; readonly afterMs?: number }

/** The Gateway whose routes or listeners claim a host name, as public DNS would lead to it; undefined: nobody's. */
export function gatewayFor(journey: Journey, host: string): Gateway | undefined {
  const served = journey.view.once('gateway-hostnames', () => journey.view.gateways().filter(isServed).map((gateway) => ({ gateway, hostnames: hostnamesOf(journey, gateway).filter((pattern) => pattern !== '*') })))
  return served.find(({ hostnames }) => hostnames.some((pattern) => covers(pattern, host)))?.gateway
}

/** The Gateway that has an address. */
export function gatewayAt(journey: Journey, address: string): Gateway | undefined {
  return journey.view.gateways().find((gateway) => isServed(gateway) && addressOf(gateway) === address)
}

/** The address that the stand-in gave a Gateway. */
export function addressOf(gateway: Gateway): string | undefined {
  return gateway.status?.addresses?.[0]?.value
}

function isServed(gateway: Gateway): boolean {
  return gateway.spec.gatewayClassName === servedClass && addressOf(gateway) !== undefined
}

function hostnamesOf(journey: Journey, gateway: Gateway): string[] {
  return gateway.spec.listeners.flatMap((listener) => attachedTo(journey, gateway, listener.name).flatMap(({ hostnames }) => hostnames))
}

function attachedTo(journey: Journey, gateway: Gateway, listenerName: string) {
  return journey.view.once(`gateway-routes/${gateway.metadata.uid}/${listenerName}`, () => findAttached(journey, gateway, listenerName))
}

function findAttached(journey: Journey, gateway: Gateway, listenerName: string) {
  const listener = gateway.spec.listeners.find(({ name }) => name === listenerName)
  if (listener === undefined) return []
  return journey.view.routes().flatMap((route) => {
    const namespace = route.metadata.namespace ?? ''
    const isAttached = (route.spec.parentRefs ?? []).some((parent) => listenersOf(gateway, route, parent).includes(listener))
    if (!isAttached || !allowsNamespace(listener, gateway, namespace, journey.view.get('', 'namespaces', '', namespace)?.metadata.labels ?? {})) return []
    const hostnames = commonHostnames(listener, route)
    return hostnames.length === 0 ? [] : [{ route, hostnames }]
  })
}

/** Follows a request through a Gateway: listener, route, rule, weights, Service, endpoint. */
export function throughGateway(journey: Journey, gateway: Gateway, host: string, port: number): AtGateway {
  const object = { kind: 'Gateway', namespace: gateway.metadata.namespace ?? '', name: gateway.metadata.name }
  journey.gateway = { name: gateway.metadata.name, address: addressOf(gateway) ?? '' }
  const listeners = gateway.spec.listeners.filter((listener) => listener.port === port && listener.protocol === 'HTTP')
  if (listeners.length === 0) {
    journey.hop({ at: 'gateway', ok: false, object, say: `Gateway ${object.name} does not listen on port ${String(port)}.` })
    return { failure: 'connection-refused' }
  }
  const request: RoutedRequest = { host, port, ...journey.asked }
  const attached = listeners.flatMap((listener) => attachedTo(journey, gateway, listener.name))
  const found = matchRequest(attached, request)
  if (found === undefined) {
    journey.hop({ at: 'gateway', ok: false, object, say: `Gateway ${object.name} has no route for ${host}${request.path}: it answers 404.` })
    return { answer: { status: 404, body: '' } }
  }
  const { route, rule } = found
  journey.hop({ at: 'gateway', ok: true, object: { kind: 'HTTPRoute', namespace: route.metadata.namespace ?? '', name: route.metadata.name }, say: `Gateway ${object.name} takes the request by route ${route.metadata.name}.` })
  return filtered(journey, rule, request) ?? toBackend(journey, route, rule)
}

interface Filter {
  readonly type?: string
  readonly requestRedirect?: { readonly scheme?: string; readonly hostname?: string; readonly statusCode?: number; readonly path?: PathModifier }
  readonly urlRewrite?: { readonly path?: PathModifier }
}

interface PathModifier {
  readonly type?: string
  readonly replaceFullPath?: string
  readonly replacePrefixMatch?: string
}

/** A redirect ends the way here; a rewritten path goes on. Header filters change nothing that the course's images look at. */
function filtered(journey: Journey, rule: HTTPRouteRule, { host, path }: RoutedRequest): AtGateway | undefined {
  for (const { requestRedirect, urlRewrite } of (rule.filters ?? []) as readonly Filter[]) {
    if (requestRedirect !== undefined) {
      const { scheme = 'http', hostname = host, statusCode = 302 } = requestRedirect
      return { answer: { status: statusCode, body: `${scheme}://${hostname}${rewritten(requestRedirect.path, rule, path)}\n` } }
    }
    if (urlRewrite !== undefined) journey.asked = { ...journey.asked, path: rewritten(urlRewrite.path, rule, path) }
  }
  return undefined
}

function rewritten(modifier: PathModifier | undefined, rule: HTTPRouteRule, path: string): string {
  if (modifier?.replaceFullPath !== undefined) return modifier.replaceFullPath
  if (modifier?.replacePrefixMatch === undefined) return path
  const prefix = (rule.matches ?? []).map((match) => match.path?.value ?? '/').filter((value) => path.startsWith(value)).sort((a, b) => b.length - a.length)[0] ?? '/'
  const rest = path.slice(prefix.length).replace(/^\//, '')
  const head = modifier.replacePrefixMatch.replace(/\/$/, '')
  return rest === '' ? (head === '' ? '/' : head) : `${head}/${rest}`
}

/** One backend by weight; what it can't reach is answered with 500, and a Service without endpoints with 503 (HTTPRouteRule backendRefs). */
function toBackend(journey: Journey, route: HTTPRoute, rule: HTTPRouteRule): AtGateway {
  const drawn = drawBackend(rule.backendRefs ?? [], journey.chance)
  const object = { kind: 'HTTPRoute', namespace: route.metadata.namespace ?? '', name: route.metadata.name }
  const fail = (status: number, say: string): AtGateway => {
    journey.hop({ at: 'gateway', ok: false, object, say: `${say}: the Gateway answers ${String(status)}.` })
    return { answer: { status, body: '' } }
  }
  if (drawn === undefined) return fail(500, `Route ${object.name} sends no request anywhere: it has no backend with a weight above 0`)
  const { backend, chance, share } = drawn
  const service = serviceOf(journey, route, backend)
  const port = service?.spec.ports?.find((own) => own.port === backend.port)
  if (service === undefined) return fail(500, `Route ${object.name} names the backend ${backend.name}, and there is no such Service in its namespace`)
  if (port === undefined) return fail(500, `Service ${backend.name} has no port ${String(backend.port ?? '')}`)
  const target = pickTarget(service, targetsOf(journey.view, service, port), journey.client, chance)
  if (target === undefined) return fail(503, `Service ${service.metadata.name} has no endpoints`)
  journey.ways = () => waysOf(journey, route, rule.backendRefs ?? [])
  journey.hop({ at: 'virtual-ip', ok: true, object: { kind: 'Service', namespace: service.metadata.namespace ?? '', name: service.metadata.name }, say: `${percent(share)} of its requests go to Service ${service.metadata.name}: ${target.address}:${String(target.port)}.` })
  return target
}

/** The endpoints of every backend that is sent something, by its part of the weights. */
function waysOf(journey: Journey, route: HTTPRoute, backends: readonly HTTPBackendRef[]): Way[] {
  const shares = sharesOf(backends)
  return backends.flatMap((backend, index) => {
    const service = serviceOf(journey, route, backend)
    const port = service?.spec.ports?.find((own) => own.port === backend.port)
    return service === undefined || port === undefined || backend.weight === 0 ? [] : [{ targets: targetsOf(journey.view, service, port), probability: shares[index] ?? 0 }]
  })
}

function percent(share: number): string {
  return `${String(Math.round(share * 10_000) / 100)} %`
}

/** A backend with the probability of its weight; the rest of the chance is as good as a new one. */
function drawBackend(backends: readonly HTTPBackendRef[], chance: number): { readonly backend: HTTPBackendRef; readonly chance: number; readonly share: number } | undefined {
  const shares = sharesOf(backends)
  let from = 0
  for (const [index, backend] of backends.entries()) {
    const share = shares[index] ?? 0
    if (share > 0 && chance < from + share) return { backend, chance: (chance - from) / share, share }
    from += share
  }
  const last = shares.findLastIndex((share) => share > 0)
  const backend = backends[last]
  return backend === undefined ? undefined : { backend, chance: 0, share: shares[last] ?? 0 }
}

/** Services of other namespaces need a ReferenceGrant, which is not part of this practice cluster. */
function serviceOf(journey: Journey, route: HTTPRoute, { group = '', kind = 'Service', namespace, name }: HTTPBackendRef): Service | undefined {
  const home = route.metadata.namespace ?? ''
  return group === '' && kind === 'Service' && (namespace ?? home) === home ? journey.view.service(home, name) : undefined
}
