import type { ServiceSpec } from '@/lib/kube/core/v1.generated'
import type { FieldError } from '../field-error'
import { duplicate, invalid, notSupported } from '../field-error'
import { parseIp, validateIp } from '../ip'
import { isHeadless } from './service-needs'

type Spec = Partial<ServiceSpec>

const families = ['IPv4', 'IPv6']
const familyPolicies = ['PreferDualStack', 'RequireDualStack', 'SingleStack']
const field = 'spec.clusterIPs'
const once = 'may not change once set'

function validateFirst({ clusterIP = '', clusterIPs = [] }: Spec): FieldError[] {
  if (clusterIP === '') return clusterIPs.length > 0 ? [invalid(field, clusterIPs, 'must be empty when `clusterIP` is not specified')] : []
  if (clusterIPs.length === 0) return []
  return clusterIPs[0] === clusterIP ? [] : [invalid(field, clusterIPs, 'first value must match `clusterIP`')]
}

function validateFamilies({ ipFamilies = [], ipFamilyPolicy }: Spec): FieldError[] {
  const seen = new Set<string>()
  const errors = ipFamilies.flatMap((family: string, at) => {
    const here = `spec.ipFamilies[${String(at)}]`
    const found = families.includes(family) ? [] : [notSupported(here, family, families)]
    if (seen.has(family)) found.push(duplicate(here, family))
    seen.add(family)
    return found
  })
  if (ipFamilyPolicy !== undefined && !familyPolicies.includes(ipFamilyPolicy)) errors.push(notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, familyPolicies))
  return errors
}

function validateAddresses(clusterIPs: readonly string[]): FieldError[] {
  return clusterIPs.flatMap((ip, at) => {
    if (at === 0 && ip === 'None') return clusterIPs.length > 1 ? [invalid(field, clusterIPs, "'None' must be the first and only value")] : []
    return validateIp(ip, `${field}[${String(at)}]`)
  })
}

function validateAgainstFamilies({ clusterIPs = [], ipFamilies = [] }: Spec): FieldError[] {
  return clusterIPs.flatMap((ip, at) => {
    const family: string | undefined = ipFamilies[at]
    const actual = parseIp(ip)?.family
    if (family === undefined || actual === undefined || !families.includes(family) || actual === family) return []
    return [invalid(`${field}[${String(at)}]`, ip, `expected an ${family} value as indicated by \`ipFamilies[${String(at)}]\``)]
  })
}

/**
 * Everything wrong with clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy together (ValidateServiceClusterIPsRelatedFields). The server reports
 * these alone before it allocates anything, and again with the rest.
 */
export function validateClusterIPs(spec: Spec): FieldError[] {
  if (spec.type === 'ExternalName') return []
  const clusterIPs = spec.clusterIPs ?? []
  const addressErrors = validateAddresses(clusterIPs)
  const errors = [...validateFirst(spec), ...validateFamilies(spec), ...addressErrors]
  if (clusterIPs.length > 2) errors.push(invalid(field, clusterIPs, 'may only hold up to 2 values'))
  if (addressErrors.length > 0) return errors
  if (clusterIPs.length > 1 && new Set(clusterIPs.map((ip) => parseIp(ip)?.family)).size < 2) {
    errors.push(invalid(field, clusterIPs, 'may specify no more than one IP for each IP family'))
  }
  return isHeadless(spec) ? errors : [...errors, ...validateAgainstFamilies(spec)]
}

function releasing(spec: Spec, what: string): FieldError[] {
  return spec.ipFamilyPolicy === 'SingleStack' ? [] : [invalid('spec.ipFamilyPolicy', spec.ipFamilyPolicy, `must be set to 'SingleStack' when releasing the secondary ${what}`)]
}

/** What is said of a list of which only a second element may come or go. */
function validateListChange(before: readonly string[], after: readonly string[], spec: Spec, path: string, what: string): FieldError[] {
  const [first] = after
  const changed = first !== undefined && before.length > 0 && before[0] !== first ? [invalid(`${path}[0]`, after, once)] : []
  if (before.length < after.length) return changed
  if (first === undefined) return [invalid(`${path}[0]`, null, `primary ${what} can not be unset`)]
  return [...changed, ...releasing(spec, what)]
}

function isFreeToChange(spec: Spec, old: Spec): boolean {
  return spec.type === 'ExternalName' || old.type === 'ExternalName'
}

/** An address stays: only a second one may come or go (validateUpgradeDowngradeClusterIPs). */
export function validateClusterIPChange(spec: Spec, old: Spec): FieldError[] {
  if (isFreeToChange(spec, old) || (isHeadless(spec) && isHeadless(old))) return []
  const before = old.clusterIPs ?? []
  const after = spec.clusterIPs ?? []
  if (before.length === after.length) return before.flatMap((ip, at) => (ip === after[at] ? [] : [invalid(`${field}[${String(at)}]`, after, once)]))
  return validateListChange(before, after, spec, field, 'clusterIP')
}

/** The same for address families (validateUpgradeDowngradeIPFamilies). */
export function validateFamilyChange(spec: Spec, old: Spec): FieldError[] {
  if (isFreeToChange(spec, old) || isHeadless(spec) || isHeadless(old)) return []
  const before = old.ipFamilies ?? []
  const after = spec.ipFamilies ?? []
  if (before.length === after.length) return before.flatMap((family, at) => (family === after[at] ? [] : [invalid('spec.ipFamilies[0]', after, once)]))
  return validateListChange(before, after, spec, 'spec.ipFamilies', 'ipFamily')
}
