import { CommandFailure, fail } from '../failure'
import { flag } from '../flags'
import type { Command } from '../command'
import { valueAt } from '../json'
import type { Problem } from '../problems'
import { findObjects, finish, sendChange } from './change-object'

export const scaleCommand: Command = {
  name: 'scale',
  about: 'Set how many replicas a Deployment, ReplicaSet or StatefulSet has.',
  usage: 'kubectl scale --replicas=N TYPE NAME [--current-replicas=N]',
  *run(invocation) {
    const replicas = flag(invocation.flags, 'replicas')
    if (replicas === undefined) fail('required flag(s) "replicas" not set')
    if (Number(replicas) < 0) throw new CommandFailure('error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    const problems: Problem[] = []
    const wantedNow = flag(invocation.flags, 'current-replicas')
    for (const found of yield* findObjects(invocation, invocation.args, problems)) {
      if (!found.definition.subresources.includes('scale')) {
        problems.push(`Error from server (NotFound): the server could not find the requested resource`)
        continue
      }
      const now = valueAt(found.object, ['spec', 'replicas'])
      if (wantedNow !== undefined && Number(wantedNow) >= 0 && now !== Number(wantedNow)) {
        problems.push(`error: Expected replicas to be ${wantedNow}, was ${String(now)}`)
        continue
      }
      const refused = yield* sendChange(invocation, found, { patch: { spec: { replicas: Number(replicas) } }, contentType: 'application/merge-patch+json', manager: 'kubectl', did: 'scaled', subresource: 'scale' })
      if (refused !== undefined) problems.push(refused)
    }
    return yield* finish(problems)
  },
}
