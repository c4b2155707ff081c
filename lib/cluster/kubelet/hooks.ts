import type { Container, HTTPGetAction, LifecycleHandler, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { execInPod } from './exec/exec'
import { beginProbes, portNumber } from './probe'
import { keepRuntime, listensOn, runtimeOf, type ContainerRuntime, type Outcome, type PodRuntime } from './runtime'
import { sayOfContainer } from './say'

/** Starts a container's postStart hook: the sync that started the container waits for it (kuberuntime_container.go startContainer, lifecycle/handlers.go). */
export function beginHook(working: Working, pod: Pod, runtime: PodRuntime, hook: LifecycleHandler, container: ContainerRuntime): void {
  keepRuntime(working, runtime)
  const { afterMs, error } = runHook(working, pod, hook, container)
  const which = `Container "${container.name}" in Pod "${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid})"`
  container.inSync = true
  container.hookEndsAt = working.now + afterMs
  container.hookFailure = error === undefined ? undefined : { reason: 'PostStartHookError', message: `${error.kind} for ${which} failed - error: ${error.text}` }
}

interface HookResult {
  readonly afterMs: number
  readonly error?: { readonly kind: string; readonly text: string }
}

function runHook(working: Working, pod: Pod, { exec, httpGet, sleep }: LifecycleHandler, container: ContainerRuntime): HookResult {
  if (sleep !== undefined) return { afterMs: sleep.seconds * 1000 }
  if (httpGet !== undefined) return runHttpHook(working, pod, httpGet, container)
  const command = exec?.command ?? []
  const result = execInPod(working, pod, container.name, command)
  const kind = `Exec lifecycle hook ([${command.join(' ')}])`
  if ('refused' in result) return { afterMs: 0, error: { kind, text: `${result.refused}, message: ""` } }
  if (result.exitCode === 0) return { afterMs: result.durationMs }
  return { afterMs: result.durationMs, error: { kind, text: `command '${command.join(' ')}' exited with ${String(result.exitCode)}: ${result.stderr}, message: ${JSON.stringify(result.stdout + result.stderr)}` } }
}

function runHttpHook(working: Working, pod: Pod, httpGet: HTTPGetAction, container: ContainerRuntime): HookResult {
  const { path = '/' } = httpGet
  const port = portNumber(pod, container.name, httpGet.port)
  if (listensOn(container, port, working.now)) return { afterMs: 0 }
  const address = `${httpGet.host ?? runtimeOf(working, pod.metadata.uid)?.ip ?? ''}:${String(port)}`
  return { afterMs: 0, error: { kind: `HTTP lifecycle hook (${path})`, text: `Get "${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${address}/${path.replace(/^\//, '')}": dial tcp ${address}: connect: connection refused` } }
}

/** The hook is over: the sync goes on, or the container is stopped because its hook failed. */
export function finishHook(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): void {
  const failure: Outcome | undefined = container.hookFailure
  container.hookEndsAt = undefined
  container.hookFailure = undefined
  if (failure === undefined || container.stoppingSince !== undefined) {
    container.inSync = false
    beginProbes(spec, container, runtime.acceptedAt, working.now)
    return
  }
  sayOfContainer(working, pod, container, 'Warning', 'FailedPostStartHook', 'PostStartHook failed')
  sayOfContainer(working, pod, container, 'Normal', 'Killing', 'FailedPostStartHook')
  container.outcome = failure
  container.stoppingSince = working.now + runPreStop(working, pod, spec, container)
  container.killAt = working.now + pod.spec.terminationGracePeriodSeconds * 1000
}

/** Runs a container's preStop hook and says how long it takes. One that fails is over at once, and the container is stopped all the same (kuberuntime_container.go executePreStopHook). */
export function runPreStop(working: Working, pod: Pod, spec: Container | undefined, container: ContainerRuntime): number {
  const hook = spec?.lifecycle?.preStop
  if (hook === undefined) return 0
  const { afterMs, error } = runHook(working, pod, hook, container)
  if (error !== undefined) sayOfContainer(working, pod, container, 'Warning', 'FailedPreStopHook', 'PreStopHook failed')
  return afterMs
}
