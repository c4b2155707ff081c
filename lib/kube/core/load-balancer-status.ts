import { forbidden, invalid, invalids, notSupported, required, type FieldError } from '../field-error'
import { parseIp, validateIp } from '../ip'
import { validateDns1123Subdomain } from '../names'

/** One place where a load balancer listens, as a Service's status has it. */
interface Ingress {
  readonly ip?: string
  readonly hostname?: string
  readonly ipMode?: string
}

const modes = ['Proxy', 'VIP']
const field = 'status.loadBalancer.ingress'

/** A Service's place in the world, which only a load balancer has (ValidateLoadBalancerStatus). */
export function validateLoadBalancerStatus(ingresses: readonly Ingress[] | undefined, type: string): FieldError[] {
  if (type !== 'LoadBalancer') return (ingresses ?? []).length === 0 ? [] : [forbidden(field, "may only be used when `spec.type` is 'LoadBalancer'")]
  return (ingresses ?? []).flatMap((ingress, index) => {
    const at = `${field}[${String(index)}]`
    return [...validateAddress(ingress, at), ...validateMode(ingress, at), ...validateHostname(ingress, at)]
  })
}

/** The same of an Ingress (pkg/apis/networking/validation, ValidateIngressLoadBalancerStatus). */
export function validateIngressStatus(ingresses: readonly Ingress[] | undefined): FieldError[] {
  return (ingresses ?? []).flatMap((ingress, index) => {
    const at = `${field}[${String(index)}]`
    return [...validateAddress(ingress, at), ...validateHostname(ingress, at)]
  })
}

function validateAddress({ ip = '' }: Ingress, at: string): FieldError[] {
  return ip === '' ? [] : validateIp(ip, `${at}.ip`)
}

function validateMode({ ip = '', ipMode }: Ingress, at: string): FieldError[] {
  const path = `${at}.ipMode`
  if (ipMode === undefined) return ip === '' ? [] : [required(path, 'must be specified when `ip` is set')]
  if (ip === '') return [forbidden(path, 'may not be specified when `ip` is not set')]
  return modes.includes(ipMode) ? [] : [notSupported(path, ipMode, modes)]
}

function validateHostname({ hostname = '' }: Ingress, at: string): FieldError[] {
  if (hostname === '') return []
  const path = `${at}.hostname`
  return [...invalids(path, hostname, validateDns1123Subdomain(hostname)), ...(parseIp(hostname) === undefined ? [] : [invalid(path, hostname, 'must be a DNS name, not an IP address')])]
}
