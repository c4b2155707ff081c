import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { nextProbeAt, runProbes } from './probe'
import { isStopping, type ContainerRuntime, type Ended, type FailedStart, type PodRuntime } from './runtime'
import { sayOfContainer } from './say'
import { identityIn } from './exec/exec'
import { startErrorOf } from './start-error'
import { containerId } from './container-context'
import { beginStart, finishStart, wait } from './start-container'

const firstCrashBackOffMs = 10_000
const longestBackOffMs = 300_000
/** A container that ran this long starts its back-off anew (twice the longest). */
const backOffResetMs = 600_000
/** From a process' end to the kubelet noticing (the pod lifecycle event generator relists once a second; half of it here). */
const noticeMs = 500
/** From the end of a container that the kubelet stopped to its next start. */
const sameSyncMs = 20
/** From a failed start to the kubelet's next sync. */
const nextSyncMs = 1000

/** Does what is due for one container now. */
export function runContainer(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  const isDue = (absent: number) => (container.dueAt ?? absent) <= working.now
  const stays = !isStopping(runtime)
  if (container.phase === 'waiting' && stays && isDue(0)) startAgain(working, pod, spec, container)
  if (container.phase === 'starting' && isDue(0)) start(working, pod, runtime, spec, container)
  if (container.phase === 'running') watchProcess(working, pod, runtime, spec, container)
  if (container.phase === 'ended' && stays && isDue(Infinity)) restart(working, pod, spec, container)
}

function start(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  container.inSync = false
  const message = startErrorOf(working, pod, spec)
  if (message === undefined) return finishStart(working, pod, runtime, spec, container)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', `Error: ${message}`)
  const identity = identityIn(pod, spec)
  if (identity !== undefined) container.user = { uid: identity.uid, gid: identity.gid }
  const ended: Ended = { exitCode: 128, reason: 'StartError', message, startedAt: -working.epochMs, finishedAt: working.now, containerID: `containerd://${containerId(working)}` }
  failStart(working, pod, runtime, container, { reason: 'RunContainerError', message }, ended)
}

/** When something is due for one container again. */
export function containerDueAt(working: Working, runtime: PodRuntime, container: ContainerRuntime): number {
  if (container.phase !== 'running') return isStopping(runtime) && container.phase !== 'starting' ? Infinity : (container.dueAt ?? Infinity)
  const { process } = container
  const ends = process?.endsAt ?? Infinity
  const stops = stopAt(container)
  return Math.min(ends, stops, container.killAt ?? Infinity, nextProbeAt(container, runtime))
}

/** When a process that was sent SIGTERM ends by itself. */
function stopAt(container: ContainerRuntime): number {
  const after = container.process?.stopsAfterMs
  return container.stoppingSince === undefined || after === undefined || container.hungSince !== undefined ? Infinity : container.stoppingSince + after
}

function watchProcess(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  const { process } = container
  if (process === undefined) return
  if (container.killAt !== undefined && container.killAt <= working.now && stopAt(container) > container.killAt) end(working, pod, runtime, container, 137)
  else if (stopAt(container) <= working.now) end(working, pod, runtime, container, 0)
  else if (process.endsAt !== undefined && process.endsAt <= working.now) end(working, pod, runtime, container, process.exitCode ?? 0)
  else if (runProbes(working, pod, runtime, spec, container)) killUnhealthy(working, pod, spec, container)
}

function killUnhealthy(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const which = container.startup?.passing === false ? 'startup' : 'liveness'
  sayOfContainer(working, pod, container, 'Normal', 'Killing', `Container ${container.name} failed ${which} probe, will be restarted`)
  const probe = which === 'startup' ? spec.startupProbe : spec.livenessProbe
  container.stoppingSince = working.now
  container.killAt = working.now + (probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds) * 1000
}

/** A container's process has ended: its status, and what comes next by the restart policy. */
export function end(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, exitCode: number): void {
  const startedAt = container.process?.startedAt ?? working.now
  const ended = endingOf(working, container, startedAt, exitCode)
  const ran = working.now - startedAt
  const wasStopped = container.stoppingSince !== undefined
  container.phase = 'ended'
  container.ended = ended
  container.ready = false
  container.started = false
  container.stoppingSince = undefined
  container.killAt = undefined
  container.dueAt = undefined
  if (isStopping(runtime) || !restarts(pod, container, ended.exitCode)) return
  if (ran >= backOffResetMs) container.crashBackOffMs = 0
  if (wasStopped) planAfterKill(working, container)
  else planRestart(working, container)
}

function endingOf(working: Working, container: ContainerRuntime, startedAt: number, exitCode: number): Ended {
  return {
    exitCode: container.endsAs === undefined ? exitCode : 137,
    reason: container.endsAs ?? (exitCode === 0 ? 'Completed' : 'Error'),
    startedAt,
    finishedAt: working.now,
    containerID: container.containerID ?? '',
  }
}

/** The first restart comes at once, later ones wait out the back-off. */
function planRestart(working: Working, container: ContainerRuntime): void {
  const atOnce = container.crashBackOffMs === 0
  container.crashBackOffMs = lengthened(container.crashBackOffMs)
  container.dueAt = working.now + (atOnce ? noticeMs : nextSyncMs)
  container.pullBackOffMs = 0
  if (!atOnce) container.waitingReason = 'CrashLoopBackOff'
}

/**
 * The kubelet stopped it: the same sync starts it again, unless the back-off that counts from its previous end is not over. At the first time there is
 * no previous end, so nothing is counted (kuberuntime_manager.go doBackOff looks for an exited container of this name).
 */
function planAfterKill(working: Working, container: ContainerRuntime): void {
  const previous = container.last?.finishedAt
  container.inSync = true
  container.pullBackOffMs = 0
  container.dueAt = working.now + sameSyncMs
  if (previous === undefined) return
  if (working.now - previous < container.crashBackOffMs) container.waitingReason = 'CrashLoopBackOff'
  container.crashBackOffMs = lengthened(container.crashBackOffMs)
}

function lengthened(backOffMs: number): number {
  return backOffMs === 0 ? firstCrashBackOffMs : Math.min(2 * longestBackOffMs, backOffMs * 2)
}

function restarts(pod: Pod, container: ContainerRuntime, exitCode: number): boolean {
  if (container.role === 'sidecar') return true
  if (container.role === 'init' && exitCode === 0) return false
  if (pod.spec.restartPolicy === 'Always') return true
  return pod.spec.restartPolicy === 'OnFailure' && exitCode !== 0
}

/** An ended container's turn: at once after the first failure, else it waits out its back-off as CrashLoopBackOff. */
function restart(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const { failedStart } = container
  container.restarts = Math.max(0, container.starts - 1)
  if (container.waitingReason !== 'CrashLoopBackOff') {
    if (failedStart !== undefined) wait(container, failedStart.reason, failedStart.message, working.now)
    beginStart(working, pod, spec, container)
    return
  }
  sayOfContainer(working, pod, container, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid})`)
  const until = (container.ended?.finishedAt ?? working.now) + backOffOf(container)
  if (failedStart === undefined) waitBackOff(pod, container, until)
  else wait(container, failedStart.reason, failedStart.message, until)
}

function backOffOf({ crashBackOffMs }: ContainerRuntime): number {
  return Math.max(firstCrashBackOffMs, crashBackOffMs / 2)
}

function waitBackOff(pod: Pod, container: ContainerRuntime, until: number): void {
  wait(container, 'CrashLoopBackOff', `back-off ${goSeconds(backOffOf(container))} restarting failed container=${container.name} pod=${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid})`, until)
}

/** A wait is over. What a failed start said makes room for the back-off, which is what the next start is told with. */
function startAgain(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  if (container.failedStart !== undefined && container.crashBackOffMs > firstCrashBackOffMs) waitBackOff(pod, container, working.now)
  beginStart(working, pod, spec, container)
}

/** A container was made and did not come up: told with the Pod's next sync, which tries again, at once the first time. */
export function failStart(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, failed: FailedStart, ended: Ended): void {
  container.starts++
  container.failedStart = failed
  container.phase = 'ended'
  container.ended = ended
  container.dueAt = undefined
  if (isStopping(runtime) || !restarts(pod, container, ended.exitCode === 0 ? 1 : ended.exitCode)) return
  container.inSync = true
  planRestart(working, container)
}

/** A duration as Go prints it: `10s`, `1m20s`, `5m0s`. */
function goSeconds(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
}
