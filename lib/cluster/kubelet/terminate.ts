import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { runPreStop } from './hooks'
import type { ContainerRuntime, PodRuntime } from './runtime'
import { sayOfContainer } from './say'

/** Where nothing runs any more: from the first look to the sandbox' end, and from that to the last status. Each has a look of its own. */
export const stepMs = 10

/** A Pod is being deleted: preStop hooks, then SIGTERM, then SIGKILL when the grace period is over (kuberuntime_container.go killContainer). */
export function terminatePod(working: Working, pod: Pod, runtime: PodRuntime): void {
  const graceMs = (pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds) * 1000
  const first = runtime.terminatingSince === undefined
  runtime.terminatingSince ??= working.now
  const deadline = Math.max(working.now, runtime.terminatingSince + graceMs)
  for (const container of runtime.containers) {
    if (container.phase === 'running') {
      if (first) stopContainer(working, pod, container)
      container.killAt = Math.min(container.killAt ?? Infinity, deadline)
    } else if (first && container.phase !== 'ended') stopBeforeStart(container)
  }
  if (first && runtime.containers.every(({ phase }) => phase !== 'running')) runtime.heldUntil = working.now + 2 * stepMs
  else if (runtime.heldUntil !== undefined) passOver(working, runtime, runtime.heldUntil)
}

/** Nothing is left to stop: the sandbox goes, then what never started is given up (status_manager.go TerminatePod). */
function passOver(working: Working, runtime: PodRuntime, until: number): void {
  const isNew = ({ starts }: ContainerRuntime) => starts === 0
  if (working.now >= until - stepMs && runtime.containers.some(isNew)) runtime.sandboxGone = true
  if (working.now < until) return
  runtime.heldUntil = undefined
  if (runtime.containers.some((container) => container.role === 'init' && container.ended?.exitCode !== 0)) return
  for (const container of runtime.containers) if (container.role === 'app' && isNew(container)) giveUp(container)
}

function giveUp(container: ContainerRuntime): void {
  container.phase = 'ended'
  container.ended = { exitCode: 137, reason: 'ContainerStatusUnknown', message: 'The container could not be located when the pod was terminated', startedAt: 0, finishedAt: 0, containerID: '', isUnknown: true }
}

/** What it waited for is forgotten: its last end shows again, or that it is to be made. */
function stopBeforeStart(container: ContainerRuntime): void {
  container.ended ??= container.last
  container.phase = container.ended === undefined ? 'waiting' : 'ended'
  container.outcome = undefined
  container.inSync = false
  container.dueAt = undefined
  container.waitingReason = container.waitingReason === 'PodInitializing' ? 'PodInitializing' : 'ContainerCreating'
  container.waitingMessage = undefined
}

/** Says so, and sends SIGTERM when the container's hook is done. */
export function stopContainer(working: Working, pod: Pod, container: ContainerRuntime): void {
  const spec = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find((candidate) => candidate.name === container.name)
  sayOfContainer(working, pod, container, 'Normal', 'Killing', `Stopping container ${container.name}`)
  container.stoppingSince = working.now + runPreStop(working, pod, spec, container)
}
