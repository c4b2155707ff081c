import type { Pod, PodCondition } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { Working } from '../working/working'

/** Owners may own anything: people write owner references, too. */
export function isPod(object: KubeObject): object is Pod {
  return object.kind === 'Pod'
}

const none: readonly PodCondition[] = []

/** The condition of a type, if the Pod has it. */
export function podCondition(pod: Pod, type: string): PodCondition | undefined {
  for (const condition of pod.status?.conditions ?? none) if (condition.type === type) return condition
  return undefined
}

export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True'
}

/** Neither finished nor going away: what a controller counts as its own (controller_utils.go IsPodActive). */
export function isPodActive(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && !isPodFinished(pod)
}

/** Going away, its containers not known to have ended (controller_utils.go IsPodTerminating). */
export function isPodTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined && !isPodFinished(pod)
}

export function isPodFinished(pod: Pod): boolean {
  const phase = pod.status?.phase
  return phase === 'Succeeded' || phase === 'Failed'
}

/** Since when the Pod is ready, in simulated milliseconds; undefined while it is not. */
export function readySince(working: Working, pod: Pod): number | undefined {
  const ready = podCondition(pod, 'Ready')
  return ready?.status === 'True' ? simulatedTime(working, ready.lastTransitionTime) : undefined
}

/** When a ready Pod becomes available: now or in the past where it is (podutil IsPodAvailable). */
export function availableAt(working: Working, pod: Pod, minReadySeconds: number): number | undefined {
  const since = readySince(working, pod)
  return since === undefined ? undefined : since + minReadySeconds * 1000
}

/** An API time in simulated milliseconds. */
export function simulatedTime(working: Working, time: string | undefined | null): number {
  return time === undefined || time === null ? 0 : Date.parse(time) - working.epochMs
}
