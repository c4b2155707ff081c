import type { ProcessResult } from '@/lib/cluster/api/request'
import { isPodFinished } from '@/lib/cluster/controllers/pod-state'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { call, clock, idle, printError, refuse, type Command, type Invocation, type Running } from '../../command'
import { CommandFailure, fail, isFailure, statusMessage } from '../../failure'
import { flag, flagList, isSet } from '../../flags'
import { findObjects, type FoundObject } from '../change-object'
import type { Problem } from '../../problems'
import { containerOf } from './container-of'
import { isShell, pipedIn } from './interactive-shell'
import { attachablePod, objectOf, podTimeoutMs } from './pod-of'

export const execCommand: Command = {
  name: 'exec',
  about: 'Run a command in a container.',
  usage: 'kubectl exec POD | TYPE/NAME [-c CONTAINER] -- COMMAND [ARG …]',
  *run(invocation) {
    const { flags } = invocation
    const { target, command } = execWords(invocation)
    const timeoutMs = podTimeoutMs(invocation, 60_000)
    if (target === undefined && flagList(flags, 'filename').length === 0) fail('pod, type/name or --filename must be specified')
    if (command.length === 0) fail('you must specify at least one command for the container')
    const pod = yield* runningPod(invocation, target, timeoutMs)
    const container = yield* containerOf(pod, flag(flags, 'container'), isSet(flags, 'quiet'))
    const stdin = isSet(flags, 'stdin') ? { body: yield* standardInput(invocation, command) } : {}
    const query = new URLSearchParams([...command.map((word): [string, string] => ['command', word]), ['container', container], ['stdout', 'true'], ['stderr', 'true']])
    const path = `/api/v1/namespaces/${pod.metadata.namespace ?? ''}/pods/${pod.metadata.name}/exec?${query.toString()}`
    const response = yield* call(invocation, 'GET', path, stdin)
    if (isFailure(response.body)) throw new CommandFailure(execRefusal(response.body))
    return yield* report(response.process ?? { stdout: '', stderr: '', exitCode: 0, durationMs: 0 })
  },
}

function* runningPod(invocation: Invocation, target: string | undefined, timeoutMs: number): Running<Pod> {
  const pod = yield* attachablePod(invocation, target === undefined ? yield* inFile(invocation) : yield* objectOf(invocation, target), timeoutMs)
  return isPodFinished(pod) ? fail(`cannot exec into a container in a completed pod; current phase is ${pod.status?.phase ?? ''}`) : pod
}

/** Who is meant and what is to run: the command stands behind `--`, and only there. */
function execWords({ args, rest, flags, command }: Invocation): { readonly target: string | undefined; readonly command: readonly string[] } {
  const [target, ...more] = args
  if (rest !== undefined) return { target, command: rest }
  if (more.length > 0 || (target !== undefined && flagList(flags, 'filename').length > 0)) throw new CommandFailure(`error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee '${command} -h' for help and examples`)
  return { target, command: [] }
}

function* inFile(invocation: Invocation): Running<FoundObject> {
  const problems: Problem[] = []
  const [found, ...more] = yield* findObjects(invocation, [], problems)
  const [problem] = problems
  if (typeof problem === 'object') refuse(problem.status)
  if (found === undefined || more.length > 0) return fail('cannot exec into multiple objects at a time')
  return found
}

function* standardInput({ flags }: Invocation, command: readonly string[]): Running<string> {
  const { text, terminal } = yield* pipedIn(isShell(command), 'kubectl exec POD -- COMMAND')
  if (!terminal && isSet(flags, 'tty') && !isSet(flags, 'quiet')) yield* printError('Unable to use a TTY - input is not a terminal or the right kind of file')
  return text
}

/** What the kubelet says is no Status: it is said as it is. */
function execRefusal(status: Status): string {
  if ((status.reason ?? '') === '') return `error: ${status.message ?? ''}`
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
