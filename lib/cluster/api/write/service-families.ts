import type { ServiceSpec } from '@/lib/kube/core/v1.generated'
import type { FieldError } from '@/lib/kube/field-error'

interface WithFamilies {
  readonly spec: ServiceSpec
  readonly errors: readonly FieldError[]
}

/** Families and policy where they were left out, on a cluster of IPv4 alone (pkg/registry/core/service/storage/alloc.go initIPFamilyFields). */
export function withIPFamilies(spec: ServiceSpec, _old: ServiceSpec | undefined): WithFamilies {
  if (spec.type === 'ExternalName') return { spec, errors: [] }
  const headless = spec.clusterIPs?.[0] === 'None'
  if (headless && Object.keys(spec.selector ?? {}).length === 0) return { spec: withoutSelector(spec), errors: [] }
  const filled: ServiceSpec = { ...spec, ipFamilyPolicy: spec.ipFamilyPolicy ?? 'SingleStack', ipFamilies: (spec.ipFamilies ?? []).length === 0 ? ['IPv4'] : (spec.ipFamilies ?? []) }
  const errors: FieldError[] = []
  if (filled.ipFamilyPolicy === 'RequireDualStack') {
    errors.push({ reason: 'FieldValueInvalid', field: 'spec.ipFamilyPolicy', message: 'Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services' })
  }
  for (const [index, family] of (filled.ipFamilies ?? []).entries()) {
    if (family === 'IPv6') errors.push({ reason: 'FieldValueInvalid', field: `spec.ipFamilies[${String(index)}]`, message: 'Invalid value: "IPv6": not configured on this cluster' })
  }
  return { spec: filled, errors }
}

/** A headless Service without selector may have both families on any cluster, and has unless it says otherwise. */
function withoutSelector(spec: ServiceSpec): ServiceSpec {
  const ipFamilyPolicy = spec.ipFamilyPolicy ?? 'RequireDualStack'
  const given = spec.ipFamilies ?? []
  const [first = 'IPv4'] = given
  const both = ipFamilyPolicy !== 'SingleStack' && given.length < 2
  return { ...spec, ipFamilyPolicy, ipFamilies: both ? [first, first === 'IPv4' ? 'IPv6' : 'IPv4'] : given.length === 0 ? [first] : given }
}
