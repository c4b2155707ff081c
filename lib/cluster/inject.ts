import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import type { Cluster } from './cluster'
import type { Fault } from './fault'
import { breakContainer } from './kubelet/break-container'
import { startNode, stopNode } from './node-power'
import { openCluster } from './open'
import type { Working } from './working/working'

/** Breaks something, as a grader, an instructor or a learner asks. What does not exist or does not run is not broken: the cluster stays as it is. */
export function inject(cluster: Cluster, fault: Fault): Cluster {
  const working = openCluster(cluster)
  injectInto(working, fault)
  return working.close()
}

/** The same inside a border call. */
export function injectInto(working: Working, fault: Fault): void {
  switch (fault.do) {
    case 'stop-node':
      stopNode(working, fault.node)
      return
    case 'start-node':
      startNode(working, fault.node)
      return
    default: {
      const pod = working.get(objectKey('', 'pods', fault.namespace, fault.pod)) as Pod | undefined
      const container = fault.container ?? pod?.spec.containers[0]?.name
      if (pod !== undefined && container !== undefined) breakContainer(working, pod, container, fault.do)
    }
  }
}
