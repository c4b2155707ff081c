import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { hookMs } from './hooks'
import type { ContainerRuntime, PodRuntime } from './runtime'
import { sayOfContainer } from './say'

/** A Pod is being deleted: preStop hooks, then SIGTERM, then SIGKILL when the grace period is over (kuberuntime_container.go killContainer). */
export function terminatePod(working: Working, pod: Pod, runtime: PodRuntime): void {
  const graceMs = (pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds) * 1000
  const first = runtime.terminatingSince === undefined
  runtime.terminatingSince ??= working.now
  const deadline = Math.max(working.now, runtime.terminatingSince + graceMs)
  for (const container of runtime.containers) {
    if (container.phase === 'waiting' || container.phase === 'pulling' || container.phase === 'starting') stopBeforeStart(working, container)
    if (container.phase !== 'running') continue
    if (first) stopContainer(working, pod, container)
    container.killAt = container.killAt === undefined ? deadline : Math.min(container.killAt, deadline)
  }
}

function stopBeforeStart(working: Working, container: ContainerRuntime): void {
  container.phase = container.starts > 0 || container.last !== undefined ? 'ended' : 'waiting'
  container.ended ??= container.last
  container.inSync = false
  container.dueAt = undefined
  if (container.phase === 'ended' && container.ended === undefined) container.ended = { exitCode: 137, reason: 'ContainerStatusUnknown', startedAt: working.now, finishedAt: working.now, containerID: '' }
}

/** Says so, and sends SIGTERM when the container's hook is done. */
export function stopContainer(working: Working, pod: Pod, container: ContainerRuntime): void {
  const spec = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find((candidate) => candidate.name === container.name)
  sayOfContainer(working, pod, container, 'Normal', 'Killing', `Stopping container ${container.name}`)
  container.stoppingSince = working.now + hookMs(spec?.lifecycle?.preStop)
}
