import type { Service, ServicePort, ServiceSpec } from '@/lib/kube/core/v1.generated'
import { isEqual } from '../equality'
import { needsHealthCheckPort, needsNodePort, isExternallyAccessible } from './service-needs'

/** Whoever does not say ExternalName keeps its address, even with a type that does not exist: validation says so alone (pkg/registry/core/service/strategy.go needsClusterIP). */
function needsClusterIP({ type }: ServiceSpec): boolean {
  return (type as string | undefined) !== 'ExternalName'
}

function nodePortsOf(spec: ServiceSpec): ReadonlySet<number> {
  return new Set((spec.ports ?? []).map(({ nodePort }) => nodePort ?? 0).filter((port) => port !== 0))
}

function withOldNodePorts(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const before = nodePortsOf(old)
  const used = new Set([...nodePortsOf(spec)].filter((port) => before.has(port)))
  const byName = new Map((old.ports ?? []).map(({ name, nodePort }) => [name ?? '', nodePort ?? 0]))
  const ports = (spec.ports ?? []).map((port): ServicePort => {
    const known = byName.get(port.name ?? '') ?? 0
    if ((port.nodePort ?? 0) !== 0 || known === 0 || used.has(known)) return port
    used.add(known)
    return { ...port, nodePort: known }
  })
  return spec.ports === undefined ? spec : { ...spec, ports }
}

function withOldClusterIPs(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const clusterIP = (spec.clusterIP ?? '') === '' ? old.clusterIP : spec.clusterIP
  const clusterIPs = (spec.clusterIPs ?? []).length === 0 && clusterIP === old.clusterIP ? old.clusterIPs : spec.clusterIPs
  return { ...spec, ...(clusterIP === undefined ? {} : { clusterIP }), ...(clusterIPs === undefined ? {} : { clusterIPs }) }
}

/** What a client left out is taken from the stored Service: address, node ports by port name, health check port (patchAllocatedValues). */
function withAllocatedValues(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  let patched = needsClusterIP(old) && needsClusterIP(spec) ? withOldClusterIPs(spec, old) : spec
  if (needsNodePort(old) && needsNodePort(spec)) patched = withOldNodePorts(patched, old)
  const missesHealthPort = needsHealthCheckPort(old) && needsHealthCheckPort(spec) && (spec.healthCheckNodePort ?? 0) === 0
  return missesHealthPort && old.healthCheckNodePort !== undefined ? { ...patched, healthCheckNodePort: old.healthCheckNodePort } : patched
}

/** clusterIP and clusterIPs say the same twice; who changed one of them, or left the second out, meant both (normalizeClusterIPs). */
export function withSyncedClusterIPs(spec: ServiceSpec, old: ServiceSpec | undefined): ServiceSpec {
  const { clusterIP = '', clusterIPs = [] } = spec
  if (old === undefined) return clusterIP !== '' && clusterIPs.length === 0 ? { ...spec, clusterIPs: [clusterIP] } : spec
  if (clusterIP === (old.clusterIP ?? '')) return clusterIPs.length === 0 && old.clusterIPs !== undefined ? { ...spec, clusterIPs: old.clusterIPs } : spec
  return clusterIPs.length > 0 && !isEqual(clusterIPs, old.clusterIPs) ? spec : withOneClusterIP(spec, clusterIP)
}

function withOneClusterIP(spec: ServiceSpec, clusterIP: string): ServiceSpec {
  return clusterIP === '' ? without(spec, ['clusterIPs']) : { ...spec, clusterIPs: [clusterIP] }
}

/** A changed spec with what its client left out, as it is stored. */
export function withStoredValues(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  return withSyncedClusterIPs(withAllocatedValues(spec, old), old)
}

function without(spec: ServiceSpec, names: readonly (keyof ServiceSpec)[]): ServiceSpec {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !names.includes(name as keyof ServiceSpec))) as unknown as ServiceSpec
}

/** True when a field no longer applies and the client did not touch it: then it is dropped, otherwise validation refuses it. */
function isStale(spec: ServiceSpec, old: ServiceSpec, name: keyof ServiceSpec, applies: (spec: ServiceSpec) => boolean): boolean {
  return applies(old) && !applies(spec) && spec[name] !== undefined && isEqual(spec[name], old[name])
}

const isLoadBalancer = ({ type }: ServiceSpec): boolean => type === 'LoadBalancer'

/** Fields with the types of Service that have a use for them. */
const typeDependent: readonly (readonly [keyof ServiceSpec, (spec: ServiceSpec) => boolean])[] = [
  ['ipFamilies', needsClusterIP],
  ['ipFamilyPolicy', needsClusterIP],
  ['healthCheckNodePort', needsHealthCheckPort],
  ['allocateLoadBalancerNodePorts', isLoadBalancer],
  ['loadBalancerClass', isLoadBalancer],
  ['externalTrafficPolicy', isExternallyAccessible],
  ['internalTrafficPolicy', needsClusterIP],
]

/** Fields of the old type that the new one has no use for go, unless they were changed as well (dropTypeDependentFields). */
function withoutStaleFields(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const losesAddress = needsClusterIP(old) && !needsClusterIP(spec)
  const freed = losesAddress && spec.clusterIP === old.clusterIP && isEqual(spec.clusterIPs, old.clusterIPs) ? (['clusterIP', 'clusterIPs'] as const) : []
  const stale = typeDependent.filter(([name, applies]) => isStale(spec, old, name, applies)).map(([name]) => name)
  const rest = without(spec, [...freed, ...stale])
  const before = nodePortsOf(old)
  const dropsNodePorts = needsNodePort(old) && !needsNodePort(spec) && [...nodePortsOf(spec)].every((port) => before.has(port))
  return dropsNodePorts && rest.ports !== undefined ? { ...rest, ports: rest.ports.map(({ nodePort: _freed, ...port }) => port) } : rest
}

/** Carries over what a change may leave out and drops what its new type has no use for; status stays (strategy.PrepareForUpdate). */
export function prepareServiceUpdate(service: Service, old: Service): Service {
  const spec = withoutStaleFields(withStoredValues(service.spec, old.spec), old.spec)
  const status = isLoadBalancer(spec) || old.status === undefined ? old.status : { ...old.status, loadBalancer: {} }
  return { ...service, spec, ...(status === undefined ? {} : { status }) }
}
