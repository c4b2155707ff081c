import type { Service } from '@/lib/kube/core/v1.generated'
import { ageOf } from './age'
import { labelsText } from './labels-text'
import { orElse } from './or-else'
import { printer } from './printer'

const columns = [{ name: 'Name' }, { name: 'Type' }, { name: 'Cluster-IP' }, { name: 'External-IP' }, { name: 'Port(s)' }, { name: 'Age' }, { name: 'Selector', wide: true }] as const

/** Services (printers.go printService). */
export const servicePrinter = printer<Service>(columns, ({ metadata, spec, status }, time) => {
  const { type, clusterIPs = [], ports = [], selector } = spec
  const clusterIP = orElse(clusterIPs[0] ?? spec.clusterIP, '<none>')
  const shown = ports.map(({ port, protocol, nodePort = 0 }) => `${String(port)}${nodePort > 0 ? `:${String(nodePort)}` : ''}/${protocol}`)
  return [metadata.name, type, clusterIP, externalIP(spec, status), orElse(shown.join(','), '<none>'), ageOf(metadata.creationTimestamp, time), labelsText(selector)]
})

function externalIP(spec: Service['spec'], status: Service['status']): string {
  const { type, externalIPs = [], externalName = '' } = spec
  switch (type) {
    case 'LoadBalancer':
      return orElse([...balancerAddresses(status), ...externalIPs].join(','), '<pending>')
    case 'ExternalName':
      return externalName
    default:
      return orElse(externalIPs.join(','), '<none>')
  }
}

function balancerAddresses(status: Service['status']): string[] {
  const given = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname = '' }) => orElse(ip, hostname)).filter((address) => address !== '')
  return [...new Set(given)].sort()
}
