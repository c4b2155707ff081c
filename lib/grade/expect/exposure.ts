import type { Cluster } from '@/lib/cluster/cluster'
import type { Service } from '@/lib/kube/core/v1.generated'
import type { Expectation } from '../exercise'
import { outsideAddresses, podsOf, services } from '../observe'
import { ask, isAnswered } from '../requests'

/** An opening through which somebody outside reaches a Pod. */
export interface Opening {
  readonly service: Service
  readonly address: string
}

/** Every address outside the cluster at which a Pod of this Deployment answers, whichever Service opens it. */
export function openings(cluster: Cluster, deployment: string): Opening[] {
  const own = new Set(podsOf(cluster, deployment).map((pod) => pod.metadata.name))
  return services(cluster).flatMap((service) =>
    outsideAddresses(cluster, service)
      .filter((address) => ask(cluster, 'outside', `tcp://${address}`, 3).results.some(({ result }) => isAnswered(result) && result.pod !== undefined && own.has(result.pod.name)))
      .map((address) => ({ service, address })),
  )
}

/** Nothing outside the cluster reaches a Deployment's Pods. */
export function isInsideOnly(deployment: string, words: { readonly title?: string; readonly because: string }): Expectation {
  return {
    id: `inside-only-${deployment}`,
    title: words.title ?? `${deployment} is reachable only inside the cluster`,
    check: ({ end, written }) => {
      const [opening] = openings(end, deployment)
      if (opening === undefined) return { met: true, message: `Nothing outside the cluster reaches ${deployment}.` }
      const name = opening.service.metadata.name
      const at = written.locate('Service', name, 'spec.type', opening.service.metadata.namespace)
      return {
        met: false,
        message: `Service ${name} is of type ${opening.service.spec.type}: at ${opening.address} anybody outside the cluster reaches ${deployment}. ${words.because}`,
        wanted: 'no address outside the cluster',
        observed: `${deployment} answers at ${opening.address}`,
        ...(at === undefined ? {} : { at }),
      }
    },
  }
}
