import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { startAgain } from './crash-back-off'
import { finishHook, runPreStop } from './hooks'
import { wait } from './outcome'
import { nextProbeAt, runProbes } from './probe'
import { finishPull } from './pull-image'
import { isStopping, type ContainerRuntime, type Ended, type PodRuntime } from './runtime'
import { sayOfContainer } from './say'
import { startErrorOf } from './start-error'
import { identityIn } from './exec/exec'
import { containerId } from './container-context'
import { atOnceMs, createContainer, finishStart, makeChanges } from './start-container'
import { canStart } from './start-order'
import { terminationMessage } from './termination-message'

/** A container that ran this long starts its back-off anew (twice the longest). */
const backOffResetMs = 600_000
/** From a process' end to the kubelet noticing (the pod lifecycle event generator relists once a second; half of it here). */
const noticeMs = 500
/** From the end of a container that the kubelet stopped to its next start. */
const sameSyncMs = 20

/** What has become of one container since the last look, and what the last sync made of it. */
export function observeContainer(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  if (container.phase === 'pulling' && isDue(working, container) && finishPull(working, pod, spec, container)) createContainer(working, pod, spec, container)
  if (container.phase === 'starting' && isDue(working, container)) start(working, pod, runtime, spec, container)
  if (container.phase === 'running') watchProcess(working, pod, runtime, spec, container)
  if ((container.phase === 'waiting' || container.phase === 'ended') && isDue(working, container) && !isStopping(runtime)) showOutcome(working, container)
}

/** What a sync of the Pod does about one container after its status was told. */
export function syncContainer(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  if (isStopping(runtime) || !canStart(runtime, container)) return
  if (container.phase === 'running') {
    if (container.image !== spec.image && container.stoppingSince === undefined) stopToRestart(working, pod, spec, container, 'definition changed', pod.spec.terminationGracePeriodSeconds)
    return
  }
  const isNew = container.phase === 'waiting' && container.dueAt === undefined
  if (isNew || ((container.phase === 'waiting' || container.phase === 'ended') && isDue(working, container))) startAgain(working, pod, spec, container)
}

function isDue(working: Working, { dueAt }: ContainerRuntime): boolean {
  return dueAt !== undefined && dueAt <= working.now
}

function showOutcome(working: Working, container: ContainerRuntime): void {
  if (container.sameSync) return
  container.inSync = false
  const { outcome } = container
  container.outcome = undefined
  if (outcome !== undefined) wait(container, outcome.reason, outcome.message, working.now)
}

function start(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  const message = startErrorOf(working, pod, spec)
  if (message === undefined) return finishStart(working, pod, runtime, spec, container)
  sayOfContainer(working, pod, container, 'Warning', 'Failed', `Error: ${message}`)
  const identity = identityIn(pod, spec)
  if (identity !== undefined) container.user = { uid: identity.uid, gid: identity.gid }
  container.starts++
  container.restarts = container.starts - 1
  container.phase = 'ended'
  container.ended = { exitCode: 128, reason: 'StartError', message, startedAt: -working.epochMs, finishedAt: working.now, containerID: `containerd://${containerId(working)}` }
  container.dueAt = undefined
  container.inSync = false
  if (isStopping(runtime) || !restarts(pod, container, 128)) return
  container.outcome = { reason: 'RunContainerError', message }
  // A sync that failed asks for no look at the runtime: the next comes by itself.
  container.inSync = true
  container.dueAt = working.now + noticeMs
}

/** When something is due for one container again. */
export function containerDueAt(working: Working, runtime: PodRuntime, container: ContainerRuntime): number {
  if (container.phase === 'running') {
    if (container.hookEndsAt !== undefined) return container.hookEndsAt
    const probeAt = container.inSync ? Infinity : nextProbeAt(container, runtime)
    return Math.min(noticedAt(container), stopAt(container), container.killAt ?? Infinity, probeAt, container.changes[0]?.at ?? Infinity)
  }
  if (isStopping(runtime) && container.phase !== 'starting' && container.phase !== 'pulling') return Infinity
  return container.dueAt ?? Infinity
}

/** When the kubelet sees that a process has ended by itself: one that ends at once is seen by the look at the runtime that follows a start. */
function noticedAt({ process, stoppingSince }: ContainerRuntime): number {
  if (process?.endsAt === undefined) return Infinity
  return stoppingSince !== undefined || process.endsAt - process.startedAt <= atOnceMs ? process.endsAt : process.endsAt + noticeMs
}

/** When a process that was sent SIGTERM ends by itself. */
function stopAt(container: ContainerRuntime): number {
  const after = container.process?.stopsAfterMs
  return container.stoppingSince === undefined || after === undefined ? Infinity : container.stoppingSince + after
}

function watchProcess(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  const { process } = container
  if (process === undefined) return
  makeChanges(working, pod, spec, container, working.now)
  if (isInHook(working, runtime, container)) return
  if (container.hookEndsAt !== undefined) finishHook(working, pod, runtime, spec, container)
  if (container.killAt !== undefined && container.killAt <= working.now && stopAt(container) > container.killAt) end(working, pod, runtime, spec, container, 137)
  else if (stopAt(container) <= working.now) end(working, pod, runtime, spec, container, 0)
  else if (noticedAt(container) <= working.now) end(working, pod, runtime, spec, container, process.exitCode ?? 0, process.endsAt)
  else if (!container.inSync && runProbes(working, pod, runtime, spec, container)) killUnhealthy(working, pod, spec, container)
}

function isInHook(working: Working, runtime: PodRuntime, { hookEndsAt }: ContainerRuntime): boolean {
  return hookEndsAt !== undefined && hookEndsAt > working.now && !isStopping(runtime)
}

function killUnhealthy(working: Working, pod: Pod, spec: Container, container: ContainerRuntime): void {
  const which = container.startup?.passing === false ? 'startup' : 'liveness'
  const probe = which === 'startup' ? spec.startupProbe : spec.livenessProbe
  stopToRestart(working, pod, spec, container, `failed ${which} probe`, probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds)
}

function stopToRestart(working: Working, pod: Pod, spec: Container, container: ContainerRuntime, why: string, graceSeconds: number): void {
  sayOfContainer(working, pod, container, 'Normal', 'Killing', `Container ${container.name} ${why}, will be restarted`)
  container.stoppingSince = working.now + runPreStop(working, pod, spec, container)
  container.killAt = working.now + graceSeconds * 1000
}

/** A container's process has ended: its status, and what comes next by the restart policy. */
function end(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime, exitCode: number, finishedAt = working.now): void {
  const startedAt = container.process?.startedAt ?? working.now
  const ended = endingOf(working, pod, spec, container, { startedAt, exitCode, finishedAt })
  const wasStopped = container.stoppingSince !== undefined
  container.phase = 'ended'
  container.ended = ended
  container.ready = false
  container.started = false
  container.stoppingSince = undefined
  container.killAt = undefined
  container.hookEndsAt = undefined
  container.changes = []
  container.dueAt = undefined
  container.inSync = false
  if (isStopping(runtime) || !restarts(pod, container, ended.exitCode)) {
    container.outcome = undefined
    return
  }
  if (finishedAt - startedAt >= backOffResetMs) container.crashBackOffMs = 0
  container.pullBackOffMs = 0
  planRestart(working, container, wasStopped)
}

function endingOf(working: Working, pod: Pod, spec: Container, container: ContainerRuntime, { startedAt, exitCode, finishedAt }: Pick<Ended, 'startedAt' | 'exitCode' | 'finishedAt'>): Ended {
  const code = container.endsAs === undefined ? exitCode : 137
  const message = terminationMessage(working, pod, spec, container, code)
  return {
    exitCode: code,
    reason: container.endsAs ?? (exitCode === 0 ? 'Completed' : 'Error'),
    ...(message === undefined ? {} : { message }),
    startedAt,
    finishedAt,
    containerID: container.containerID ?? '',
  }
}

/** The sync that stopped it starts it again, unless its hook failed; one that ended by itself is started by the sync that tells so. */
function planRestart(working: Working, container: ContainerRuntime, wasStopped: boolean): void {
  const hookFailed = container.outcome !== undefined
  container.inSync = wasStopped
  container.sameSync = wasStopped && !hookFailed
  container.dueAt = working.now + (hookFailed ? noticeMs : wasStopped ? sameSyncMs : 0)
}

function restarts(pod: Pod, container: ContainerRuntime, exitCode: number): boolean {
  if (container.role === 'sidecar') return true
  if (container.role === 'init' && exitCode === 0) return false
  if (pod.spec.restartPolicy === 'Always') return true
  return pod.spec.restartPolicy === 'OnFailure' && exitCode !== 0
}
