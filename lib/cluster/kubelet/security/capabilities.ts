/** All capabilities by their number in the kernel (linux/capability.h). */
export const capabilityNames = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW',
  'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD',
  'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF', 'CHECKPOINT_RESTORE',
] as const

const byDefault = ['CHOWN', 'DAC_OVERRIDE', 'FSETID', 'FOWNER', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID', 'SETFCAP', 'SETPCAP', 'NET_BIND_SERVICE', 'SYS_CHROOT', 'KILL', 'AUDIT_WRITE']

interface Wish {
  readonly capabilitiesAdd: readonly string[]
  readonly capabilitiesDrop: readonly string[]
  readonly privileged: boolean
}

/** The set a container's processes are bounded by: ALL first, then what is added, then what is dropped (containerd's order of OCI options). Or the runtime's refusal. */
export function boundingSet(wish: Wish): { readonly set: ReadonlySet<string> } | { readonly error: string } {
  if (wish.privileged) return { set: new Set(capabilityNames) }
  const add = wish.capabilitiesAdd.map(bare)
  const drop = wish.capabilitiesDrop.map(bare)
  const unknown = [...add, ...drop].find((name) => name !== 'ALL' && !(capabilityNames as readonly string[]).includes(name))
  if (unknown !== undefined) return { error: `failed to apply OCI options: unknown capability "CAP_${unknown}"` }
  const set = new Set<string>(add.includes('ALL') ? capabilityNames : byDefault)
  if (drop.includes('ALL')) set.clear()
  for (const name of add) if (name !== 'ALL') set.add(name)
  for (const name of drop) set.delete(name)
  return { set }
}

/** In effect for a process just started: what root is bounded by, nothing for others (capabilities(7), transformation at execve). */
export function effectiveSet(bounding: ReadonlySet<string>, uid: number): ReadonlySet<string> {
  return uid === 0 ? bounding : new Set()
}

/** As /proc/<pid>/status prints a set: 16 hexadecimal digits. */
export function capabilityMask(set: ReadonlySet<string>): string {
  let mask = 0n
  for (const [index, name] of capabilityNames.entries()) if (set.has(name)) mask |= 1n << BigInt(index)
  return mask.toString(16).padStart(16, '0')
}

/** The runtime takes `CAP_NET_RAW` for `NET_RAW`, and any case. */
function bare(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '')
}
