import type { Cluster } from '@/lib/cluster/cluster'
import type { Service } from '@/lib/kube/core/v1.generated'
import type { Gateway, HTTPRoute } from '@/lib/kube/gateway/v1'
import type { Expectation } from '../exercise'
import { objectsOfResource, outsideAddresses, podsOf, services } from '../observe'
import { placeOf } from '../place-of'
import { ask, isAnswered } from '../requests'

/** An opening through which somebody outside reaches a Pod. */
export interface Opening {
  readonly address: string
  /** `Service db is of type NodePort`. */
  readonly by: string
  readonly kind: 'Service' | 'HTTPRoute'
  readonly name: string
  readonly namespace: string
  readonly field: string
}

/** Every address outside the cluster at which a Pod of this Deployment answers, whichever Service or route opens it. */
export function openings(cluster: Cluster, deployment: string): Opening[] {
  const own = new Set(podsOf(cluster, deployment).map((pod) => pod.metadata.name))
  const isOpen = (url: string) => ask(cluster, 'outside', url, 20).results.some(({ result }) => isAnswered(result) && result.pod !== undefined && own.has(result.pod.name))
  const byService = services(cluster).flatMap((service) => outsideAddresses(cluster, service).filter((address) => isOpen(`tcp://${address}`)).map((address) => ofService(service, address)))
  return [...byService, ...routedAddresses(cluster).filter(({ address }) => isOpen(`http://${address}`))]
}

function ofService({ metadata: { name, namespace = 'default' }, spec }: Service, address: string): Opening {
  const external = spec.externalIPs?.some((ip) => address.startsWith(`${ip}:`)) === true && spec.type === 'ClusterIP'
  return { address, by: external ? `Service ${name} has externalIPs` : `Service ${name} is of type ${spec.type}`, kind: 'Service', name, namespace, field: external ? 'spec.externalIPs' : 'spec.type' }
}

/** The host names of every route, and of those without one the addresses of the Gateways they name. */
function routedAddresses(cluster: Cluster): Opening[] {
  const gateways = objectsOfResource(cluster, 'gateway.networking.k8s.io', 'gateways') as Gateway[]
  const routes = objectsOfResource(cluster, 'gateway.networking.k8s.io', 'httproutes') as HTTPRoute[]
  return routes.flatMap(({ metadata: { name, namespace = 'default' }, spec }) => {
    const named = gateways.filter((gateway) => spec.parentRefs?.some((parent) => parent.name === gateway.metadata.name) === true)
    const hosts = spec.hostnames ?? named.flatMap((gateway) => gateway.status?.addresses?.map(({ value }) => value) ?? [])
    const ports = [...new Set(named.flatMap((gateway) => gateway.spec.listeners.map(({ port }) => port)))]
    return hosts.flatMap((host) => ports.map((port): Opening => ({ address: `${host.replace(/^\*/, 'any')}:${port}`, by: `HTTPRoute ${name} sends requests there`, kind: 'HTTPRoute', name, namespace, field: 'spec.rules' })))
  })
}

/** Nothing outside the cluster reaches a Deployment's Pods. */
export function isInsideOnly(deployment: string, words: { readonly title?: string; readonly because: string }): Expectation {
  return {
    id: `inside-only-${deployment}`,
    title: words.title ?? `${deployment} is reachable only inside the cluster`,
    check: (trial) => {
      const [opening] = openings(trial.end, deployment)
      if (opening === undefined) return { met: true, message: `Nothing outside the cluster reaches ${deployment}.` }
      const { address, by, kind, name, namespace, field } = opening
      return {
        met: false,
        message: `${by}: at ${address} anybody outside the cluster reaches ${deployment}. ${words.because}`,
        wanted: 'no address outside the cluster',
        observed: `${deployment} answers at ${address}`,
        ...placeOf(trial, kind, name, field, namespace),
      }
    },
  }
}
