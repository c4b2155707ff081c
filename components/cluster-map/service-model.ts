import type { Pod, Service, ServicePort, ServiceStatus } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import type { SentRequest } from '@/lib/session/timeline'
import type { PodModel, State } from './pod-model'
import { explainService, type Why } from './service-why'
import { refId } from './snapshot'

/** One line of the plate: what is asked for, and what was found. */
export interface ServiceRow {
  readonly id: 'selects' | 'port' | 'endpoints' | 'outside'
  readonly label: string
  /** The part of the label that is YAML. */
  readonly code?: string
  readonly value: string
  /** Absent where the row only states a fact. */
  readonly state?: State
}

/** What the plate of a Service says. */
export interface ServiceModel {
  readonly id: string
  readonly namespace: string
  readonly name: string
  readonly type: string
  /** `10.96.44.7:80 → web`. */
  readonly address: string
  readonly rows: readonly ServiceRow[]
  readonly state: State | undefined
  /** The first broken link of its chain. */
  readonly broken: ServiceRow['id'] | undefined
  readonly why: Why | undefined
  /** Ids of the Pods that its selector finds. */
  readonly selected: readonly string[]
  /** Ids of the Pods that requests go to: ready, and with a port. */
  readonly endpoints: readonly string[]
  readonly nodePorts: readonly number[]
  readonly external: readonly string[]
  readonly service: Service
}

/** What EndpointSlices hold for one Service. */
export interface Backing {
  readonly selected: readonly PodModel[]
  /** Pods that a named targetPort is found on. */
  readonly withPort: readonly PodModel[]
  readonly ready: number
  readonly all: number
  readonly hasPort: boolean
  /** A request that reached a Pod of this Service and was refused there. */
  readonly refused: boolean
}

/** A Service with the state of its chain: selector, port, endpoints. `pods` are those of the namespace. */
export function serviceModel(service: Service, slices: readonly EndpointSlice[], pods: readonly PodModel[], requests: readonly SentRequest[]): ServiceModel {
  const { metadata, spec, status } = service
  const namespace = metadata.namespace ?? ''
  const own = slices.filter((slice) => slice.metadata.namespace === namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name)
  const ready = readyEndpoints(own)
  const backing = backingOf(service, own, pods, requests)
  const external = externalOf(status)
  const rows = serviceRows(service, backing, external)
  const broken = rows.find((row) => row.state === 'failing') ?? rows.find((row) => row.state === 'pending')
  return {
    id: refId({ kind: 'Service', namespace, name: metadata.name }),
    namespace,
    name: metadata.name,
    type: spec.clusterIP === 'None' ? 'headless' : spec.type,
    address: addressLine(service),
    rows,
    state: backing.ready > 0 ? 'ready' : undefined,
    ...(broken === undefined ? { broken: undefined, why: undefined } : { state: broken.state, broken: broken.id, why: explainService(service, backing, broken.id, pods.filter((pod) => pod.namespace === namespace).map(({ pod }) => pod)) }),
    selected: backing.selected.map((pod) => pod.id),
    endpoints: ready.map((name) => refId({ kind: 'Pod', namespace, name })),
    nodePorts: (spec.ports ?? []).flatMap((item) => item.nodePort ?? []),
    external,
    service,
  }
}

function externalOf(status: ServiceStatus | undefined): string[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap((ingress) => ingress.ip ?? ingress.hostname ?? [])
}

/** Names of the Pods that requests go to. */
function readyEndpoints(slices: readonly EndpointSlice[]): string[] {
  const withPort = slices.filter((slice) => (slice.ports ?? []).length > 0)
  return withPort.flatMap((slice) => slice.endpoints ?? []).flatMap(({ conditions, targetRef }) => (conditions?.ready !== false && targetRef?.kind === 'Pod' ? [targetRef.name ?? ''] : []))
}

function backingOf({ metadata, spec }: Service, slices: readonly EndpointSlice[], pods: readonly PodModel[], requests: readonly SentRequest[]): Backing {
  const { selector = {} } = spec
  const keys = Object.keys(selector)
  const selected = keys.length === 0 ? [] : pods.filter((pod) => pod.namespace === metadata.namespace && keys.every((key) => pod.pod.metadata.labels?.[key] === selector[key]))
  const port = spec.ports?.[0]
  return {
    selected,
    withPort: selected.filter((pod) => hasTargetPort(pod.pod, port)),
    ready: readyEndpoints(slices).length,
    all: slices.flatMap((slice) => slice.endpoints ?? []).length,
    hasPort: port === undefined || slices.some((slice) => (slice.ports ?? []).length > 0),
    refused: wasRefused(requests, metadata.namespace ?? '', metadata.name),
  }
}

/** Whether a Pod has the port that a Service's targetPort names; a number always does, since nothing has to declare it. */
export function hasTargetPort(pod: Pod, port: ServicePort | undefined): boolean {
  if (port === undefined || typeof port.targetPort === 'number') return true
  return pod.spec.containers.some((container) => container.ports?.some((item) => item.name === port.targetPort && item.protocol === port.protocol) === true)
}

function addressLine(service: Service): string {
  const { spec } = service
  if (spec.type === 'ExternalName') return `→ ${spec.externalName ?? ''}`
  const port = spec.ports?.[0]
  const address = spec.clusterIP === 'None' ? 'no virtual IP' : (spec.clusterIP ?? '')
  return port === undefined ? address : `${address}:${port.port} → ${port.targetPort}`
}

function serviceRows(service: Service, backing: Backing, external: readonly string[]): ServiceRow[] {
  const { spec } = service
  if (spec.type === 'ExternalName') return [{ id: 'selects', label: 'another name in DNS, no Pods', value: '' }]
  const rows = [selectsRow(service, backing), portRow(service, backing), endpointsRow(backing)].filter((row) => row !== undefined)
  const node = spec.ports?.[0]?.nodePort
  if (spec.type === 'LoadBalancer') {
    const got = external[0]
    rows.push({ id: 'outside', label: 'outside address', value: got ?? '… pending', state: got === undefined ? 'pending' : 'ready' })
  } else if (spec.type === 'NodePort' && node !== undefined) rows.push({ id: 'outside', label: 'on every node', value: `:${node}` })
  return rows
}

function selectsRow(service: Service, { selected }: Backing): ServiceRow {
  const pairs = Object.entries(service.spec.selector ?? {})
  if (pairs.length === 0) return { id: 'selects', label: 'selects nothing: no selector', value: '' }
  const code = pairs.map(([key, value]) => `${key}: ${value}`).join(', ')
  const found = selected.length
  return { id: 'selects', label: 'selects', code, value: `${found === 0 ? '✕' : '✓'} ${found} ${found === 1 ? 'Pod' : 'Pods'}`, state: found === 0 ? 'failing' : 'ready' }
}

function portRow(service: Service, { selected, withPort, refused }: Backing): ServiceRow | undefined {
  const target = service.spec.ports?.[0]?.targetPort
  if (target === undefined || selected.length === 0) return undefined
  const of = `${withPort.length} of ${selected.length}`
  if (typeof target === 'number') return { id: 'port', label: `port ${target} on them`, value: refused ? '✕ nobody listens' : '', ...(refused ? { state: 'failing' } : {}) }
  return { id: 'port', label: `port ${target} on them`, value: `${withPort.length === 0 ? '✕' : '✓'} ${of}`, state: withPort.length === 0 ? 'failing' : 'ready' }
}

function endpointsRow({ ready, all, hasPort, selected, withPort }: Backing): ServiceRow {
  const base = { id: 'endpoints', label: 'endpoints' } as const
  if (ready > 0) return { ...base, value: `✓ ${ready} ready`, state: 'ready' }
  if (all > 0 && !hasPort) return { ...base, value: `${all}, without a port`, state: 'failing' }
  if (selected.length === 0 || withPort.length === 0) return { ...base, value: '0', state: 'failing' }
  return { ...base, value: `… 0 of ${selected.length} ready`, state: selected.every((pod) => pod.state === 'failing') ? 'failing' : 'pending' }
}

function wasRefused(requests: readonly SentRequest[], namespace: string, name: string): boolean {
  const last = requests.findLast(({ result }) => result.hops.some(({ object }) => object?.kind === 'Service' && object.namespace === namespace && object.name === name))
  const end = last?.result.hops.at(-1)
  return last?.result.failure === 'connection-refused' && (end?.at === 'container' || end?.at === 'endpoint') && end.object?.kind === 'Pod'
}
