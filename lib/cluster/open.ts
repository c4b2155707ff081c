import type { Cluster } from './cluster'
import { controllers } from './controllers/all'
import { Working } from './working/working'

/** Opens a cluster for one border call, with every controller listening. */
export function openCluster(cluster: Cluster): Working {
  return new Working(cluster, controllers)
}
