import type { Node, Taint } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'

/** Taints the node controller looks after; others are people's. */
const own = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable', 'node.kubernetes.io/unschedulable']

type Effect = Taint['effect']

/** The first wanted taint that a node lacks. */
export function missingTaint(node: Node, wanted: readonly Taint[], effect: Effect): Taint | undefined {
  return wanted.find((taint) => taint.effect === effect && !has(node, taint))
}

/** The first taint of the controller's own that a node should no longer have. */
export function surplusTaint(node: Node, wanted: readonly Taint[], effect: Effect): Taint | undefined {
  return node.spec.taints?.find((taint) => taint.effect === effect && own.includes(taint.key) && !wanted.some((item) => item.key === taint.key && item.effect === effect))
}

export function withTaint(working: Working, node: Node, taint: Taint): Node {
  return { ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), { ...taint, timeAdded: working.timestamp() }] } }
}

export function withoutTaint(node: Node, taint: Taint): Node {
  const taints = (node.spec.taints ?? []).filter((item) => !(item.key === taint.key && item.effect === taint.effect))
  const { taints: _, ...spec } = node.spec
  return { ...node, spec: taints.length === 0 ? spec : { ...spec, taints } }
}

function has(node: Node, taint: Taint): boolean {
  return node.spec.taints?.some((item) => item.key === taint.key && item.effect === taint.effect) ?? false
}
