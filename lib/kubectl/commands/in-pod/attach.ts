import { isPodFinished } from '@/lib/cluster/controllers/pod-state'
import type { Command } from '../../command'
import { fail } from '../../failure'
import { flag, isSet } from '../../flags'
import { containerOf } from './container-of'
import { attachablePod, objectOf, podTimeoutMs } from './pod-of'

export const attachCommand: Command = {
  name: 'attach',
  about: "Attach to a container's process: not part of this practice cluster.",
  usage: 'kubectl attach POD | TYPE/NAME [-c CONTAINER]',
  *run(invocation) {
    const { args, flags } = invocation
    const timeoutMs = podTimeoutMs(invocation, 60_000)
    const [first, second] = args
    if (first === undefined) return fail('at least 1 argument is required for attach')
    if (args.length > 2) fail(`expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${String(args.length)}: [${args.join(' ')}]`)
    const found = second === undefined ? yield* objectOf(invocation, first) : yield* objectOf(invocation, second, first)
    const pod = yield* attachablePod(invocation, found, timeoutMs)
    if (isPodFinished(pod)) fail(`cannot attach a container in a completed pod; current phase is ${pod.status?.phase ?? ''}`)
    yield* containerOf(pod, flag(flags, 'container'), isSet(flags, 'quiet'), 'cannot attach to the container: ')
    return fail('attaching to a container is not part of this practice cluster; see its output with kubectl logs')
  },
}
