import { goQuote } from '@/lib/kube/go-format'
import { containersOf, named, namesWhere, quoted, setters, type Check, type Subject, type Violation } from './check'
import { appArmor, seLinux } from './profiles'

/** Capabilities that the container runtime grants by default: those may be asked for. */
const defaultCapabilities = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
])

const safeSysctls: readonly { readonly name: string; readonly since: number }[] = [
  { name: 'kernel.shm_rmid_forced', since: 0 },
  { name: 'net.ipv4.ip_local_port_range', since: 0 },
  { name: 'net.ipv4.tcp_syncookies', since: 0 },
  { name: 'net.ipv4.ping_group_range', since: 0 },
  { name: 'net.ipv4.ip_unprivileged_port_start', since: 0 },
  { name: 'net.ipv4.ip_local_reserved_ports', since: 27 },
  { name: 'net.ipv4.tcp_keepalive_time', since: 29 },
  { name: 'net.ipv4.tcp_fin_timeout', since: 29 },
  { name: 'net.ipv4.tcp_keepalive_intvl', since: 29 },
  { name: 'net.ipv4.tcp_keepalive_probes', since: 29 },
  { name: 'net.ipv4.tcp_rmem', since: 32 },
  { name: 'net.ipv4.tcp_wmem', since: 32 },
]

/** The baseline level, in the order in which violations are told (pod-security-admission/policy). */
export const baselineChecks: readonly Check[] = [
  { id: 'appArmorProfile', level: 'baseline', since: 0, look: appArmor },
  { id: 'capabilities_baseline', level: 'baseline', since: 0, look: capabilities },
  { id: 'hostNamespaces', level: 'baseline', since: 0, look: hostNamespaces },
  { id: 'hostPathVolumes', level: 'baseline', since: 0, look: hostPathVolumes },
  { id: 'hostPorts', level: 'baseline', since: 0, look: hostPorts },
  { id: 'hostProbesAndHostLifecycle', level: 'baseline', since: 34, look: probeHosts },
  { id: 'privileged', level: 'baseline', since: 0, look: privileged },
  { id: 'procMount', level: 'baseline', since: 0, look: procMount },
  { id: 'seLinuxOptions', level: 'baseline', since: 0, look: seLinux },
  { id: 'seccompProfile_baseline', level: 'baseline', since: 0, look: unconfined },
  { id: 'sysctls', level: 'baseline', since: 0, look: sysctls },
  { id: 'windowsHostProcess', level: 'baseline', since: 0, look: hostProcess },
]

function capabilities(subject: Subject): Violation | undefined {
  const forbidden = new Set<string>()
  const names = namesWhere(subject, ({ securityContext }) => {
    const added = (securityContext?.capabilities?.add ?? []).filter((capability) => !defaultCapabilities.has(capability))
    for (const capability of added) forbidden.add(capability)
    return added.length > 0
  })
  if (names.length === 0) return undefined
  return { reason: 'non-default capabilities', detail: `${named('container', names)} must not include ${quoted([...forbidden].sort())} in securityContext.capabilities.add` }
}

function hostNamespaces({ spec }: Subject): Violation | undefined {
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true).map((field) => `${field}=true`)
  return shared.length === 0 ? undefined : { reason: 'host namespaces', detail: shared.join(', ') }
}

function hostPathVolumes({ spec }: Subject): Violation | undefined {
  const names = (spec.volumes ?? []).filter(({ hostPath }) => hostPath !== undefined).map(({ name }) => name)
  return names.length === 0 ? undefined : { reason: 'hostPath volumes', detail: named('volume', names) }
}

function hostPorts(subject: Subject): Violation | undefined {
  const ports = new Set<number>()
  const names = namesWhere(subject, (container) => {
    const used = (container.ports ?? []).map(({ hostPort = 0 }) => hostPort).filter((port) => port !== 0)
    for (const port of used) ports.add(port)
    return used.length > 0
  })
  if (names.length === 0) return undefined
  const list = [...ports].map(String).sort().join(', ')
  return { reason: 'hostPort', detail: `${named('container', names)} ${names.length === 1 ? 'uses' : 'use'} hostPort${ports.size === 1 ? '' : 's'} ${list}` }
}

interface Handler {
  readonly httpGet?: { readonly host?: string }
  readonly tcpSocket?: { readonly host?: string }
}

function probeHosts(subject: Subject): Violation | undefined {
  const hosts = new Set<string>()
  const names = namesWhere(subject, ({ livenessProbe, readinessProbe, startupProbe, lifecycle }) => {
    const handlers: (Handler | undefined)[] = [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop]
    const used = handlers.flatMap((handler) => [handler?.httpGet?.host ?? '', handler?.tcpSocket?.host ?? '']).filter((host) => host !== '')
    for (const host of used) hosts.add(host)
    return used.length > 0
  })
  if (names.length === 0) return undefined
  return { reason: 'probe or lifecycle host', detail: `${named('container', [...names].sort())} ${names.length === 1 ? 'uses' : 'use'} ${named('probe or lifecycle host', [...hosts].sort())}` }
}

function privileged(subject: Subject): Violation | undefined {
  const names = namesWhere(subject, ({ securityContext }) => securityContext?.privileged === true)
  return names.length === 0 ? undefined : { reason: 'privileged', detail: `${named('container', names)} must not set securityContext.privileged=true` }
}

function procMount(subject: Subject, minor: number): Violation | undefined {
  return minor >= 35 && subject.spec.hostUsers === false ? undefined : unmasked(subject)
}

/** Containers that see more of /proc than they should; in a user namespace only the restricted level minds. */
export function unmasked(subject: Subject): Violation | undefined {
  const mounts = new Set<string>()
  const names = namesWhere(subject, ({ securityContext }) => {
    const mount = securityContext?.procMount ?? 'Default'
    if (mount !== 'Default') mounts.add(mount)
    return mount !== 'Default'
  })
  return names.length === 0 ? undefined : { reason: 'procMount', detail: `${named('container', names)} must not set securityContext.procMount to ${quoted([...mounts].sort())}` }
}

function unconfined(subject: Subject, minor: number): Violation | undefined {
  if (minor < 19) return unconfinedByAnnotation(subject)
  const isUnconfined = (type: string | undefined) => type === 'Unconfined'
  const pod = isUnconfined(subject.spec.securityContext.seccompProfile?.type)
  const names = namesWhere(subject, ({ securityContext }) => isUnconfined(securityContext?.seccompProfile?.type))
  if (!pod && names.length === 0) return undefined
  return { reason: 'seccompProfile', detail: `${setters(pod, names)} must not set securityContext.seccompProfile.type to "Unconfined"` }
}

/** How it was asked for before there was a field. */
function unconfinedByAnnotation(subject: Subject): Violation | undefined {
  const keys = ['seccomp.security.alpha.kubernetes.io/pod', ...containersOf(subject).map(({ name }) => `container.seccomp.security.alpha.kubernetes.io/${name}`)]
  const forbidden = keys.flatMap((key) => {
    const value = subject.metadata.annotations?.[key]
    return value === undefined || /^(?:runtime\/default$|docker\/default$|localhost\/)/.test(value) ? [] : [`${key}=${goQuote(value)}`]
  })
  return forbidden.length === 0 ? undefined : { reason: 'seccompProfile', detail: `forbidden annotation${forbidden.length === 1 ? '' : 's'} ${forbidden.sort().join(', ')}` }
}

function sysctls({ spec }: Subject, minor: number): Violation | undefined {
  const safe = new Set(safeSysctls.filter(({ since }) => since <= minor).map(({ name }) => name))
  const forbidden = (spec.securityContext.sysctls ?? []).map(({ name }) => name).filter((name) => !safe.has(name))
  return forbidden.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: forbidden.join(', ') }
}

function hostProcess(subject: Subject): Violation | undefined {
  const pod = subject.spec.securityContext.windowsOptions?.hostProcess === true
  const names = containersOf(subject).filter(({ securityContext }) => securityContext?.windowsOptions?.hostProcess === true).map(({ name }) => name)
  return !pod && names.length === 0 ? undefined : { reason: 'hostProcess', detail: `${setters(pod, names)} must not set securityContext.windowsOptions.hostProcess=true` }
}
