import type { Service } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'

const prefix = '10.96.'

/** Addresses of other Services. */
export function usedClusterIPs(working: Working, besides: string): Set<string> {
  const used = new Set<string>()
  for (const object of working.list('/services')) {
    if (object.metadata.uid === besides) continue
    for (const ip of (object as unknown as Service).spec.clusterIPs ?? []) used.add(ip)
  }
  return used
}

/**
 * Why an address asked for can't be had in 10.96.0.0/16, whose first and last address are outside of it too
 * (pkg/registry/core/service/ipallocator/cidrallocator.go); a dry run says so in other words.
 */
export function ipRefusal(ip: string, used: ReadonlySet<string>, dryRun: boolean): string | undefined {
  const isOutside = !ip.startsWith(prefix) || ip === `${prefix}0.0` || ip === `${prefix}255.255`
  if (isOutside && !dryRun) return `failed to allocate IP ${ip}: the provided network does not match the current range`
  if (isOutside) return `failed to allocate IP ${ip}: the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${prefix}0.0/16`
  return used.has(ip) ? `failed to allocate IP ${ip}: provided IP is already allocated` : undefined
}

/** A free address, from the range's upper part as the server prefers for addresses it chooses itself. */
export function freeClusterIP(working: Working, used: ReadonlySet<string>): string {
  const size = 65536 - 258
  const start = Math.floor(working.random() * size)
  for (let step = 0; step < size; step++) {
    const offset = 257 + ((start + step) % size)
    const ip = `${prefix}${String(offset >> 8)}.${String(offset & 255)}`
    if (!used.has(ip)) return ip
  }
  throw new Error('every cluster IP is taken')
}
