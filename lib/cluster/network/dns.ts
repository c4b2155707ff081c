import type { Service } from '@/lib/kube/core/v1.generated'
import type { NetworkView } from './view'

/** What a name stands for inside the cluster. */
export type Resolution =
  | { readonly kind: 'service'; readonly service: Service; readonly address: string }
  | { readonly kind: 'addresses'; readonly service: Service; readonly addresses: readonly string[] }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'outside'; readonly name: string }
  | { readonly kind: 'none'; readonly say: string }

const domain = 'cluster.local'

/**
 * Resolves a name as a Pod of a namespace does: with the search list `<namespace>.svc.cluster.local svc.cluster.local cluster.local` and ndots:5
 * (dns specification for Kubernetes, resolv.conf of ClusterFirst).
 */
export function resolveName(view: NetworkView, name: string, namespace: string, depth = 0): Resolution {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name
  const searched = name.endsWith('.') ? [bare] : [`${bare}.${namespace}.svc.${domain}`, `${bare}.svc.${domain}`, `${bare}.${domain}`, bare]
  for (const candidate of searched) {
    const found = lookUp(view, candidate.toLowerCase(), namespace, depth)
    if (found !== undefined) return found
  }
  const short = bare.split('.')[0] ?? bare
  const elsewhere = view.services().find((service) => service.metadata.name === short)
  const hint = elsewhere === undefined ? `there is no Service called ${short}` : `Service ${short} is in namespace ${elsewhere.metadata.namespace ?? ''}: from ${namespace} its name is ${short}.${elsewhere.metadata.namespace ?? ''}`
  return { kind: 'none', say: `DNS knows no name ${bare} in namespace ${namespace}: ${hint}.` }
}

function lookUp(view: NetworkView, name: string, namespace: string, depth: number): Resolution | undefined {
  if (!name.endsWith(`.${domain}`)) return undefined
  const labels = name.slice(0, -domain.length - 1).split('.')
  const kind = labels.at(-1)
  if (kind === 'pod' && labels.length === 3) {
    const address = (labels[0] ?? '').replaceAll('-', '.')
    return { kind: 'address', address }
  }
  if (kind !== 'svc') return undefined
  const [serviceName, serviceNamespace] = labels.slice(-3, -1)
  const service = view.service(serviceNamespace ?? '', serviceName ?? '')
  if (service === undefined) return undefined
  if (labels.length === 4) return hostRecord(view, service, labels[0] ?? '')
  if (labels.length !== 3) return undefined
  return serviceRecord(view, service, namespace, depth)
}

function serviceRecord(view: NetworkView, service: Service, namespace: string, depth: number): Resolution {
  const { spec } = service
  if (spec.type === 'ExternalName') {
    const target = spec.externalName ?? ''
    if (depth > 4) return { kind: 'none', say: `The names of ${service.metadata.name} lead in a circle.` }
    return target.endsWith(`.${domain}`) ? resolveName(view, `${target}.`, namespace, depth + 1) : { kind: 'outside', name: target }
  }
  if (spec.clusterIP !== 'None') return { kind: 'service', service, address: spec.clusterIP ?? '' }
  return { kind: 'addresses', service, addresses: readyAddresses(view, service) }
}

function readyAddresses(view: NetworkView, service: Service): string[] {
  return view
    .slices(service.metadata.namespace ?? '', service.metadata.name)
    .flatMap((slice) => slice.endpoints ?? [])
    .filter((endpoint) => endpoint.conditions?.ready !== false)
    .flatMap((endpoint) => endpoint.addresses)
}

function hostRecord(view: NetworkView, service: Service, host: string): Resolution | undefined {
  const endpoint = view
    .slices(service.metadata.namespace ?? '', service.metadata.name)
    .flatMap((slice) => slice.endpoints ?? [])
    .find((candidate) => candidate.hostname === host)
  const address = endpoint?.addresses[0]
  return address === undefined ? undefined : { kind: 'address', address }
}
