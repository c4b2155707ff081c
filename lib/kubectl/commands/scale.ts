import { causePatch } from '../change-cause'
import { CommandFailure, fail, isFailure } from '../failure'
import { durationMs, flag, flagNumber } from '../flags'
import { call, clock, dryRunOf, idle, need, type Command, type Invocation, type Running } from '../command'
import { isObject, scalarText, valueAt, type JsonObject } from '../json'
import { contentTypes } from '../patch/patch-locally'
import { checkChangeOutput, DocumentPrinter } from '../print/document-printer'
import { refusal, type Problem } from '../problems'
import { pathOf } from '../resources'
import { findObjects, finish, printChanged, type FoundObject } from './change-object'

/** `scale --replicas=N TYPE NAME` (kubectl pkg/cmd/scale/scale.go): the first object that can't be scaled ends it. */
export const scaleCommand: Command = {
  name: 'scale',
  about: 'Set how many replicas a Deployment, ReplicaSet or StatefulSet has.',
  usage: 'kubectl scale --replicas=N TYPE NAME [--current-replicas=N] [--timeout=DURATION]',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const replicas = flagNumber(invocation.flags, 'replicas') ?? 0
    if (replicas < 0) fail('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    if (currentReplicas(invocation) < -1) fail('The --current-replicas must specify an integer of -1 or greater')
    const problems: Problem[] = []
    const all = yield* findObjects(invocation, invocation.args, problems)
    if (wantedVersion(invocation) !== '' && all.length > 1) fail('cannot use --resource-version with multiple resources')
    if (all.length === 0 && problems.length === 0) fail('no objects passed to scale')
    const printer = new DocumentPrinter()
    for (const found of all) {
      const refused = dryRunOf(invocation) === 'client' ? undefined : yield* scaleOne(invocation, found, replicas)
      if (refused !== undefined) return yield* finish([refused])
      yield* printChanged(invocation, found, 'scaled', withReplicas(found.object, replicas), printer)
    }
    return yield* finish(problems)
  },
}

function currentReplicas({ flags }: Invocation): number {
  return flagNumber(flags, 'current-replicas') ?? -1
}

function wantedVersion({ flags }: Invocation): string {
  return flag(flags, 'resource-version') ?? ''
}

function withReplicas(object: JsonObject, replicas: number): JsonObject {
  return { ...object, spec: { ...(isObject(object['spec']) ? object['spec'] : {}), replicas } }
}

/** Asks for the replicas, then waits for them where --timeout says so, then notes the command. */
function* scaleOne(invocation: Invocation, { definition, namespace, name }: FoundObject, replicas: number): Running<Problem | undefined> {
  const path = pathOf(definition, namespace, name)
  const dryRun = dryRunOf(invocation) === 'server'
  const unfit = yield* precondition(invocation, `${path}/scale`)
  if (unfit !== undefined) return unfit
  const { body } = yield* call(invocation, 'PATCH', `${path}/scale?${dryRun ? 'dryRun=All&' : ''}fieldManager=kubectl`, { body: { spec: { replicas } }, contentType: contentTypes.merge })
  if (isFailure(body)) return refusal(body)
  if (dryRun) return undefined
  yield* waitForReplicas(invocation, `${path}/scale`, name, replicas)
  const cause = causePatch(invocation)
  if (cause !== undefined) yield* call(invocation, 'PATCH', path, { body: cause, contentType: contentTypes.merge })
  return undefined
}

/** Why the object is not as --current-replicas and --resource-version want it (kubectl pkg/scale/scale.go ScalePrecondition). */
function* precondition(invocation: Invocation, path: string): Running<Problem | undefined> {
  const [size, version] = [currentReplicas(invocation), wantedVersion(invocation)]
  if (size === -1 && version === '') return undefined
  const { body } = yield* call(invocation, 'GET', path)
  if (isFailure(body)) return refusal(body)
  const now = scalarText(valueAt(body, ['spec', 'replicas']) ?? 0)
  const stored = scalarText(valueAt(body, ['metadata', 'resourceVersion']))
  if (size !== -1 && now !== String(size)) return `Expected replicas to be ${String(size)}, was ${now}`
  return version !== '' && stored !== version ? `Expected resource version to be ${version}, was ${stored}` : undefined
}

function* waitForReplicas(invocation: Invocation, path: string, name: string, replicas: number): Running<void> {
  const limit = durationMs(flag(invocation.flags, 'timeout') ?? '0') ?? 0
  if (limit === 0) return
  const until = (yield* clock()).nowMs + limit
  for (;;) {
    const scale = yield* need<JsonObject>(invocation, 'GET', path)
    const wanted = valueAt(scale, ['spec', 'replicas']) ?? 0
    if (wanted !== replicas || (valueAt(scale, ['status', 'replicas']) ?? 0) === replicas) return
    if ((yield* idle(until)) >= until) throw new CommandFailure(`error: timed out waiting for "${name}" to be synced`)
  }
}
