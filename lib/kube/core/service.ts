import type { Service, ServicePort, ServiceSpec } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, notSupported, required } from '../field-error'
import { validateIp, validateNonSpecialIp } from '../ip'
import { validateLabels } from '../labels'
import { validateDns1123Label, validateDns1123Subdomain } from '../names'
import { validateObjectMeta } from '../object-meta'
import { validateLoadBalancerStatus } from './load-balancer-status'
import { validateClusterIPChange, validateClusterIPs, validateFamilyChange } from './service-cluster-ips'
import { withIPFamilies } from './service-families'
import { isExternallyAccessible, isHeadless, needsClusterIP, needsHealthCheckPort } from './service-needs'
import { validateDistinctPorts, validateNoNodePorts, validateServicePorts } from './service-ports'
import { validateLoadBalancer, validateLoadBalancerClass, validateSessionAffinity, validateSourceRanges, validateTrafficPolicies } from './service-traffic'
import { prepareServiceUpdate, withSyncedClusterIPs } from './service-update'

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const kubeletPort = 10_250
const defaultAffinitySeconds = 10_800

function defaultPort(port: ServicePort): ServicePort {
  const targetPort: number | string | undefined = port.targetPort
  return {
    ...port,
    protocol: (port.protocol as string) === '' || (port.protocol as string | undefined) === undefined ? 'TCP' : port.protocol,
    targetPort: targetPort === 0 || targetPort === '' ? port.port : targetPort,
  }
}

function defaultAffinity(spec: ServiceSpec): ServiceSpec {
  if (spec.sessionAffinity === 'None') {
    const { sessionAffinityConfig: _unused, ...rest } = spec
    return rest
  }
  const isMissing = (spec.sessionAffinity as string) === 'ClientIP' && spec.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined
  return isMissing ? { ...spec, sessionAffinityConfig: { clientIP: { timeoutSeconds: defaultAffinitySeconds } } } : spec
}

/** SetDefaults_Service (pkg/apis/core/v1/defaults.go). */
function defaultService(service: Service): Service {
  const { type, sessionAffinity } = service.spec as Partial<ServiceSpec>
  let spec: ServiceSpec = { ...service.spec, sessionAffinity: sessionAffinity ?? 'None', type: type ?? 'ClusterIP' }
  spec = defaultAffinity(spec)
  if (spec.ports !== undefined) spec = { ...spec, ports: spec.ports.map(defaultPort) }
  if (isExternallyAccessible(spec) && spec.externalTrafficPolicy === undefined) spec = { ...spec, externalTrafficPolicy: 'Cluster' }
  if (needsClusterIP(spec) && spec.internalTrafficPolicy === undefined) spec = { ...spec, internalTrafficPolicy: 'Cluster' }
  if (spec.type !== 'LoadBalancer') return { ...service, spec }
  if (spec.allocateLoadBalancerNodePorts === undefined) spec = { ...spec, allocateLoadBalancerNodePorts: true }
  return withIpModes({ ...service, spec })
}

function withIpModes(service: Service): Service {
  const ingress = service.status?.loadBalancer?.ingress
  if (ingress === undefined) return service
  const complete = ingress.map((one) => ((one.ip ?? '') !== '' && one.ipMode === undefined ? { ...one, ipMode: 'VIP' } : one))
  return { ...service, status: { ...service.status, loadBalancer: { ...service.status?.loadBalancer, ingress: complete } } }
}

function validateExternalName(spec: ServiceSpec): FieldError[] {
  const unused = 'may not be set for ExternalName services'
  const name = (spec.externalName ?? '').replace(/\.$/, '')
  return [
    ...((spec.clusterIPs ?? []).length > 0 ? [forbidden('spec.clusterIPs', unused)] : []),
    ...((spec.ipFamilies ?? []).length > 0 ? [forbidden('spec.ipFamilies', unused)] : []),
    ...(spec.ipFamilyPolicy === undefined ? [] : [forbidden('spec.ipFamilyPolicy', unused)]),
    ...(name === '' ? [required('spec.externalName')] : invalids('spec.externalName', name, validateDns1123Subdomain(name))),
  ]
}

function validateByType(spec: ServiceSpec): FieldError[] {
  if (spec.type === 'ExternalName') return validateExternalName(spec)
  if (spec.type !== 'LoadBalancer' && spec.type !== 'NodePort') return []
  const exposed = spec.type === 'LoadBalancer' ? (spec.ports ?? []) : []
  return [
    ...exposed.flatMap(({ port }, at) =>
      port === kubeletPort ? [invalid(`spec.ports[${String(at)}]`, port, `may not expose port ${String(kubeletPort)} externally since it is used by kubelet`)] : [],
    ),
    ...(isHeadless(spec) ? [invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${spec.type} services`)] : []),
  ]
}

function validateExternalIPs(ips: readonly string[]): FieldError[] {
  return ips.flatMap((ip, at) => {
    const field = `spec.externalIPs[${String(at)}]`
    const errors = validateIp(ip, field)
    return errors.length > 0 ? errors : validateNonSpecialIp(ip, field)
  })
}

/** Everything wrong with a Service but for its metadata, in the server's order (ValidateService). */
function validateService(service: Service): FieldError[] {
  const { spec } = service
  const ports = spec.ports ?? []
  const needsPorts = ports.length === 0 && !isHeadless(spec) && spec.type !== 'ExternalName'
  return [
    ...(needsPorts ? [required('spec.ports')] : []),
    ...validateByType(spec),
    ...validateServicePorts(ports),
    ...validateLabels(spec.selector, 'spec.selector'),
    ...validateSessionAffinity(service),
    ...validateClusterIPs(spec),
    ...validateExternalIPs(spec.externalIPs ?? []),
    ...(types.includes(spec.type) ? [] : [notSupported('spec.type', spec.type, types)]),
    ...(spec.type === 'ClusterIP' ? validateNoNodePorts(ports) : []),
    ...validateDistinctPorts(ports),
    ...validateSourceRanges(service),
    ...validateLoadBalancer(service),
    ...validateTrafficPolicies(service),
  ]
}

function validateServiceUpdate(service: Service, old: Service): FieldError[] {
  return [
    ...validateClusterIPChange(service.spec, old.spec),
    ...validateFamilyChange(service.spec, old.spec),
    ...validateLoadBalancerClass(service.spec, old.spec),
    ...validateObjectMeta(service.metadata, true, validateDns1123Label),
    ...validateService(service),
  ]
}

/** The health check port stays as long as the Service needs one (alloc.go, updateHealthCheckNodePort). */
function healthCheckPortErrors(spec: ServiceSpec, old: ServiceSpec | undefined): FieldError[] {
  const stays = old === undefined || !needsHealthCheckPort(spec) || !needsHealthCheckPort(old) || (old.healthCheckNodePort ?? 0) === (spec.healthCheckNodePort ?? 0)
  return stays ? [] : [forbidden('spec.healthCheckNodePort', 'field is immutable')]
}

function headlessWarnings(spec: ServiceSpec): readonly string[] {
  return [
    ...((spec.loadBalancerIP ?? '') === '' ? [] : ['spec.loadBalancerIP is ignored when spec.clusterIP is "None"']),
    ...((spec.externalIPs ?? []).length === 0 ? [] : ['spec.externalIPs is ignored when spec.clusterIP is "None"']),
    ...(spec.sessionAffinity === 'None' ? [] : ['spec.SessionAffinity is ignored for headless services']),
  ]
}

/** GetWarningsForService (pkg/api/service/warnings.go). */
function warnings({ spec }: Service, old?: Service): readonly string[] {
  const texts = isHeadless(spec) ? [...headlessWarnings(spec)] : []
  if ((spec.externalIPs ?? []).length > 0 && (old?.spec.externalIPs ?? []).length === 0) texts.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters')
  if (spec.trafficDistribution === 'PreferClose') texts.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"')
  return texts
}

/** Service: one address and name for the Pods of a selector. Addresses and node ports are allocated by the API server. */
export const service = defineKind<Service>(
  { group: '', version: 'v1', kind: 'Service', resource: 'services', shortNames: ['svc'], categories: ['all'], definition: 'io.k8s.api.core.v1.Service', subresources: ['proxy', 'status'] },
  {
    nameRule: validateDns1123Label,
    default: defaultService,
    prepareForCreate: (object) => ({ ...object, spec: withSyncedClusterIPs(object.spec, undefined), status: { loadBalancer: {} } }),
    prepareForUpdate: prepareServiceUpdate,
    initialize: (object, old) => {
      const { spec, errors } = withIPFamilies(object.spec)
      return { object: { ...object, spec }, errors: errors.length > 0 ? errors : healthCheckPortErrors(object.spec, old?.spec) }
    },
    validate: validateService,
    validateUpdate: validateServiceUpdate,
    validateStatusUpdate: ({ spec, status }) => validateLoadBalancerStatus(status?.loadBalancer?.ingress, spec.type),
    warnings,
  },
)
