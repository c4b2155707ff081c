import type { Service } from '@/lib/kube/core/v1.generated'
import { ageOf } from './age'
import { labelsText } from './labels-text'
import { printer } from './printer'

const columns = [{ name: 'Name' }, { name: 'Type' }, { name: 'Cluster-IP' }, { name: 'External-IP' }, { name: 'Port(s)' }, { name: 'Age' }, { name: 'Selector', wide: true }] as const

/** Services (printers.go printService). */
export const servicePrinter = printer<Service>(columns, ({ metadata, spec, status }, time) => {
  const { type = 'ClusterIP', clusterIPs = [], ports = [], selector } = spec ?? {}
  const clusterIP = clusterIPs.length > 0 ? (clusterIPs[0] ?? '<none>') : (spec?.clusterIP ?? '') === '' ? '<none>' : (spec?.clusterIP ?? '')
  const shown = ports.map(({ port, protocol, nodePort }) => `${String(port)}${(nodePort ?? 0) > 0 ? `:${String(nodePort)}` : ''}/${protocol}`)
  return [metadata.name, type, clusterIP, externalIP(spec, status), shown.length === 0 ? '<none>' : shown.join(','), ageOf(metadata.creationTimestamp, time), labelsText(selector)]
})

function externalIP(spec: Service['spec'], status: Service['status']): string {
  const own = spec?.externalIPs ?? []
  switch (spec?.type) {
    case 'LoadBalancer': {
      const given = (status?.loadBalancer?.ingress ?? []).map(({ ip = '', hostname = '' }) => (ip === '' ? hostname : ip)).filter((address) => address !== '')
      const shown = [...new Set(given)].sort().join(',')
      if (own.length > 0) return [...(shown === '' ? [] : [shown]), ...own].join(',')
      return shown === '' ? '<pending>' : shown
    }
    case 'ExternalName':
      return spec.externalName ?? ''
    default:
      return own.length === 0 ? '<none>' : own.join(',')
  }
}
