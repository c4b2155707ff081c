import type { Gateway, GatewayClass, GatewayCondition, HTTPBackendRef, HTTPRoute, Listener, ParentReference, RouteParentStatus } from '@/lib/kube/gateway/v1'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import { allowsNamespace, commonHostnames, listenersOf } from '../../network/route-match'
import { servedClass } from '../../network/gateway'
import type { Controller, Working } from '../../working/working'
import { definitionOf } from '../definition'
import { freeExternalAddress, takeExternalAddress } from '../service/external-addresses'

const apiVersion = 'gateway.networking.k8s.io/v1'
const group = 'gateway.networking.k8s.io'
/** What the class of the practice cluster's Gateways names. */
export const controllerName = 'example.com/edge-gateway'
const manager = 'edge-gateway'
const latencyMs = 50

/** Stands for the controller behind class `edge`: gives Gateways an address and says of them and of their routes whether they hold. One key for all. */
export const gatewayController: Controller = {
  name: 'gateway',
  watches: [`${group}/gatewayclasses`, `${group}/gateways`, `${group}/httproutes`, '/services'],
  observe(change, before, working, enqueue) {
    if (!working.options.standIns || working.keys(`${group}/gateways`).size + working.keys(`${group}/gatewayclasses`).size === 0) return
    if (change.object.kind === 'Gateway' && change.type === 'DELETED') freeExternalAddress(working, change.key)
    if (change.object.kind === 'Service' && change.type === 'MODIFIED' && specOf(before) === specOf(change.object)) return
    enqueue('all', latencyMs)
  },
  reconcile(working) {
    for (const gatewayClass of working.list(`${group}/gatewayclasses`) as GatewayClass[]) acceptClass(working, gatewayClass)
    const gateways = (working.list(`${group}/gateways`) as Gateway[]).filter(({ spec }) => spec.gatewayClassName === servedClass)
    for (const route of working.list(`${group}/httproutes`) as HTTPRoute[]) writeRoute(working, route, gateways)
    for (const gateway of gateways) writeGateway(working, gateway)
    return undefined
  },
}

function specOf(object: KubeObject | undefined): unknown {
  return (object as { readonly spec?: unknown } | undefined)?.spec
}

type Wanted = Pick<GatewayCondition, 'type' | 'status' | 'reason' | 'message'>

function written(working: Working, owner: KubeObject, wanted: readonly Wanted[], old: readonly GatewayCondition[] | undefined): GatewayCondition[] {
  return wanted.map(({ type, status, reason, message }) => {
    const before = old?.find((condition) => condition.type === type)
    const lastTransitionTime = before?.status === status ? before.lastTransitionTime : working.timestamp()
    return { type, status, observedGeneration: owner.metadata.generation ?? 1, lastTransitionTime, reason, message }
  })
}

function write(working: Working, kind: string, object: KubeObject, status: unknown): void {
  if (!same((object as { readonly status?: unknown }).status, status)) updateStatus(working, definitionOf(apiVersion, kind), { ...object, status } as KubeObject, { manager })
}

function acceptClass(working: Working, gatewayClass: GatewayClass): void {
  if (gatewayClass.spec.controllerName !== controllerName) return
  write(working, 'GatewayClass', gatewayClass, { conditions: written(working, gatewayClass, [{ type: 'Accepted', status: 'True', reason: 'Accepted', message: 'The class is served by the practice cluster' }], gatewayClass.status?.conditions) })
}

function writeGateway(working: Working, gateway: Gateway): void {
  const key = objectKey(group, 'gateways', gateway.metadata.namespace ?? '', gateway.metadata.name)
  const routes = (working.list(`${group}/httproutes`) as HTTPRoute[])
  const listeners = gateway.spec.listeners.map((listener) => listenerStatus(working, gateway, listener, routes))
  const conditions = written(working, gateway, [
    { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'The Gateway is accepted' },
    { type: 'Programmed', status: 'True', reason: 'Programmed', message: 'The Gateway is programmed' },
  ], gateway.status?.conditions)
  write(working, 'Gateway', gateway, { addresses: [{ type: 'IPAddress', value: takeExternalAddress(working, key) }], conditions, listeners })
}

function listenerStatus(working: Working, gateway: Gateway, listener: Listener, routes: readonly HTTPRoute[]): unknown {
  const old = (gateway.status?.listeners as readonly { readonly name: string; readonly conditions: readonly GatewayCondition[] }[] | undefined)?.find(({ name }) => name === listener.name)
  const attachedRoutes = routes.filter((route) => (route.spec.parentRefs ?? []).some((parent) => refusal(working, gateway, route, parent, listener) === undefined)).length
  const isHttp = listener.protocol === 'HTTP'
  const conditions = written(working, gateway, [
    isHttp ? { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'The listener is accepted' } : { type: 'Accepted', status: 'False', reason: 'UnsupportedProtocol', message: `Protocol ${listener.protocol} is not part of this practice cluster` },
    { type: 'Programmed', status: isHttp ? 'True' : 'False', reason: isHttp ? 'Programmed' : 'Invalid', message: isHttp ? 'The listener is programmed' : 'The listener is not programmed' },
    { type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs', message: 'All references are resolved' },
    { type: 'Conflicted', status: 'False', reason: 'NoConflicts', message: 'The listener has no conflicts' },
  ], old?.conditions)
  return { name: listener.name, supportedKinds: [{ group, kind: 'HTTPRoute' }], attachedRoutes, conditions }
}

/** Why a route is not attached to one listener by one of its parentRefs; undefined: it is. */
function refusal(working: Working, gateway: Gateway, route: HTTPRoute, parent: ParentReference, listener: Listener): Wanted | undefined {
  const no = (reason: string, message: string): Wanted => ({ type: 'Accepted', status: 'False', reason, message })
  if (!listenersOf(gateway, route, parent).includes(listener)) return no('NoMatchingParent', 'No listener of the Gateway matches the parentRef')
  const namespace = route.metadata.namespace ?? ''
  const labels = working.get(objectKey('', 'namespaces', '', namespace))?.metadata.labels ?? {}
  if (!allowsNamespace(listener, gateway, namespace, labels)) return no('NotAllowedByListeners', `No listener of the Gateway takes routes of namespace ${namespace}`)
  return commonHostnames(listener, route).length === 0 ? no('NoMatchingListenerHostname', 'The route has no hostname in common with the listener') : undefined
}

function writeRoute(working: Working, route: HTTPRoute, gateways: readonly Gateway[]): void {
  const parents: RouteParentStatus[] = []
  for (const parentRef of route.spec.parentRefs ?? []) {
    const gateway = gateways.find(({ metadata }) => metadata.name === parentRef.name && metadata.namespace === (parentRef.namespace ?? route.metadata.namespace))
    if (gateway === undefined || (parentRef.kind ?? 'Gateway') !== 'Gateway') continue
    const old = route.status?.parents.find((status) => status.controllerName === controllerName && same(status.parentRef, parentRef))
    parents.push({ parentRef, controllerName, conditions: written(working, route, [accepted(working, gateway, route, parentRef), resolved(working, route)], old?.conditions) })
  }
  if (parents.length > 0 || route.status !== undefined) write(working, 'HTTPRoute', route, { parents })
}

function accepted(working: Working, gateway: Gateway, route: HTTPRoute, parent: ParentReference): Wanted {
  const refusals = gateway.spec.listeners.map((listener) => refusal(working, gateway, route, parent, listener))
  if (refusals.includes(undefined)) return { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'The route is accepted' }
  return refusals.find((one) => one?.reason !== 'NoMatchingParent') ?? refusals[0] ?? { type: 'Accepted', status: 'False', reason: 'NoMatchingParent', message: 'The Gateway has no listener' }
}

function resolved(working: Working, route: HTTPRoute): Wanted {
  const home = route.metadata.namespace ?? ''
  const no = (reason: string, message: string): Wanted => ({ type: 'ResolvedRefs', status: 'False', reason, message })
  const backends = (route.spec.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs)
  const odd = backends.find((backend) => !isService(backend))
  if (odd !== undefined) return no('InvalidKind', `The backend ${odd.kind ?? ''} ${odd.name} is no Service`)
  const foreign = backends.find(({ namespace = home }) => namespace !== home)
  if (foreign !== undefined) return no('RefNotPermitted', `The backend ${foreign.namespace ?? ''}/${foreign.name} is in another namespace, and no ReferenceGrant allows it`)
  const missing = backends.find(({ name }) => working.get(objectKey('', 'services', home, name)) === undefined)
  if (missing !== undefined) return no('BackendNotFound', `Service ${home}/${missing.name} not found`)
  return { type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs', message: 'All references are resolved' }
}


function isService({ group: owner = '', kind = 'Service' }: HTTPBackendRef): boolean {
  return owner === '' && kind === 'Service'
}
