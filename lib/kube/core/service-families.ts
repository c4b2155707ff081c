import type { ServiceSpec } from '@/lib/kube/core/v1.generated'
import type { FieldError } from '../field-error'
import { invalid } from '../field-error'
import { parseIp } from '../ip'
import { validateClusterIPs } from './service-cluster-ips'
import { isHeadless } from './service-needs'

/** A spec with its address families, or why this cluster, which has IPv4 alone, can't give them. */
export interface WithFamilies {
  readonly spec: ServiceSpec
  readonly errors: readonly FieldError[]
}

/** A headless Service without selector may have both families on any cluster, and has unless it says otherwise. */
function withoutSelector(spec: ServiceSpec): ServiceSpec {
  const ipFamilyPolicy = spec.ipFamilyPolicy ?? 'RequireDualStack'
  const asked = spec.ipFamilies ?? []
  const [first = 'IPv4'] = asked
  const both = ipFamilyPolicy !== 'SingleStack' && asked.length < 2
  return { ...spec, ipFamilyPolicy, ipFamilies: both ? [first, first === 'IPv4' ? 'IPv6' : 'IPv4'] : asked.length === 0 ? [first] : asked }
}

function familyErrors({ ipFamilies = [], ipFamilyPolicy, clusterIPs = [] }: ServiceSpec): FieldError[] {
  const errors: FieldError[] = []
  if (ipFamilyPolicy === 'RequireDualStack') errors.push(invalid('spec.ipFamilyPolicy', ipFamilyPolicy, 'this cluster is not configured for dual-stack services'))
  ipFamilies.forEach((family, at) => {
    if (family === 'IPv6') errors.push(invalid(`spec.ipFamilies[${String(at)}]`, family, 'not configured on this cluster'))
  })
  clusterIPs.forEach((ip, at) => {
    if (at >= ipFamilies.length && parseIp(ip)?.family === 'IPv6') errors.push(invalid(`spec.clusterIPs[${String(at)}]`, clusterIPs, 'IPv6 is not configured on this cluster'))
  })
  return errors
}

/**
 * What happens before addresses are allocated (pkg/registry/core/service/storage/alloc.go, initIPFamilyFields): the address fields are checked, then
 * policy and families filled in where they were left out.
 */
export function withIPFamilies(spec: ServiceSpec): WithFamilies {
  if (spec.type === 'ExternalName') return { spec, errors: [] }
  const faults = validateClusterIPs(spec)
  if (faults.length > 0) return { spec, errors: faults }
  if (isHeadless(spec) && Object.keys(spec.selector ?? {}).length === 0) return { spec: withoutSelector(spec), errors: [] }
  const errors = familyErrors(spec)
  if (errors.length > 0) return { spec, errors }
  const ipFamilies = (spec.ipFamilies ?? []).length === 0 ? (['IPv4'] as const) : (spec.ipFamilies ?? [])
  return { spec: { ...spec, ipFamilyPolicy: spec.ipFamilyPolicy ?? 'SingleStack', ipFamilies }, errors }
}
