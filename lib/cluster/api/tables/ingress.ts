import type { Ingress, IngressClass } from '@/lib/kube/networking/v1.generated'
import { ageOf } from './age'
import { printer } from './printer'

export const ingressPrinter = printer<Ingress>(
  [{ name: 'Name' }, { name: 'Class' }, { name: 'Hosts' }, { name: 'Address' }, { name: 'Ports' }, { name: 'Age' }],
  ({ metadata, spec, status }, time) => {
    const addresses = (status?.loadBalancer?.ingress ?? []).map(({ ip = '', hostname = '' }) => (ip === '' ? hostname : ip)).filter((address) => address !== '').sort()
    return [
      metadata.name,
      spec.ingressClassName ?? '<none>',
      hostsText((spec.rules ?? []).map(({ host = '' }) => host)),
      addresses.join(','),
      (spec.tls ?? []).length > 0 ? '80, 443' : '80',
      ageOf(metadata.creationTimestamp, time),
    ]
  },
)

/** The first three hosts; `*` where no rule names one. */
function hostsText(all: readonly string[]): string {
  const hosts = all.filter((host) => host !== '')
  if (hosts.length === 0) return '*'
  return hosts.length > 3 ? `${hosts.slice(0, 3).join(',')} + ${String(hosts.length - 3)} more...` : hosts.join(',')
}

export const ingressClassPrinter = printer<IngressClass>([{ name: 'Name' }, { name: 'Controller' }, { name: 'Parameters' }, { name: 'Age' }], ({ metadata, spec }, time) => {
  const { parameters } = spec
  const group = (parameters?.apiGroup ?? '') === '' ? '' : `.${parameters?.apiGroup ?? ''}`
  return [metadata.name, spec.controller ?? '', parameters === undefined ? '<none>' : `${parameters.kind}${group}/${parameters.name}`, ageOf(metadata.creationTimestamp, time)]
})
