import type { Service } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'

const labels = { 'ipaddress.kubernetes.io/ip-family': 'IPv4', 'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io' }

/** Every cluster IP is an object of its own, which the allocator keeps (pkg/registry/core/service/ipallocator): made and taken away with the Service's. */
export function syncIPAddresses(working: Working, before: KubeObject | undefined, after: KubeObject | undefined): void {
  if ((after ?? before)?.kind !== 'Service') return
  const [old, now] = [addressesOf(before), addressesOf(after)]
  for (const ip of old) if (!now.includes(ip) && working.get(keyOf(ip)) !== undefined) working.remove(keyOf(ip))
  for (const ip of now) if (!old.includes(ip) && after !== undefined) working.put(keyOf(ip), addressOf(working, ip, after))
}

function keyOf(ip: string) {
  return objectKey('networking.k8s.io', 'ipaddresses', '', ip)
}

function addressesOf(service: KubeObject | undefined): readonly string[] {
  const { spec } = (service ?? {}) as Partial<Service>
  return spec === undefined || spec.type === 'ExternalName' ? [] : (spec.clusterIPs ?? []).filter((ip) => ip !== 'None' && ip !== '')
}

function addressOf(working: Working, ip: string, { metadata }: KubeObject): KubeObject {
  const own = { name: ip, uid: working.uid(), resourceVersion: '', creationTimestamp: working.timestamp(), labels }
  return { apiVersion: 'networking.k8s.io/v1', kind: 'IPAddress', metadata: own, spec: { parentRef: { resource: 'services', namespace: metadata.namespace, name: metadata.name } } } as KubeObject
}
