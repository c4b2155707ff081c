import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Mount } from '../files/file-system'
import { file } from '../files/tree'
import { capabilityMask } from '../security/capabilities'
import type { Identity } from '../security/identity'

const inherited = '0000000000000000'

/** The few files of /proc that tell about a process' rights. */
export function procMounts(pod: Pod, identity: Identity): Mount[] {
  const effective = capabilityMask(identity.capabilities)
  const status = [
    'Name:\tsh',
    `Uid:\t${Array.from({ length: 4 }, () => String(identity.uid)).join('\t')}`,
    `Gid:\t${Array.from({ length: 4 }, () => String(identity.gid)).join('\t')}`,
    `Groups:\t${identity.groups.join(' ')} `,
    `CapInh:\t${inherited}`,
    `CapPrm:\t${effective}`,
    `CapEff:\t${effective}`,
    `CapBnd:\t${capabilityMask(identity.bounding)}`,
    `CapAmb:\t${inherited}`,
    `NoNewPrivs:\t${identity.noNewPrivs ? '1' : '0'}`,
  ]
  const start = pod.spec.securityContext.sysctls?.find((sysctl) => sysctl.name === 'net.ipv4.ip_unprivileged_port_start')?.value ?? '1024'
  const read = (path: string, text: string): Mount => ({ path, readOnly: true, load: () => file(text, 0o444), save: () => undefined })
  return [read('/proc/self/status', `${status.join('\n')}\n`), read('/proc/1/status', `${status.join('\n')}\n`), read('/proc/sys/net/ipv4/ip_unprivileged_port_start', `${start}\n`)]
}
