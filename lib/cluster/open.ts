import type { Cluster } from './cluster'
import { controllers } from './controllers/all'
import { Working, type SimulationState } from './working/working'

/** Opens a cluster for one border call, with every controller listening. */
export function openCluster(cluster: Cluster): Working {
  return new Working(cluster, controllers)
}

/** What simulated time counts from, in Unix milliseconds. */
export function epochOf(cluster: Cluster): number {
  return (cluster.simulation as SimulationState).epochMs
}
