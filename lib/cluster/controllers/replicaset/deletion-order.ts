import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import { isPodReady, readySince, simulatedTime } from '../pod-state'

/**
 * Which Pods to delete first when there are too many (controller_utils.go ActivePodsWithRanks): not on a node, then pending, not ready, cheap by
 * `pod-deletion-cost`, sharing their node with many of the same owner, ready for less time, restarted more, younger. Ages count by powers of two.
 */
export function podsToDelete(working: Working, pods: readonly Pod[], related: readonly Pod[], count: number): readonly Pod[] {
  if (count >= pods.length) return pods
  const onNode = new Map<string, number>()
  for (const pod of related) {
    const node = pod.spec.nodeName ?? ''
    onNode.set(node, (onNode.get(node) ?? 0) + 1)
  }
  const ranked = pods.map((pod) => rank(working, pod, onNode.get(pod.spec.nodeName ?? '') ?? 0))
  return ranked
    .sort(compare)
    .slice(0, count)
    .map(({ pod }) => pod)
}

interface Ranked {
  readonly pod: Pod
  /** Compared in order, smaller goes first. */
  readonly order: readonly number[]
}

function rank(working: Working, pod: Pod, siblingsOnNode: number): Ranked {
  const order = [
    pod.spec.nodeName === undefined ? 0 : 1,
    ['Pending', 'Unknown', 'Running'].indexOf(pod.status?.phase ?? 'Pending'),
    isPodReady(pod) ? 1 : 0,
    Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0),
    -siblingsOnNode,
    magnitude(working, readySince(working, pod)),
    -restarts(pod),
    magnitude(working, simulatedTime(working, pod.metadata.creationTimestamp)),
  ]
  return { pod, order }
}

/** Age as a power of two, so that a few seconds between old Pods decide nothing. */
function magnitude(working: Working, since: number | undefined): number {
  if (since === undefined) return 0
  const age = working.now - since
  return age > 0 ? Math.trunc(Math.log2(age * 1e6)) : -1
}

function restarts(pod: Pod): number {
  return (pod.status?.containerStatuses ?? []).reduce((most, status) => Math.max(most, status.restartCount), 0)
}

function compare(a: Ranked, b: Ranked): number {
  for (let i = 0; i < a.order.length; i++) {
    const difference = (a.order[i] ?? 0) - (b.order[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.pod.metadata.uid < b.pod.metadata.uid ? -1 : 1
}
