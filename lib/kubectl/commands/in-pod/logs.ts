import type { Pod } from '@/lib/kube/core/v1.generated'
import { call, printError, refuse, type Command, type Invocation, type Running } from '../../command'
import { CommandFailure, fail, isFailure } from '../../failure'
import { durationMs, flag, isSet } from '../../flags'
import { needResource, pathOf } from '../../resources'
import { listObjects, type FoundObject } from '../change-object'
import { listFailure, namedFailure, selectorsOf } from '../get/find-infos'
import { containerNames, firstContainer, needContainer, preferredContainer } from './container-of'
import { followLogs, printLogs, type LogRequest } from './log-stream'
import { forLogs, podsOf, podTimeoutMs, wordOf } from './pod-of'

export const logsCommand: Command = {
  name: 'logs',
  about: "Print a container's log.",
  usage: 'kubectl logs POD | TYPE/NAME | -l selector [-c CONTAINER] [--previous] [--tail=N] [--since=DURATION] [-f]',
  *run(invocation) {
    const { flags } = invocation
    checkWords(invocation)
    const timeoutMs = podTimeoutMs(invocation, 20_000)
    const query = logQuery(invocation)
    const found = isSelecting(invocation) ? undefined : yield* subjectOf(invocation)
    const selected = found === undefined ? yield* selectedPods(invocation) : []
    checkFlags(invocation)
    const pods = found === undefined ? selected : yield* podsOfSubject(invocation, found, timeoutMs)
    const requests: LogRequest[] = []
    for (const pod of pods) requests.push(...(yield* requestsFor(invocation, pod, query)))
    const most = Number(flag(flags, 'max-log-requests') ?? 5)
    const follows = isSet(flags, 'follow')
    if (follows && requests.length > 1 && requests.length > most) fail(`you are attempting to follow ${String(requests.length)} log streams, but maximum allowed concurrency is ${String(most)}, use --max-log-requests to increase the limit`)
    yield* follows ? followLogs(invocation, requests, timeoutMs) : printLogs(invocation, requests)
    return 0
  },
}

function isSelecting({ flags }: Invocation): boolean {
  return (flag(flags, 'selector') ?? '') !== ''
}

function checkWords(invocation: Invocation): void {
  const { args, command } = invocation
  const usage = (message: string) => {
    throw new CommandFailure(`error: ${message}\nSee '${command} -h' for help and examples`)
  }
  if (args.length > 2 || (args.length === 0 && !isSelecting(invocation))) usage("expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command")
  if (args.length === 1 && isSelecting(invocation)) usage('only a selector (-l) or a POD name is allowed')
}

/** What contradicts itself among the flags, in kubectl's order (kubectl pkg/cmd/logs Validate). */
function checkFlags({ args, flags }: Invocation): void {
  const number = (name: string, otherwise: number) => Number(flag(flags, name) ?? otherwise)
  const container = args[1] ?? flag(flags, 'container') ?? ''
  if (flag(flags, 'since-time') !== undefined && sinceMs(flag(flags, 'since')) !== 0) fail('at most one of `sinceTime` or `sinceSeconds` may be specified')
  if (isSet(flags, 'all-containers') && container !== '') fail(`--all-containers=true should not be specified with container name ${container}`)
  if (flags.values.has('container') && args.length === 2) fail('only one of -c or an inline [CONTAINER] arg is allowed')
  if (number('limit-bytes', 0) < 0) fail('--limit-bytes must be greater than 0')
  if (Math.round(sinceMs(flag(flags, 'since')) / 1000) < 0) fail('--since must be greater than 0')
  if (number('tail', -1) < -1) fail('--tail must be greater than or equal to -1')
}

function sinceMs(since: string | undefined): number {
  return since === undefined ? 0 : (durationMs(since) ?? 0)
}

function logQuery(invocation: Invocation): URLSearchParams {
  const { flags } = invocation
  const query = new URLSearchParams()
  const since = sinceMs(flag(flags, 'since'))
  const time = flag(flags, 'since-time')
  const tail = flag(flags, 'tail') ?? (isSelecting(invocation) ? '10' : '-1')
  const bytes = flag(flags, 'limit-bytes') ?? '0'
  if (time !== undefined && time !== '') query.set('sinceTime', checkedTime(time))
  if (Number(bytes) !== 0) query.set('limitBytes', bytes)
  if (since !== 0) query.set('sinceSeconds', String(Math.round(since / 1000)))
  if (Number(tail) !== -1) query.set('tailLines', tail)
  for (const name of ['previous', 'timestamps']) if (isSet(flags, name)) query.set(name, 'true')
  return query
}

function checkedTime(time: string): string {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(time) && !Number.isNaN(Date.parse(time))) return time
  const quoted = JSON.stringify(time)
  const layout = '2006-01-02T15:04:05Z07:00'
  const rest = /^(\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d(?::\d\d)?)?)?)?)?)/.exec(time)?.[1] ?? ''
  const wanted = layout.slice(rest.length)
  const part = /^(?:2006|01|02|15|04|05|Z07:00)/.exec(wanted)?.[0] ?? wanted.charAt(0)
  return fail(`parsing time ${quoted} as "${layout}": cannot parse ${JSON.stringify(time.slice(rest.length))} as ${JSON.stringify(part)}`)
}

/** The object whose logs are wanted; a missing one is said in the words of `logs`. */
function* subjectOf(invocation: Invocation): Running<FoundObject> {
  const { definition, name } = wordOf(invocation.args[0] ?? '')
  const namespace = definition.namespaced ? invocation.namespace : undefined
  const { body } = yield* call(invocation, 'GET', pathOf(definition, namespace, name))
  if (!isFailure(body)) return { definition, namespace, name, object: body as FoundObject['object'] }
  const status = yield* namedFailure(invocation, body, namespace)
  return status.reason === 'NotFound' ? fail(`error from server (NotFound): ${status.message ?? ''} in namespace "${invocation.namespace}"`) : refuse(status)
}

function* selectedPods(invocation: Invocation): Running<readonly Pod[]> {
  const [definition, selectors] = [needResource('pods'), selectorsOf(invocation)]
  const found = yield* listObjects(invocation, definition, selectors)
  if (isFailure(found)) refuse(listFailure(found, definition, selectors))
  const items = found.map(({ object }) => object as unknown as Pod)
  if (items.length === 0) yield* printError(`No resources found in ${invocation.namespace} namespace.`)
  return items
}

/** The Pod itself; of several the best, or with --all-pods all (polymorphichelpers/logsforobject.go). */
function* podsOfSubject(invocation: Invocation, found: FoundObject, timeoutMs: number): Running<readonly Pod[]> {
  if (found.definition.kind === 'Pod') return [found.object as unknown as Pod]
  const pods = yield* podsOf(invocation, found, 'get the logs from', forLogs, timeoutMs)
  if (pods.length === 1 || isSet(invocation.flags, 'all-pods')) return pods
  yield* printError(`Found ${String(pods.length)} pods, using pod/${pods[0]?.metadata.name ?? ''}`)
  return pods.slice(0, 1)
}

/** One request for each container whose log is wanted. */
function* requestsFor(invocation: Invocation, pod: Pod, query: URLSearchParams): Running<readonly LogRequest[]> {
  const containers = isSet(invocation.flags, 'all-containers') ? containerNames(pod) : [yield* oneContainer(invocation, pod)]
  const prefixed = isSet(invocation.flags, 'prefix') || isSet(invocation.flags, 'all-pods')
  return containers.map((container) => ({
    pod,
    container,
    path: `/api/v1/namespaces/${pod.metadata.namespace ?? ''}/pods/${pod.metadata.name}/log?${new URLSearchParams([['container', container], ...query]).toString()}`,
    prefix: prefixed ? `[pod/${pod.metadata.name}/${container}] ` : '',
  }))
}

function* oneContainer({ args, flags }: Invocation, pod: Pod): Running<string> {
  const named = args[1] ?? flag(flags, 'container') ?? ''
  if (named !== '') return needContainer(pod, named)
  const preferred = preferredContainer(pod)
  if (preferred !== '' && containerNames(pod).includes(preferred)) return preferred
  if (preferred !== '') yield* printError(`Default container name ${JSON.stringify(preferred)} not found in pod ${pod.metadata.name}`)
  return yield* firstContainer(pod, isSet(flags, 'all-pods'))
}
