import type { Hop } from '@/lib/cluster/network/request'
import type { SentRequest } from '@/lib/session/timeline'
import type { MapModel } from './map-model'
import { refId, sourceId, type RequestFrom } from './snapshot'

/** Who calls what, before or after the first request. */
export interface Caller {
  readonly from: RequestFrom
  readonly url: string
}

/** The boxes a request passes, in order; where it failed, the last one is the one it failed at. */
export interface RequestPath {
  readonly boxes: readonly string[]
  readonly failing: boolean
}

/** The box of a load balancer: it belongs to a Service and is no object of its own. */
export function balancerId(namespace: string, service: string): string {
  return `LoadBalancer/${namespace}/${service}`
}

/** The box that stands for an address or name behind which nothing is. */
export function nowhereId(address: string): string {
  return `Nowhere//${address}`
}

/** The box of a name: the ghost of the Service that is wanted by that name, or of the HTTPRoute for a host that begins with its name, where one is. */
export function wantedBox(id: string, wanted: ReadonlySet<string>, model: MapModel): string {
  if (!id.startsWith('Nowhere/')) return id
  const [name = '', namespace = model.namespace] = id.slice('Nowhere//'.length).split('.')
  const service = refId({ kind: 'Service', namespace, name })
  if (wanted.has(service)) return service
  const route = refId({ kind: 'HTTPRoute', namespace: model.namespace, name })
  return wanted.has(route) && !model.routes.has(route) ? route : id
}

/** A caller's box: its own where it stands by itself. One that also serves would be called backwards, and gets a client's card instead. */
function callerBox(from: SentRequest['from'], model: MapModel): string {
  const id = sourceId(from)
  const pod = model.pods.find((item) => item.id === id)
  const serves = pod !== undefined && (pod.owner !== undefined || model.services.some((service) => service.selected.includes(id)))
  return serves ? `Client//${pod.shortName}` : id
}

/** The way a request took, told by its hops. */
export function requestPath(request: SentRequest, model: MapModel): RequestPath {
  const boxes = [callerBox(request.from, model)]
  for (const hop of request.result.hops) {
    const id = boxOfHop(hop, model)
    if (id !== undefined && boxes.at(-1) !== id) boxes.push(id)
  }
  const failed = request.result.hops.find((hop) => !hop.ok)
  if (boxes.length === 1) boxes.push(...expectedPath(request, model).slice(1))
  else if (failed !== undefined && boxOfHop(failed, model) === undefined && failed.at === 'dns') boxes.push(nowhereId(hostOf(request.url)))
  return { boxes, failing: !request.result.answered }
}

function boxOfHop(hop: Hop, model: MapModel): string | undefined {
  const { object } = hop
  if (hop.at === 'client') return undefined
  if (hop.at === 'node-port') return nodeOfHop(hop, model)?.id
  if (hop.at === 'load-balancer' && object !== undefined) return balancerId(object.namespace, object.name)
  return object === undefined ? boxOfAddress(hop) : boxOfObject(object, model)
}

function boxOfAddress({ ok, address }: Hop): string | undefined {
  return ok || address === undefined ? undefined : nowhereId(hostOf(address))
}

function boxOfObject(object: NonNullable<Hop['object']>, model: MapModel): string | undefined {
  if (object.kind === 'Pod') return model.pods.find((item) => item.name === object.name && item.namespace === object.namespace)?.id
  return object.kind === 'Service' || object.kind === 'HTTPRoute' ? refId(object) : undefined
}

function nodeOfHop({ object, address = '' }: Hop, model: MapModel) {
  if (object?.kind === 'Node') return model.nodes.find((node) => node.name === object.name)
  return model.nodes.find((node) => address === node.address || address.startsWith(`${node.address}:`))
}

/** The way a request would take, read from its URL alone. */
export function expectedPath({ from, url }: Caller, model: MapModel): string[] {
  const host = hostOf(url)
  const port = /:(\d+)(?:\/|$)/.exec(url.replace(/^\w+:\/\//, ''))?.[1]
  const source = callerBox(from, model)
  const node = model.nodes.find((item) => item.address === host)
  if (node !== undefined) {
    const behind = model.services.find((service) => service.nodePorts.some((item) => String(item) === port))
    return [source, node.id, ...(behind === undefined ? [] : [behind.id])]
  }
  const balanced = model.services.find((service) => service.external.includes(host))
  if (balanced !== undefined) return [source, balancerId(balanced.namespace, balanced.name), balanced.id]
  const [name, namespace = model.namespace] = host.split('.')
  const service = model.services.find((item) => item.service.spec.clusterIP === host || (item.name === name && item.namespace === namespace))
  if (service !== undefined) return [source, service.id]
  const pod = model.pods.find((item) => item.ip === host)
  return [source, pod?.id ?? nowhereId(host)]
}

export function hostOf(url: string): string {
  return /^(?:\w+:\/\/)?([^/:]+)/.exec(url)?.[1] ?? url
}
