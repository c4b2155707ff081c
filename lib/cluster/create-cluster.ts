import { bootstrapGatewayClass } from './bootstrap/gateway-class'
import { bootstrapNamespaces } from './bootstrap/namespaces'
import { bootstrapNodes } from './bootstrap/nodes'
import { bootstrapPriorityClasses } from './bootstrap/priority-classes'
import { bootstrapRbac } from './bootstrap/rbac'
import { bootstrapServerEndpoints, bootstrapServices } from './bootstrap/services'
import type { Cluster, ClusterOptions } from './cluster'
import { firstVersion } from './first-version'
import { openCluster } from './open'
import { emptyCluster } from './working/working'

/**
 * A practice cluster at its start: the namespaces, nodes, default Service, RBAC objects and priority classes that a fresh Kubernetes 1.36 has.
 * Same options, same cluster.
 */
export function createCluster(options: ClusterOptions = {}): Cluster {
  const working = openCluster({ ...emptyCluster(options), resourceVersion: firstVersion })
  bootstrapPriorityClasses(working)
  bootstrapNamespaces(working)
  bootstrapServices(working)
  if (working.options.standIns) bootstrapServerEndpoints(working)
  bootstrapRbac(working)
  bootstrapNodes(working)
  if (working.options.standIns) bootstrapGatewayClass(working)
  return working.close()
}
