import { fail } from '../../failure'
import { flag, isSet } from '../../flags'
import type { Command } from '../../command'
import { checkChangeOutput } from '../../print/document-printer'
import type { Problem } from '../../problems'
import { findObjects, finish } from '../change-object'
import { changeEach, localProblem, podSpecOf, withoutTemplate } from './change-each'

/** `set serviceaccount TYPE NAME ACCOUNT` (kubectl pkg/cmd/set/set_serviceaccount.go). */
export const setServiceAccount: Command = {
  name: 'serviceaccount',
  about: "Set the ServiceAccount of an object's Pods.",
  usage: 'kubectl set serviceaccount TYPE NAME SERVICE_ACCOUNT',
  *run(invocation) {
    const unfit = localProblem(invocation)
    if (unfit !== undefined) fail(unfit)
    checkChangeOutput(flag(invocation.flags, 'output'))
    const account = invocation.args.at(-1) ?? fail('serviceaccount is required')
    const local = isSet(invocation.flags, 'local')
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, invocation.args.slice(0, -1), problems)
    if (problems.length > 0) return yield* finish(problems)
    yield* changeEach(invocation, found, {
      did: 'serviceaccount updated',
      failed: 'failed to patch ServiceAccountName ',
      evenUnchanged: true,
      *mutate(draft, one) {
        yield* []
        const spec = podSpecOf(draft, one)
        if (spec === undefined) return withoutTemplate(one, local)
        spec['serviceAccountName'] = account
        return undefined
      },
    }, problems)
    return yield* finish(problems)
  },
}
