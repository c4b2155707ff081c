import { cidrContains, parseCidr, parseIp } from '@/lib/kube/ip'
import type { Service } from '@/lib/kube/core/v1.generated'
import type { Journey } from './journey'
import { startOf } from './traffic-end'

/** Whether a load balancer's address takes requests of this sender: kube-proxy drops those from outside loadBalancerSourceRanges (iptables proxier, KUBE-FW chains). */
export function mayCall(journey: Journey, { spec }: Service): boolean {
  const ranges = spec.loadBalancerSourceRanges ?? []
  const { address } = startOf(journey)
  const ip = address === undefined ? undefined : parseIp(address)
  if (ranges.length === 0 || ip === undefined) return true
  return ranges.map((range) => parseCidr(range.trim())).some((cidr) => cidr !== undefined && cidrContains(cidr, ip))
}
