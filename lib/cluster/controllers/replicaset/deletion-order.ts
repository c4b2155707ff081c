import type { ContainerStatus, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import { isPodReady, readySince, simulatedTime } from '../pod-state'

/**
 * Which Pods to delete first when there are too many (controller_utils.go ActivePodsWithRanks): not on a node, then pending, not ready, cheap by
 * `pod-deletion-cost`, sharing their node with many `related` Pods, ready for less time, restarted more, younger. Ages count by powers of two; of two
 * Pods whose ages differ and count the same, chance decides, by uid.
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
    .sort((a, b) => compare(a, b, working.now))
    .slice(0, count)
    .map(({ pod }) => pod)
}

interface Ranked {
  readonly pod: Pod
  /** Compared in order, smaller goes first. */
  readonly order: readonly number[]
  /** In simulated milliseconds; undefined while it is not ready. */
  readonly readySince: number | undefined
  readonly createdAt: number
}

function rank(working: Working, pod: Pod, siblingsOnNode: number): Ranked {
  const order = [
    pod.spec.nodeName === undefined ? 0 : 1,
    ['Pending', 'Unknown', 'Running'].indexOf(pod.status?.phase ?? 'Pending'),
    isPodReady(pod) ? 1 : 0,
    Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0),
    -siblingsOnNode,
  ]
  return { pod, order, readySince: readySince(working, pod), createdAt: simulatedTime(working, pod.metadata.creationTimestamp) }
}

function compare(a: Ranked, b: Ranked, now: number): number {
  for (let i = 0; i < a.order.length; i++) {
    const difference = (a.order[i] ?? 0) - (b.order[i] ?? 0)
    if (difference !== 0) return difference
  }
  const sinceReady = a.readySince === undefined || b.readySince === undefined ? 0 : byAge(a.readySince, b.readySince, a.pod, b.pod, now)
  return sinceReady || moreRestarts(a.pod, b.pod) || byAge(a.createdAt, b.createdAt, a.pod, b.pod, now)
}

function byAge(since: number, otherSince: number, pod: Pod, other: Pod, now: number): number {
  if (since === otherSince) return 0
  return magnitude(now, since) - magnitude(now, otherSince) || (pod.metadata.uid < other.metadata.uid ? -1 : 1)
}

/** Age as a power of two, so that a few seconds between old Pods decide nothing. */
function magnitude(now: number, since: number): number {
  const age = now - since
  return age > 0 ? Math.trunc(Math.log2(age * 1e6)) : -1
}

/** By the container that restarted most, then by the sidecar. */
function moreRestarts(a: Pod, b: Pod): number {
  return restarts(b.status?.containerStatuses) - restarts(a.status?.containerStatuses) || restarts(sidecars(b)) - restarts(sidecars(a))
}

function sidecars({ spec, status }: Pod): readonly ContainerStatus[] {
  const names = new Set((spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name))
  return (status?.initContainerStatuses ?? []).filter(({ name }) => names.has(name))
}

function restarts(statuses: readonly ContainerStatus[] = []): number {
  return statuses.reduce((most, status) => Math.max(most, status.restartCount), 0)
}
