import type { Cluster } from '@/lib/cluster/cluster'
import type { HTTPRoute } from '@/lib/kube/gateway/v1'
import { objectAt } from './observe'

/** The Gateway API's group. */
export const gatewayGroup = 'gateway.networking.k8s.io'

/** An HTTPRoute of namespace default. */
export function routeOf(cluster: Pick<Cluster, 'objects'>, name: string): HTTPRoute | undefined {
  return objectAt(cluster, gatewayGroup, 'httproutes', name) as HTTPRoute | undefined
}
