import type { Working } from '../working/working'
import { seed } from './seed'

/** The two classes every cluster has (pkg/apis/scheduling/v1/helpers.go SystemPriorityClasses). */
export function bootstrapPriorityClasses(working: Working): void {
  const classes = [
    { name: 'system-node-critical', value: 2000001000, description: 'Used for system critical pods that must not be moved from their current node.' },
    { name: 'system-cluster-critical', value: 2000000000, description: 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.' },
  ]
  for (const { name, ...rest } of classes) {
    seed(working, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', resource: 'priorityclasses', metadata: { name }, ...rest, preemptionPolicy: 'PreemptLowerPriority' })
  }
}
