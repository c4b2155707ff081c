import type { DaemonSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { scaledAmount } from '@/lib/kube/int-or-string'

/** A node's Pods as a rolling update sees them; both are there while a new one takes over. */
export interface NodePods {
  readonly node: string
  readonly old: Pod | undefined
  readonly fresh: Pod | undefined
}

/** What a rolling update does next. */
export interface UpdateStep {
  readonly remove: readonly Pod[]
  /** Nodes that get a new Pod beside the old one. */
  readonly addTo: readonly string[]
}

/** The next step of a rolling update (rollingUpdate in pkg/controller/daemon/update.go): with a surge the new Pod comes first, else the old one goes first. */
export function calculateUpdate({ spec }: DaemonSet, nodes: readonly NodePods[], isAvailable: (pod: Pod) => boolean): UpdateStep {
  const { maxSurge = 0, maxUnavailable = 1 } = spec.updateStrategy?.rollingUpdate ?? {}
  const surge = scaledAmount(maxSurge, nodes.length, 'up')
  return surge > 0 ? withSurge(nodes, surge, isAvailable) : withoutSurge(nodes, scaledAmount(maxUnavailable, nodes.length, 'up'), isAvailable)
}

/** Old Pods go as long as no more than `most` nodes are without an available one; those that are not available go anyway. */
function withoutSurge(nodes: readonly NodePods[], most: number, isAvailable: (pod: Pod) => boolean): UpdateStep {
  const has = (pod: Pod | undefined) => pod !== undefined && isAvailable(pod)
  const unavailable = nodes.filter(({ old, fresh }) => !has(fresh ?? old)).length
  const replaced = nodes.flatMap(({ old, fresh }) => (old === undefined || fresh !== undefined ? [] : [old]))
  const broken = replaced.filter((pod) => !isAvailable(pod))
  return { remove: [...broken, ...replaced.filter(isAvailable).slice(0, Math.max(0, most - unavailable))], addTo: [] }
}

function withSurge(nodes: readonly NodePods[], most: number, isAvailable: (pod: Pod) => boolean): UpdateStep {
  const remove = nodes.flatMap(({ old, fresh }) => (old !== undefined && fresh !== undefined && isAvailable(fresh) ? [old] : []))
  const waiting = nodes.filter(({ old, fresh }) => old !== undefined && fresh !== undefined && !isAvailable(fresh)).length
  const candidates = nodes.filter(({ old, fresh }) => old !== undefined && fresh === undefined)
  const broken = candidates.filter(({ old }) => old !== undefined && !isAvailable(old))
  const healthy = candidates.filter((candidate) => !broken.includes(candidate)).slice(0, Math.max(0, most - waiting))
  return { remove, addTo: [...broken, ...healthy].map(({ node }) => node) }
}
