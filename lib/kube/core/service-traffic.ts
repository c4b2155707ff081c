import type { Service } from '@/lib/kube/core/v1.generated'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, notSupported, required } from '../field-error'
import { validateCidr } from '../ip'
import { validatePortNumber, validateQualifiedName } from '../names'
import { isExternallyAccessible, needsClusterIP, needsHealthCheckPort } from './service-needs'

const policies = ['Cluster', 'Local']
const distributions = ['PreferClose', 'PreferSameZone', 'PreferSameNode']
const onlyLoadBalancer = "may only be used when `type` is 'LoadBalancer'"
const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges'
const maxAffinitySeconds = 86_400

function validateAffinityConfig({ spec }: Service): FieldError[] {
  const field = 'spec.sessionAffinityConfig'
  const { sessionAffinityConfig: config } = spec
  const why = 'when session affinity type is ClientIP'
  if (spec.sessionAffinity === 'None') return config === undefined ? [] : [forbidden(field, 'must not be set when session affinity is None')]
  if ((spec.sessionAffinity as string) !== 'ClientIP') return []
  if (config === undefined) return [required(field, why)]
  if (config.clientIP === undefined) return [required(`${field}.clientIP`, why)]
  const seconds = config.clientIP.timeoutSeconds
  if (seconds === undefined) return [required(`${field}.clientIP.timeoutSeconds`, why)]
  const isRight = seconds > 0 && seconds <= maxAffinitySeconds
  return isRight ? [] : [invalid(`${field}.clientIP.timeoutSeconds`, seconds, `must be greater than 0 and less than ${String(maxAffinitySeconds)}`)]
}

/** Whether a client keeps its Pod, and for how long. */
export function validateSessionAffinity(service: Service): FieldError[] {
  const affinity: string = service.spec.sessionAffinity
  const supported = ['ClientIP', 'None']
  return [...(supported.includes(affinity) ? [] : [notSupported('spec.sessionAffinity', affinity, supported)]), ...validateAffinityConfig(service)]
}

/** Ranges from which a load balancer may be reached, by field or by the older annotation. */
export function validateSourceRanges({ spec, metadata }: Service): FieldError[] {
  const ranges = spec.loadBalancerSourceRanges ?? []
  // The server's own path has the field's name in Go.
  const field = 'spec.LoadBalancerSourceRanges'
  if (ranges.length > 0) {
    return [
      ...(spec.type === 'LoadBalancer' ? [] : [forbidden(field, onlyLoadBalancer)]),
      ...ranges.flatMap((range, at) => validateCidr(range.trim(), `${field}[${String(at)}]`)),
    ]
  }
  const annotation = metadata.annotations?.[rangesAnnotation]
  if (annotation === undefined) return []
  const path = `metadata.annotations[${rangesAnnotation}]`
  const text = annotation.trim()
  return [
    ...(spec.type === 'LoadBalancer' ? [] : [forbidden(path, onlyLoadBalancer)]),
    ...(text === '' ? [] : text.split(',').flatMap((range) => validateCidr(range.trim(), path))),
  ]
}

/** What only a LoadBalancer Service may ask of the cloud. */
export function validateLoadBalancer({ spec }: Service, old?: Service): FieldError[] {
  const isLoadBalancer = spec.type === 'LoadBalancer'
  const errors: FieldError[] = []
  if (spec.allocateLoadBalancerNodePorts !== undefined && !isLoadBalancer) errors.push(forbidden('spec.allocateLoadBalancerNodePorts', onlyLoadBalancer))
  return [...errors, ...validateLoadBalancerClass(spec, old?.spec)]
}

/** The class of a load balancer stays for its life (validateLoadBalancerClassField). */
export function validateLoadBalancerClass(spec: Service['spec'], old?: Service['spec']): FieldError[] {
  const field = 'spec.loadBalancerClass'
  const changed = old?.type === 'LoadBalancer' && spec.type === 'LoadBalancer' && old.loadBalancerClass !== spec.loadBalancerClass
  const errors = changed ? [invalid(field, spec.loadBalancerClass, 'may not change once set')] : []
  if (spec.loadBalancerClass === undefined) return errors
  if (spec.type !== 'LoadBalancer') return [...errors, forbidden(field, onlyLoadBalancer)]
  return [...errors, ...invalids(field, spec.loadBalancerClass, validateQualifiedName(spec.loadBalancerClass))]
}

function validateExternalPolicy(spec: Service['spec']): FieldError[] {
  const field = 'spec.externalTrafficPolicy'
  const policy: string = spec.externalTrafficPolicy ?? ''
  if (!isExternallyAccessible(spec)) return policy === '' ? [] : [invalid(field, policy, 'may only be set for externally-accessible services')]
  if (policy === '') return [required(field)]
  return policies.includes(policy) ? [] : [notSupported(field, policy, policies)]
}

function validateHealthCheckPort(spec: Service['spec']): FieldError[] {
  const field = 'spec.healthCheckNodePort'
  const port = spec.healthCheckNodePort ?? 0
  if (port === 0) return []
  if (!needsHealthCheckPort(spec)) return [invalid(field, port, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'")]
  return invalids(field, port, validatePortNumber(port))
}

function validateInternalPolicy(spec: Service['spec']): FieldError[] {
  const policy: string | undefined = spec.internalTrafficPolicy
  if (policy === undefined) return needsClusterIP(spec) ? [required('spec.internalTrafficPolicy')] : []
  return policies.includes(policy) ? [] : [notSupported('spec.internalTrafficPolicy', policy, policies)]
}

/** Which Pods traffic may go to: from outside, from inside, by nearness. */
export function validateTrafficPolicies({ spec }: Service): FieldError[] {
  const distribution = spec.trafficDistribution
  return [
    ...validateExternalPolicy(spec),
    ...validateHealthCheckPort(spec),
    ...validateInternalPolicy(spec),
    ...(distribution === undefined || distributions.includes(distribution) ? [] : [notSupported('spec.trafficDistribution', distribution, distributions)]),
  ]
}
