import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { updateStatus } from '../api/operations'
import { definitionOf } from '../controllers/definition'
import type { Working } from '../working/working'
import { sayOfPod } from './say'

/** Sysctls that every kubelet allows (pkg/kubelet/sysctl/safe_sysctls.go). */
const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
])

interface Refusal {
  readonly reason: string
  readonly message: string
}

/** Why a kubelet does not even begin with a Pod; undefined when it does. */
export function refusalOf(pod: Pod): Refusal | undefined {
  const sysctl = pod.spec.securityContext.sysctls?.find(({ name }) => !safeSysctls.has(name.replaceAll('/', '.')))
  if (sysctl !== undefined) return { reason: 'SysctlForbidden', message: `forbidden sysctl: "${sysctl.name}" not allowlisted` }
  const profiles = [pod.spec.securityContext, ...[...(pod.spec.initContainers ?? []), ...pod.spec.containers].map((container) => container.securityContext)]
  // The nodes of this cluster have no AppArmor.
  const wanted = profiles.some((context) => context?.appArmorProfile !== undefined && context.appArmorProfile.type !== 'Unconfined')
  return wanted ? { reason: 'AppArmor', message: 'Cannot enforce AppArmor: AppArmor is not enabled on the host' } : undefined
}

/** Ends such a Pod as the kubelet does (kubelet.go rejectPod). */
export function refusePod(working: Working, pod: Pod, { reason, message }: Refusal): void {
  sayOfPod(working, pod, 'Warning', reason, message)
  const status = { ...pod.status, phase: 'Failed', reason, message: `Pod was rejected: ${message}`, startTime: working.timestamp() }
  updateStatus(working, definitionOf('v1', 'Pod'), { ...pod, status } as unknown as KubeObject, { manager: 'kubelet' })
}
