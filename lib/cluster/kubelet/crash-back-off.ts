import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { nextBackOff, resyncMs } from './back-off'
import type { ContainerRuntime } from './runtime'
import { sayOfContainer } from './say'
import { beginStart } from './start-container'

/** From a container's end in a sync to the sync that its event brings. */
const eventMs = 200

/**
 * Starts a container, again unless its back-off is not over: that counts from its last end, as the sync found it. A container that the same sync
 * stopped counts from the end before, so the first time nothing is counted (kuberuntime_manager.go doBackOff). The wait is told by the next sync,
 * most often the one that ends it.
 */
export function startAgain(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const found = container.sameSync ? container.last : (container.ended ?? container.last)
  const until = found === undefined ? -Infinity : backOffEnd(working, container, found.finishedAt)
  container.sameSync = false
  if (until > working.now) {
    backOff(working, pod, container, until)
    return
  }
  if (found !== undefined) container.crashBackOffMs = nextBackOff(container.crashBackOffMs)
  beginStart(working, pod, spec, container)
}

/** What a machine needs at most from a back-off's end to a start that is seen. */
const startSeenMs = 2000

/** A real back-off is drawn out by chance, by up to a half (pod_workers.go completeWork, jitter 0.5). Ours is only where a recording's was: until it started the container. */
function backOffEnd(working: Working, { name, crashBackOffMs }: ContainerRuntime, endedAt: number): number {
  const end = endedAt + crashBackOffMs
  const recorded = working.options.startedAt[name]
  if (recorded === undefined || crashBackOffMs === 0) return end
  const next = recorded.find((at) => at >= end - startSeenMs) ?? Infinity
  return Math.max(end, Math.min(next, end + crashBackOffMs / 2 + startSeenMs))
}

function backOff(working: Working, pod: Pod, container: ContainerRuntime, until: number): void {
  const { name, namespace = '', uid } = pod.metadata
  sayOfContainer(working, pod, container, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`)
  container.outcome = { reason: 'CrashLoopBackOff', message: `back-off ${goSeconds(container.crashBackOffMs)} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})` }
  container.dueAt = container.inSync ? working.now + eventMs : Math.min(until, working.now + resyncMs)
}

/** A duration as Go prints it: `10s`, `1m20s`, `5m0s`. */
function goSeconds(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}
