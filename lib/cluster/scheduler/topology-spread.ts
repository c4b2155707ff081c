import type { Pod, TopologySpreadConstraint } from '@/lib/kube/core/v1.generated'
import { matchesSelector } from '@/lib/kube/labels'
import type { Refusal } from './filter'
import { matchesNodeAffinity } from './node-affinity'
import type { NodeInfo } from './node-info'

/** Constraints that must hold: putting the Pod here may not make one domain hold more than maxSkew above the emptiest (plugins/podtopologyspread). */
export function filterSpread(pod: Pod, info: NodeInfo, nodes: readonly NodeInfo[]): Refusal | undefined {
  for (const constraint of pod.spec.topologySpreadConstraints ?? []) {
    if (constraint.whenUnsatisfiable !== 'DoNotSchedule') continue
    const domain = info.node.metadata.labels?.[constraint.topologyKey]
    if (domain === undefined) {
      return { plugin: 'PodTopologySpread', reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"], final: true }
    }
    const counts = countByDomain(pod, constraint, nodes)
    const least = counts.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts.values())
    const self = matchesSelector(constraint.labelSelector, pod.metadata.labels) ? 1 : 0
    if ((counts.get(domain) ?? 0) + self - least > constraint.maxSkew) {
      return { plugin: 'PodTopologySpread', reasons: ["node(s) didn't match pod topology spread constraints"], final: false }
    }
  }
  return undefined
}

/** Pods that count against a preferred constraint on this node; for a Pod without constraints those of its own controller, as the default constraints do. */
export function spreadCount(pod: Pod, info: NodeInfo, nodes: readonly NodeInfo[], ownerUid: string | undefined): number {
  const soft = (pod.spec.topologySpreadConstraints ?? []).filter((constraint) => constraint.whenUnsatisfiable === 'ScheduleAnyway')
  if ((pod.spec.topologySpreadConstraints ?? []).length === 0) return ownerUid === undefined ? 0 : (info.owners.get(ownerUid) ?? 0)
  return soft.reduce((sum, constraint) => sum + (countByDomain(pod, constraint, nodes).get(info.node.metadata.labels?.[constraint.topologyKey] ?? '') ?? 0), 0)
}

function countByDomain(pod: Pod, constraint: TopologySpreadConstraint, nodes: readonly NodeInfo[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { node, pods } of nodes) {
    const domain = node.metadata.labels?.[constraint.topologyKey]
    if (domain === undefined || !matchesNodeAffinity(pod, node)) continue
    const matching = pods.filter((placed) => placed.metadata.namespace === pod.metadata.namespace && placed.metadata.deletionTimestamp === undefined && matchesSelector(constraint.labelSelector, placed.metadata.labels))
    counts.set(domain, (counts.get(domain) ?? 0) + matching.length)
  }
  return counts
}
