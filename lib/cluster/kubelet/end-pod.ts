import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { isOver, comingPhase } from './pod-status'
import type { PodRuntime } from './runtime'
import { sayOfPod } from './say'
import { stopContainer } from './terminate'

/** From the last container's end to the Pod's last status: the Pod worker stops what is left and looks again. */
const finalMs = 30
const deadlineMessage = 'Pod was active on the node longer than the specified deadline'

/** A Pod that is over without being deleted, by its containers or by its deadline: what still runs is stopped, then its last status follows. When that is due. */
export function endPod(working: Working, pod: Pod, runtime: PodRuntime): number | undefined {
  if (runtime.terminatingSince !== undefined) return undefined
  const deadline = deadlineOf(pod, runtime)
  if (deadline <= working.now && !isOver(comingPhase(pod, runtime).phase)) {
    runtime.failure = { reason: 'DeadlineExceeded', message: deadlineMessage }
    sayFailure(working, pod, runtime)
  }
  if (!isOver(comingPhase(pod, runtime).phase)) return deadline === Infinity ? undefined : deadline
  stopWhatRuns(working, pod, runtime)
  if (runtime.containers.some(({ phase }) => phase === 'running' || phase === 'starting' || phase === 'pulling')) return undefined
  if (runtime.finalAt === undefined) {
    // A Pod that the kubelet ended is over with what it stopped; one that ended by itself is told to be first.
    runtime.finalAt = runtime.failure === undefined ? working.now + finalMs : working.now
    for (let look = 0; look < 2; look++) sayFailure(working, pod, runtime)
  }
  return runtime.finalAt > working.now ? runtime.finalAt : undefined
}

/** Every status made after the deadline says so again: at the sync, at the stop's beginning and end, and when all is gone (active_deadline.go ShouldEvict). */
function sayFailure(working: Working, pod: Pod, { failure }: PodRuntime): void {
  if (failure !== undefined) sayOfPod(working, pod, 'Normal', failure.reason, failure.message)
}

function deadlineOf({ spec }: Pod, { acceptedAt, failure }: PodRuntime): number {
  return spec.activeDeadlineSeconds === undefined || failure !== undefined ? Infinity : acceptedAt + spec.activeDeadlineSeconds * 1000
}

function stopWhatRuns(working: Working, pod: Pod, runtime: PodRuntime): void {
  if (runtime.endingSince !== undefined) return
  runtime.endingSince = working.now
  sayFailure(working, pod, runtime)
  const killAt = working.now + pod.spec.terminationGracePeriodSeconds * 1000
  for (const container of runtime.containers) {
    if (container.phase !== 'running') continue
    stopContainer(working, pod, container)
    container.killAt = killAt
    runtime.cleared = true
  }
}
