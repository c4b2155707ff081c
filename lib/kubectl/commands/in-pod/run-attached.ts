import { isPodFinished, isPodReady } from '@/lib/cluster/controllers/pod-state'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { call, clock, idle, need, print, printError, type Invocation, type Running } from '../../command'
import { CommandFailure, fail, isFailure } from '../../failure'
import { isSet } from '../../flags'
import { needResource, pathOf } from '../../resources'
import { deletedText } from '../delete'
import { isShell, pipedIn } from './interactive-shell'
import { followLogs, printLogs } from './log-stream'
import { podTimeoutMs } from './pod-of'

const defaultTimeoutMs = 60_000
const recorded = 'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.'

/** A shell that would ask for lines has nobody to ask here: said before anything is made. */
export function* checkAttachable(invocation: Invocation, image: string, words: readonly string[]): Running<void> {
  podTimeoutMs(invocation, defaultTimeoutMs)
  const asks = words.length === 0 ? /^(?:docker\.io\/(?:library\/)?)?busybox(?:[:@]|$)/.test(image) : isShell(words)
  if (asks && isSet(invocation.flags, 'stdin')) yield* pipedIn(asks, 'kubectl run NAME --image=IMAGE --rm -it --restart=Never -- COMMAND')
}

/** Shows what a Pod that `run` made prints, to its end; then its exit status is the command's (kubectl pkg/cmd/run handleAttachPod). */
export function* runAttached(invocation: Invocation, name: string, restartPolicy: string): Running<number> {
  const path = `/api/v1/namespaces/${invocation.namespace}/pods/${name}`
  let ended: Pod | undefined
  try {
    ended = yield* toItsEnd(invocation, path, restartPolicy)
  } catch (failure) {
    yield* remove(invocation, name, path)
    throw failure
  }
  yield* remove(invocation, name, path)
  return ended === undefined ? 0 : exitOf(ended)
}

/** The Pod when it has completed; undefined where that is not waited for. */
function* toItsEnd(invocation: Invocation, path: string, restartPolicy: string): Running<Pod | undefined> {
  const timeoutMs = podTimeoutMs(invocation, defaultTimeoutMs)
  yield* attach(invocation, yield* podThat(invocation, path, (pod) => isReady(pod) || isPodFinished(pod), timeoutMs), timeoutMs)
  if (restartPolicy === 'Always' || isSet(invocation.flags, 'leave-stdin-open')) return undefined
  return yield* podThat(invocation, path, restartPolicy === 'Never' ? isPodFinished : ({ status }) => status?.phase === 'Succeeded', timeoutMs)
}

function* attach(invocation: Invocation, pod: Pod, timeoutMs: number): Running<void> {
  const container = pod.spec.containers[0]?.name ?? ''
  const { name, namespace = '' } = pod.metadata
  const request = { pod, container, path: `/api/v1/namespaces/${namespace}/pods/${name}/log?container=${container}`, prefix: '' }
  if (isPodFinished(pod)) {
    yield* printLogs(invocation, [request])
    return
  }
  const isAsking = isSet(invocation.flags, 'stdin')
  if (isAsking && !isSet(invocation.flags, 'quiet')) yield* printError(`${recorded}\nIf you don't see a command prompt, try pressing enter.`)
  yield* followLogs(invocation, [request], timeoutMs)
  if (isAsking && isSet(invocation.flags, 'tty') && pod.spec.restartPolicy === 'Always') yield* print(`Session ended, resume using 'kubectl attach ${name} -c ${container} -i -t' command when the pod is running`)
}

function* podThat(invocation: Invocation, path: string, fulfils: (pod: Pod) => boolean, timeoutMs: number): Running<Pod> {
  const until = (yield* clock()).nowMs + timeoutMs
  for (;;) {
    const pod = yield* need<Pod>(invocation, 'GET', path)
    if (fulfils(pod)) return pod
    if ((yield* idle(until)) >= until) fail('timed out waiting for the condition')
  }
}

function isReady(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && isPodReady(pod)
}

/** With --rm the Pod goes again, and with it the Service of --expose. */
function* remove(invocation: Invocation, name: string, path: string): Running<void> {
  if (!isSet(invocation.flags, 'rm')) return
  const { namespace, flags } = invocation
  for (const definition of ['pods', ...(isSet(flags, 'expose') ? ['services'] : [])].map(needResource)) {
    const { body } = yield* call(invocation, 'DELETE', pathOf(definition, namespace, name), { body: { propagationPolicy: 'Background' } })
    if (!isFailure(body)) yield* print(deletedText({ definition, namespace, name }, false))
  }
  while (!isFailure((yield* call(invocation, 'GET', path)).body)) yield* idle()
}

function exitOf({ metadata, status }: Pod): number {
  if (status?.phase !== 'Failed') return 0
  const { exitCode = 0, reason = '', message = '' } = status.containerStatuses?.[0]?.state?.terminated ?? {}
  const who = `pod ${metadata.namespace ?? ''}/${metadata.name}`
  if (exitCode === 0) fail(`${who} failed with unknown exit code`)
  throw new CommandFailure(`${who} terminated (${reason})\n${message}`.trimEnd(), exitCode)
}
