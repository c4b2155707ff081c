import { withIPFamilies } from '@/lib/kube/core/service-families'
import { needsHealthCheckPort } from '@/lib/kube/core/service-needs'
import { withStoredValues, withSyncedClusterIPs } from '@/lib/kube/core/service-update'
import type { KindDefinition } from '@/lib/kube/kind'
import type { Service, ServiceSpec } from '@/lib/kube/core/v1.generated'
import { forbidden, type FieldError } from '@/lib/kube/field-error'
import type { KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import { invalidStatus } from '@/lib/kube/status-error'
import { freeClusterIP, ipRefusal, usedClusterIPs } from './cluster-ips'
import { allocateNodePorts, freePort, refusal, usedNodePorts } from './node-ports'
import { refused, type WriteResult } from './result'

/** Addresses and ports of a new Service (pkg/registry/core/service/storage/alloc.go allocateCreate). These errors come before validation's, alone. */
export function allocateService(working: Working, definition: KindDefinition, object: KubeObject, dryRun: boolean): WriteResult {
  return 'spec' in object ? allocated(working, definition, withSpec(object, (spec) => withSyncedClusterIPs(spec, undefined)), undefined, dryRun) : { ok: true, object }
}

/** The same for a change: values left out are taken from the stored Service (patchAllocatedValues), what it gave up is free again. */
export function allocateServiceUpdate(working: Working, definition: KindDefinition, object: KubeObject, old: KubeObject, dryRun: boolean): WriteResult {
  const before = old as unknown as Service
  return 'spec' in object ? allocated(working, definition, withSpec(object, (spec) => withStoredValues(spec, before.spec)), before, dryRun) : { ok: true, object }
}

function withSpec(object: KubeObject, change: (spec: ServiceSpec) => ServiceSpec): Service {
  const service = object as unknown as Service
  return { ...service, spec: change(service.spec) }
}

function allocated(working: Working, definition: KindDefinition, service: Service, old: Service | undefined, dryRun = false): WriteResult {
  const refuse = (errors: readonly FieldError[]) => refused(invalidStatus(definition, service.metadata.name, errors))
  const families = withIPFamilies(service.spec)
  if (families.errors.length > 0) return refuse(families.errors)
  const uid = old?.metadata.uid ?? service.metadata.uid
  const addressed = withClusterIP(working, families.spec, old?.spec, dryRun ? noneUsed : usedClusterIPs(working, uid), dryRun)
  if (addressed.errors.length > 0) return refuse(addressed.errors)
  const ported = withNodePorts(working, addressed.spec, old?.spec, usedNodePorts(working, uid), dryRun)
  if (ported.errors.length > 0) return refuse(ported.errors)
  return { ok: true, object: { ...service, spec: ported.spec } as unknown as KubeObject }
}

/** A dry run asks for no address: any in the range will do (core/service/storage/alloc.go). */
const noneUsed: ReadonlySet<string> = new Set()

interface Allocated {
  readonly spec: ServiceSpec
  readonly errors: readonly FieldError[]
}

function withClusterIP(working: Working, spec: ServiceSpec, old: ServiceSpec | undefined, used: ReadonlySet<string>, dryRun: boolean): Allocated {
  if (!needsClusterIP(spec)) return { spec, errors: [] }
  const [asked = ''] = spec.clusterIPs ?? []
  if (asked === 'None') return { spec, errors: [] }
  if (asked === '') {
    const ip = freeClusterIP(working, used)
    return { spec: { ...spec, clusterIP: ip, clusterIPs: [ip] }, errors: [] }
  }
  if (old !== undefined && needsClusterIP(old)) return { spec, errors: [] }
  const why = ipRefusal(asked, used, dryRun)
  if (why === undefined) return { spec, errors: [] }
  return { spec, errors: [{ reason: 'FieldValueInvalid', field: 'spec.clusterIPs', message: `Invalid value: ${JSON.stringify(spec.clusterIPs)}: ${why}` }] }
}

function withNodePorts(working: Working, spec: ServiceSpec, old: ServiceSpec | undefined, used: Set<number>, dryRun: boolean): Allocated {
  if (!needsNodePort(spec)) return { spec, errors: [] }
  const wanted = spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts !== false
  const { ports, errors } = allocateNodePorts(working, spec.ports ?? [], used, wanted, dryRun)
  if (errors.length > 0) return { spec, errors }
  const ported = ports.length === 0 ? spec : { ...spec, ports }
  return needsHealthCheckPort(ported) ? withHealthCheckPort(working, spec, ported, old, used, dryRun) : { spec: ported, errors }
}

/** The health check port is handed out or asked for once; it stays as long as the Service needs one. */
function withHealthCheckPort(working: Working, spec: ServiceSpec, ported: ServiceSpec, old: ServiceSpec | undefined, used: Set<number>, dryRun: boolean): Allocated {
  const field = 'spec.healthCheckNodePort'
  const asked = ported.healthCheckNodePort ?? 0
  if (asked === 0) return { spec: { ...ported, healthCheckNodePort: freePort(working, used) }, errors: [] }
  if (asked === old?.healthCheckNodePort) return { spec: ported, errors: [] }
  if (old !== undefined && needsHealthCheckPort(old)) return { spec, errors: [forbidden(field, 'field is immutable')] }
  const why = refusal(asked, used, dryRun)
  return why === undefined ? { spec: ported, errors: [] } : { spec, errors: [{ reason: 'FieldValueInvalid', field, message: `Invalid value: ${String(asked)}: failed to allocate requested HealthCheck NodePort ${String(asked)}: ${why}` }] }
}

function needsClusterIP(spec: ServiceSpec): boolean {
  return spec.type !== 'ExternalName'
}

function needsNodePort(spec: ServiceSpec): boolean {
  return spec.type === 'NodePort' || spec.type === 'LoadBalancer'
}
