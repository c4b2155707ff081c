import type { ServiceSpec } from '@/lib/kube/core/v1.generated'

type Spec = Partial<ServiceSpec>

/** True for `clusterIP: None`. */
export function isHeadless({ clusterIPs, clusterIP }: Spec): boolean {
  return (clusterIPs?.length ?? 0) > 0 ? clusterIPs?.length === 1 && clusterIPs[0] === 'None' : clusterIP === 'None'
}

/** True for the types that have an address of their own. */
export function needsClusterIP({ type }: Spec): boolean {
  return type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer'
}

/** True where every port gets a port on the nodes. */
export function needsNodePort({ type, allocateLoadBalancerNodePorts }: Spec): boolean {
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false)
}

/** True where a load balancer asks the nodes whether they hold Pods of the Service. */
export function needsHealthCheckPort({ type, externalTrafficPolicy }: Spec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local'
}

/** True where traffic can come from outside the cluster (apiservice.ExternallyAccessible). */
export function isExternallyAccessible({ type, externalIPs }: Spec): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && (externalIPs?.length ?? 0) > 0)
}
