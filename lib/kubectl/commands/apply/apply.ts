import { applyRarely } from '#kubectl-apply-rarely'
import { CommandFailure, fail } from '../../failure'
import { fieldValidation } from '../../field-validation'
import { flag, isSet } from '../../flags'
import { dryRunOf, printExactly, type Command, type Invocation, type Running } from '../../command'
import { checkChangeOutput } from '../../print/document-printer'
import { printObject } from '../../print/print-object'
import type { Problem } from '../../problems'
import { gathered, readManifests } from '../../read-manifests'
import { finish } from '../change-object'
import { applyObject, isApplied, printsObjects, type Applied } from './apply-object'
import { lastAppliedCommands } from './last-applied-commands'

/** `apply` (kubectl pkg/cmd/apply/apply.go). */
export const applyCommand: Command = {
  name: 'apply',
  about: 'Bring objects to what files say, creating those that are missing.',
  usage: 'kubectl apply -f FILE [--server-side [--force-conflicts]] [--dry-run=server|client] [--prune -l selector] [-n namespace]',
  commands: lastAppliedCommands,
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: Unexpected args: [${invocation.args.join(' ')}]\nSee 'kubectl apply -h' for help and examples`)
    checkOptions(invocation)
    const apply = isSet(invocation.flags, 'server-side') ? applyRarely().applyOnServer : applyObject
    const prune = pruneOf(invocation)
    const { objects, problems: unread } = yield* readManifests(invocation, { without: 'error: must specify one of -f and -k', validated: fieldValidation(invocation) !== 'Ignore' })
    if (objects.length === 0 && unread.length === 0) fail('no objects passed to apply')
    const refused: Problem[] = []
    const applied: Applied[] = []
    for (const object of objects) {
      const result = yield* apply(invocation, object)
      if (isApplied(result)) applied.push(result)
      else refused.push(result)
    }
    const problems = gathered(unread, refused, 'files first')
    if (problems.length > 0) return yield* finish(problems)
    yield* printAll(invocation, applied)
    yield* prune(applied)
    return 0
  },
}

/** What --prune does in the end; its code and what it is to look through are there before anything is applied. */
function pruneOf(invocation: Invocation): (applied: readonly Applied[]) => Running<void> {
  if (!isSet(invocation.flags, 'prune')) return function* () {}
  const { prune, pruneMappings } = applyRarely()
  const allowed = pruneMappings(invocation)
  return (applied) => prune(invocation, applied, allowed)
}

/** What can't be asked together (kubectl pkg/cmd/apply/apply.go Validate). */
function checkOptions(invocation: Invocation): void {
  const { flags } = invocation
  checkChangeOutput(flag(flags, 'output'))
  fieldValidation(invocation)
  const serverSide = isSet(flags, 'server-side')
  const forbidden: readonly (readonly [boolean, string])[] = [
    [isSet(flags, 'force-conflicts') && !serverSide, '--force-conflicts only works with --server-side'],
    [dryRunOf(invocation) === 'client' && serverSide, "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)"],
    [isSet(flags, 'force') && serverSide, '--force cannot be used with --server-side'],
    [isSet(flags, 'force') && dryRunOf(invocation) === 'server', '--dry-run=server cannot be used with --force'],
    [isSet(flags, 'all') && isGiven(invocation, 'selector'), 'cannot set --all and --selector at the same time'],
  ]
  for (const [isAsked, why] of forbidden) if (isAsked) fail(why)
  if (isSet(flags, 'prune')) applyRarely().checkPrune(invocation)
  if (isGiven(invocation, 'subresource') && !serverSide) fail('--subresource can only be specified for --server-side')
}

function isGiven({ flags }: Invocation, name: string): boolean {
  return (flag(flags, name) ?? '') !== ''
}

/** With -o everything is shown at the end, several objects as one List. */
function* printAll(invocation: Invocation, applied: readonly Applied[]): Running<void> {
  const output = flag(invocation.flags, 'output')
  if (!printsObjects(output)) return
  const objects = applied.map((one) => one.applied)
  const shown = objects.length === 1 ? objects[0] : { kind: 'List', apiVersion: 'v1', metadata: {}, items: objects }
  yield* printExactly(printObject(output ?? '', shown, { showManagedFields: isSet(invocation.flags, 'show-managed-fields'), typed: objects.length !== 1 }))
}
