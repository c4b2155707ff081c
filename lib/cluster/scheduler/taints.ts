import type { Pod, Taint, Toleration } from '@/lib/kube/core/v1.generated'

/** Stands on a node that was cordoned. */
export const unschedulableTaint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const

/** Whether a toleration accepts a taint: an empty key with `Exists` accepts all, an empty effect any effect (component-helpers corev1 ToleratesTaint). */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if ((toleration.effect as string | undefined ?? '') !== '' && toleration.effect !== taint.effect) return false
  if ((toleration.key ?? '') !== '' && toleration.key !== taint.key) return false
  if (toleration.operator === 'Exists') return true
  return (toleration.key ?? '') !== '' && (toleration.value ?? '') === (taint.value ?? '')
}

export function toleratesAll(pod: Pod, taints: readonly Taint[]): boolean {
  return taints.every((taint) => (pod.spec.tolerations ?? []).some((toleration) => tolerates(toleration, taint)))
}

/** Taints that keep a new Pod off a node. */
export function repelling(taints: readonly Taint[] | undefined): readonly Taint[] {
  return (taints ?? []).filter((taint) => taint.effect === 'NoSchedule' || taint.effect === 'NoExecute')
}
