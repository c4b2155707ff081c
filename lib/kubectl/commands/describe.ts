import { CommandFailure, isFailure } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { print, printError, printExactly, type Command, type Invocation, type Running } from '../command'
import { refusal, type Problem } from '../problems'
import { gathered } from '../read-manifests'
import { needResource } from '../resources'
import { findObjects, finish, listObjects } from './change-object'
import { describeObject } from './describe/describe-object'

export const describeCommand: Command = {
  name: 'describe',
  about: 'Show an object with its state and events in words.',
  usage: 'kubectl describe TYPE [NAME …] [-l selector] [-n namespace | -A]',
  *run(invocation) {
    const { args } = invocation
    if (args.length === 0 && flagList(invocation.flags, 'filename').length === 0) throw new CommandFailure('error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n')
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, args, problems, true)
    const asked = flag(invocation.flags, 'show-events')
    const withEvents = asked === undefined ? problems.length === 0 && found.length === 1 : isSet(invocation.flags, 'show-events')
    if (isNotFound(problems) && args.length === 2) return yield* describeMatching(invocation, problems, withEvents)
    const texts: string[] = []
    for (const { definition, object } of found) texts.push(yield* describeObject(invocation, definition, object, withEvents))
    yield* print(texts.join('\n\n'))
    if (found.length === 0 && problems.length === 0) yield* printError(invocation.allNamespaces ? 'No resources found' : `No resources found in ${invocation.namespace} namespace.`)
    const unread = problems.filter((problem) => typeof problem === 'string')
    return yield* finish(gathered(unread, problems.filter((problem) => typeof problem !== 'string'), 'files first'), unread.length > 0)
  },
}

/** Nothing but an object that is not there. */
function isNotFound(problems: readonly Problem[]): boolean {
  const [first, ...more] = problems
  return more.length === 0 && typeof first === 'object' && first.status.reason === 'NotFound'
}

/** Objects whose names begin with what was typed; none, and it is the first refusal that counts (kubectl describe DescribeMatchingResources). */
function* describeMatching(invocation: Invocation, problems: readonly Problem[], withEvents: boolean): Running<number> {
  const [type = '', prefix = ''] = invocation.args
  const listed = yield* listObjects(invocation, needResource(type))
  if (isFailure(listed)) return yield* finish([refusal(listed)])
  const matching = listed.filter(({ name }) => name.startsWith(prefix))
  for (const { definition, object } of matching) yield* printExactly(`${yield* describeObject(invocation, definition, object, withEvents)}\n`)
  return matching.length === 0 ? yield* finish(problems) : 0
}
