import type { ContainerStatus, Pod } from '@/lib/kube/core/v1.generated'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { call, clock, idle, printError, printExactly, refuse, type Invocation, type Running } from '../../command'
import { fail, isFailure } from '../../failure'
import { isSet } from '../../flags'

/** One container's log. */
export interface LogRequest {
  readonly pod: Pod
  readonly container: string
  readonly path: string
  /** What stands before each line. */
  readonly prefix: string
}

/** Logs as they are now, one after another; a refusal ends the command unless it is to be ignored. */
export function* printLogs(invocation: Invocation, requests: readonly LogRequest[]): Running<void> {
  for (const request of requests) {
    const text = yield* textOf(invocation, request.path)
    if (typeof text === 'string') yield* printExactly(withPrefix(text, request.prefix))
    else if (isSet(invocation.flags, 'ignore-errors')) yield* printExactly(`error: ${text.message ?? ''}\n`)
    else refuse(text)
  }
}

/** Logs as they grow, until every container has ended. */
export function* followLogs(invocation: Invocation, requests: readonly LogRequest[], timeoutMs: number): Running<void> {
  const streams = []
  for (const request of requests) {
    const text = yield* firstText(invocation, request, timeoutMs)
    if (text === undefined) continue
    yield* printExactly(withPrefix(text, request.prefix))
    const whole = yield* textOf(invocation, wholePath(request))
    streams.push({ request, seen: typeof whole === 'string' ? whole.length : 0 })
  }
  let running = streams
  while (running.length > 0) {
    const ended = new Set<LogRequest>()
    for (const stream of running) {
      const isOver = yield* hasEnded(invocation, stream.request)
      const whole = yield* textOf(invocation, wholePath(stream.request))
      if (typeof whole === 'string' && whole.length > stream.seen) {
        yield* printExactly(withPrefix(whole.slice(stream.seen), stream.request.prefix))
        stream.seen = whole.length
      }
      if (isOver || typeof whole !== 'string') ended.add(stream.request)
    }
    running = running.filter(({ request }) => !ended.has(request))
    if (running.length > 0) yield* idle((yield* clock()).nowMs + 1000)
  }
}

/** Asks each second until the container has a log (kubectl pkg/cmd/logs consumeWithRetry). */
function* firstText(invocation: Invocation, request: LogRequest, timeoutMs: number): Running<string | undefined> {
  const until = (yield* clock()).nowMs + timeoutMs
  for (;;) {
    const text = yield* textOf(invocation, request.path)
    if (typeof text === 'string') return text
    if (isSet(invocation.flags, 'ignore-errors')) {
      yield* printExactly(`error: ${text.message ?? ''}\n`)
      return undefined
    }
    yield* printError(text.message ?? '')
    const next = (yield* clock()).nowMs + 1000
    if (next > until) fail('context deadline exceeded')
    while ((yield* idle(next)) < next) continue
  }
}

function* textOf(invocation: Invocation, path: string): Running<string | Status> {
  const { body } = yield* call(invocation, 'GET', path)
  return isFailure(body) ? body : String(body)
}

/** The same log from its beginning. */
function wholePath({ path }: LogRequest): string {
  const [start = '', query = ''] = path.split('?')
  const kept = new URLSearchParams(query)
  for (const name of ['tailLines', 'sinceSeconds', 'sinceTime', 'limitBytes']) kept.delete(name)
  return `${start}?${kept.toString()}`
}

function* hasEnded(invocation: Invocation, { pod, container }: LogRequest): Running<boolean> {
  const { body } = yield* call(invocation, 'GET', `/api/v1/namespaces/${pod.metadata.namespace ?? ''}/pods/${pod.metadata.name}`)
  if (isFailure(body)) return true
  const { status = {} } = body as Pod
  const statuses: readonly ContainerStatus[] = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? []), ...(status.ephemeralContainerStatuses ?? [])]
  return statuses.find(({ name }) => name === container)?.state?.running === undefined
}

function withPrefix(text: string, prefix: string): string {
  return prefix === '' ? text : text.replace(/^(?=.)/gm, prefix)
}
