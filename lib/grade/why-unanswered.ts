import type { Cluster } from '@/lib/cluster/cluster'
import type { NetworkResult } from '@/lib/cluster/network/request'
import type { Service } from '@/lib/kube/core/v1.generated'
import { serviceOf } from './observe'
import { isAnswered } from './requests'

/** What a client saw, and where the request got stuck: `Connection timed out after 5000 milliseconds. Service backend has no port 80 (it has 8080): nothing takes the connection`. */
export function sayFailure({ say, hops }: NetworkResult): string {
  const stuck = hops.findLast((hop) => !hop.ok)?.say
  return stuck === undefined ? say : `${say}. ${stuck.replace(/\.$/, '')}`
}

/** The NetworkPolicy that dropped a request, by its name. */
export function policyInTheWay({ hops }: NetworkResult): string | undefined {
  return /^NetworkPolicy (\S+) /.exec(hops.findLast((hop) => !hop.ok && hop.at === 'policy')?.say ?? '')?.[1]
}

/** What keeps an address from being answered as it should: nobody answers, or a Pod of somebody else. */
export function sayWrongAnswer(url: string, result: NetworkResult, by: string): string {
  return isAnswered(result) ? `${url} is answered by ${result.pod?.name ?? 'something else'}, which is no Pod of ${by}` : `${url} does not answer: ${sayFailure(result)}`
}

/** The field of a Service that most likely keeps a request to one of its ports from being answered. */
export function fieldInTheWay(cluster: Cluster, name: string, port: number, namespace = 'default'): string {
  const spec = serviceOf(cluster, name, namespace)?.spec
  const ports = spec?.ports ?? []
  if (spec?.type === 'ExternalName') return 'spec.externalName'
  if (spec?.clusterIP === 'None') return 'spec.clusterIP'
  if (ports.some((own) => own.port === port && own.protocol === 'TCP')) return narrowing(spec) ?? 'spec.ports[0].targetPort'
  const otherwise = ports.findIndex((own) => own.port === port)
  return otherwise >= 0 ? `spec.ports[${otherwise}].protocol` : 'spec.ports[0].port'
}

/** The field that keeps some clients out, or some nodes. */
function narrowing(spec: Service['spec'] | undefined): string | undefined {
  if (spec?.loadBalancerSourceRanges !== undefined) return 'spec.loadBalancerSourceRanges'
  return spec?.internalTrafficPolicy === 'Local' ? 'spec.internalTrafficPolicy' : undefined
}
