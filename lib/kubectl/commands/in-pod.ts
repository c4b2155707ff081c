import type { ProcessResult } from '@/lib/cluster/api/request'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { durationMs, flag, isSet } from '../flags'
import { call, clock, idle, need, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { valueAt, type JsonObject } from '../json'
import { needResource, pathOf } from '../resources'

export const execCommand: Command = {
  name: 'exec',
  about: 'Run a command in a container.',
  usage: 'kubectl exec POD | TYPE/NAME [-c CONTAINER] -- COMMAND [ARG …]',
  flags: [{ name: 'container', short: 'c', type: 'string' }, { name: 'stdin', short: 'i', type: 'bool' }, { name: 'tty', short: 't', type: 'bool' }, { name: 'quiet', short: 'q', type: 'bool' }, { name: 'pod-running-timeout', type: 'string' }],
  *run(invocation) {
    const { target, command } = execWords(invocation)
    const pod = yield* podFor(invocation, target)
    if (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') throw new CommandFailure(`error: cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`)
    const container = yield* containerOf(invocation, pod)
    const query = new URLSearchParams([...command.map((word): [string, string] => ['command', word]), ['container', container], ['stdout', 'true'], ['stderr', 'true']])
    const response = yield* call(invocation, 'GET', `/api/v1/namespaces/${pod.metadata.namespace ?? ''}/pods/${pod.metadata.name}/exec?${query.toString()}`)
    if (isFailure(response.body)) throw new CommandFailure(execRefusal(response.body))
    return yield* report(response.process ?? { stdout: '', stderr: '', exitCode: 0, durationMs: 0 })
  },
}

function execWords(invocation: Invocation): { readonly target: string; readonly command: readonly string[] } {
  const [target, ...more] = invocation.args
  if (target === undefined) throw new CommandFailure('error: pod, type/name or --filename must be specified')
  if (more.length > 0) throw new CommandFailure("error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples")
  const command = invocation.rest ?? []
  if (command.length === 0) throw new CommandFailure('error: you must specify at least one command for the container')
  return { target, command }
}

function execRefusal(status: Status): string {
  if (status.reason !== 'InternalError' && status.code !== 500) return statusMessage(status)
  return `error: Internal error occurred: ${(status.message ?? '').replace(/^Internal error occurred: /, '')}`
}

function* report(result: ProcessResult): Running<number> {
  const { nowMs } = yield* clock()
  const until = nowMs + result.durationMs
  while (result.durationMs > 0 && (yield* idle(until)) < until) continue
  if (result.stdout !== '') yield { effect: 'print', stream: 'stdout', text: result.stdout }
  if (result.stderr !== '') yield { effect: 'print', stream: 'stderr', text: result.stderr }
  if (result.exitCode !== 0) yield { effect: 'print', stream: 'stderr', text: `command terminated with exit code ${result.exitCode}\n` }
  return result.exitCode
}

function* containerOf(invocation: Invocation, pod: Pod): Running<string> {
  const names = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map((container) => container.name)
  const given = flag(invocation.flags, 'container')
  if (given !== undefined) {
    if (!names.includes(given)) fail(`container ${given} not found in pod ${pod.metadata.name}`)
    return given
  }
  const [first = ''] = names
  const preferred = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container']
  if (preferred !== undefined && names.includes(preferred)) return preferred
  if (names.length > 1 && !isSet(invocation.flags, 'quiet')) yield { effect: 'print', stream: 'stderr', text: `Defaulted container "${first}" out of: ${[...pod.spec.containers.map((container) => container.name), ...(pod.spec.initContainers ?? []).map((container) => `${container.name} (init)`)].join(', ')}\n` }
  return first
}

/** A Pod by its name, or the first of an object that has Pods. */
export function* podFor(invocation: Invocation, word: string): Running<Pod> {
  const [type = '', name] = word.includes('/') ? word.split('/') : ['pods', word]
  const definition = needResource(type)
  const object = yield* need<JsonObject>(invocation, 'GET', pathOf(definition, invocation.namespace, name ?? ''))
  if (definition.kind === 'Pod') return object as unknown as Pod
  const labels = valueAt(object, definition.kind === 'Service' ? ['spec', 'selector'] : ['spec', 'selector', 'matchLabels']) as Readonly<Record<string, string>> | undefined
  const selector = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`).join(',')
  const list = yield* need<{ readonly items: readonly Pod[] }>(invocation, 'GET', `/api/v1/namespaces/${invocation.namespace}/pods?labelSelector=${encodeURIComponent(selector)}`)
  const [pod] = [...list.items].sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)))
  return pod ?? fail(`timed out waiting for the condition`)
}

function isRunning(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && pod.metadata.deletionTimestamp === undefined
}

export const logsCommand: Command = {
  name: 'logs',
  about: "Print a container's log.",
  usage: 'kubectl logs POD | TYPE/NAME | -l selector [-c CONTAINER] [--previous] [--tail=N] [--since=DURATION] [-f]',
  flags: [
    selectorFlag,
    { name: 'container', short: 'c', type: 'string' },
    { name: 'follow', short: 'f', type: 'bool' },
    { name: 'previous', short: 'p', type: 'bool' },
    { name: 'tail', type: 'int' },
    { name: 'since', type: 'duration' },
    { name: 'since-time', type: 'string' },
    { name: 'timestamps', type: 'bool' },
    { name: 'all-containers', type: 'bool' },
    { name: 'prefix', type: 'bool' },
    { name: 'limit-bytes', type: 'int' },
    { name: 'ignore-errors', type: 'bool' },
    { name: 'max-log-requests', type: 'int' },
    { name: 'all-pods', type: 'bool' },
  ],
  *run(invocation) {
    const [target, container, ...more] = invocation.args
    const selector = flag(invocation.flags, 'selector')
    if (more.length > 0 || (target === undefined && selector === undefined)) throw new CommandFailure("error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples")
    const pods = selector === undefined ? [yield* podFor(invocation, target ?? '')] : (yield* need<{ readonly items: readonly Pod[] }>(invocation, 'GET', `/api/v1/namespaces/${invocation.namespace}/pods?labelSelector=${encodeURIComponent(selector)}`)).items
    if (pods.length === 0) yield { effect: 'print', stream: 'stderr', text: `No resources found in ${invocation.namespace} namespace.\n` }
    for (const pod of pods) yield* printLog(invocation, pod, container, selector !== undefined)
    return 0
  },
}

function* printLog(invocation: Invocation, pod: Pod, named: string | undefined, selected: boolean): Running<void> {
  const containers = isSet(invocation.flags, 'all-containers') ? pod.spec.containers.map((container) => container.name) : [named ?? (yield* logContainer(invocation, pod))]
  for (const container of containers) {
    const query = logQuery(invocation, container, selected)
    const text = yield* need<string>(invocation, 'GET', `/api/v1/namespaces/${pod.metadata.namespace ?? ''}/pods/${pod.metadata.name}/log?${query.toString()}`)
    const shown = isSet(invocation.flags, 'prefix') ? text.replace(/^(?=.)/gm, `[pod/${pod.metadata.name}/${container}] `) : text
    if (shown !== '') yield { effect: 'print', stream: 'stdout', text: shown }
  }
}

function logQuery(invocation: Invocation, container: string, selected: boolean): URLSearchParams {
  const query = new URLSearchParams({ container })
  const tail = flag(invocation.flags, 'tail') ?? (selected ? '10' : '-1')
  const since = flag(invocation.flags, 'since')
  if (Number(tail) >= 0) query.set('tailLines', tail)
  if (since !== undefined) query.set('sinceSeconds', String(Math.max(1, Math.round((durationMs(since) ?? 0) / 1000))))
  for (const name of ['previous', 'timestamps']) if (isSet(invocation.flags, name)) query.set(name, 'true')
  return query
}

function* logContainer(invocation: Invocation, pod: Pod): Running<string> {
  return yield* containerOf(invocation, pod)
}
