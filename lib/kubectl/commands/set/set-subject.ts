import { CommandFailure, fail } from '../../failure'
import { flag, isSet } from '../../flags'
import type { Command, Invocation } from '../../command'
import { sameJson, type JsonObject } from '../../json'
import { checkChangeOutput } from '../../print/document-printer'
import type { Problem } from '../../problems'
import { findObjects, finish, type FoundObject } from '../change-object'
import { aboutObject, allProblem, changeEach, localOnlyFiles, localProblem, skip } from './change-each'

/** `set subject rolebinding NAME --user=…`: adds subjects (kubectl pkg/cmd/set/set_subject.go). */
export const setSubject: Command = {
  name: 'subject',
  about: 'Add users, groups or ServiceAccounts to a RoleBinding or ClusterRoleBinding.',
  usage: 'kubectl set subject rolebinding NAME --user=USER --group=GROUP --serviceaccount=NAMESPACE:NAME',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const local = isSet(invocation.flags, 'local')
    if (local && invocation.args.length > 0) throw new CommandFailure(localOnlyFiles)
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, invocation.args, problems)
    if (problems.length > 0) return yield* finish(problems)
    const wanted = subjects(invocation, found)
    yield* changeEach(invocation, found, {
      did: 'subjects updated',
      failed: 'failed to patch subjects to rolebinding: ',
      *mutate(draft, one) {
        yield* []
        if (one.definition.kind !== 'RoleBinding' && one.definition.kind !== 'ClusterRoleBinding') return aboutObject(one, 'setting subjects is only supported for RoleBinding/ClusterRoleBinding', local)
        const present: readonly unknown[] = Array.isArray(draft['subjects']) ? draft['subjects'] : []
        const added = wanted.filter((subject) => !present.some((old) => sameJson(old, subject)))
        if (added.length === 0) return skip
        draft['subjects'] = [...present, ...added]
        return undefined
      },
    }, problems)
    return yield* finish(problems)
  },
}

function subjects(invocation: Invocation, found: readonly FoundObject[]): readonly JsonObject[] {
  const unfit = localProblem(invocation) ?? allProblem(invocation)
  if (unfit !== undefined) fail(unfit)
  const given = (name: string) => [...new Set(invocation.flags.values.get(name) ?? [])].sort()
  const accounts = given('serviceaccount')
  if (given('user').length + given('group').length + accounts.length === 0) fail('you must specify at least one value of user, group or serviceaccount')
  for (const account of invocation.flags.values.get('serviceaccount') ?? []) checkAccount(account, found)
  const apiGroup = 'rbac.authorization.k8s.io'
  return [
    ...given('user').map((name) => ({ apiGroup, kind: 'User', name })),
    ...given('group').map((name) => ({ apiGroup, kind: 'Group', name })),
    ...accounts.map((account) => {
      const [namespace = '', name = ''] = account.split(':')
      return { kind: 'ServiceAccount', name, namespace: namespace === '' ? invocation.namespace : namespace }
    }),
  ]
}

function checkAccount(account: string, found: readonly FoundObject[]): void {
  const [namespace = '', name = '', ...more] = account.split(':')
  if (!account.includes(':') || more.length > 0 || name === '') fail('serviceaccount must be <namespace>:<name>')
  if (namespace === '' && found.some(({ definition }) => definition.kind === 'ClusterRoleBinding')) fail('serviceaccount must be <namespace>:<name>, namespace must be specified')
}
