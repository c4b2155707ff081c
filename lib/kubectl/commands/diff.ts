import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { call, clock, need, printExactly, type Command, type Invocation, type Running } from '../command'
import { flag, isSet } from '../flags'
import { isObject, type JsonObject } from '../json'
import { lastAppliedObject, withoutLastApplied } from '../last-applied'
import { threeWayPatch } from '../patch/three-way'
import { withoutManagedFields } from '../print/print-object'
import { unifiedDiff } from '../print/unified-diff'
import { toYaml } from '../print/yaml'
import { readManifests, type ManifestObject } from '../read-manifests'
import { pathOf, type ResourceMapping } from '../resources'
import { warnOfDeletion } from './change-object'

/** An object as two files: what the cluster has, and what it would have. */
interface Compared {
  readonly fileName: string
  readonly live: string
  readonly merged: string
}

export const diffCommand: Command = {
  name: 'diff',
  about: 'Show what apply would change.',
  usage: 'kubectl diff -f FILE [--server-side]',
  *run(invocation) {
    try {
      return yield* compare(invocation)
    } catch (failure) {
      // 1 says that something differs: whatever else goes wrong is more than that.
      if (failure instanceof CommandFailure && failure.exitCode === 1) throw new CommandFailure(failure.message, 2, failure.printed)
      throw failure
    }
  },
}

function* compare(invocation: Invocation): Running<number> {
  const { args, flags } = invocation
  if (args.length > 0) throw new CommandFailure(`error: Unexpected args: [${args.join(' ')}]\nSee 'kubectl diff -h' for help and examples`)
  if (isSet(flags, 'force-conflicts') && !isSet(flags, 'server-side')) fail('--force-conflicts only works with --server-side')
  if (isSet(flags, 'prune')) fail('diff --prune is not part of this practice cluster')
  const { objects, problems: [problem] } = yield* readManifests(invocation, { without: 'error: must specify one of -f and -k' })
  const files = new Map<string, Compared>()
  for (const object of objects) {
    const compared = yield* compareOne(invocation, object)
    files.set(compared.fileName, compared)
  }
  if (problem !== undefined) fail(problem)
  return yield* printDifferences(invocation, [...files.values()])
}

function* compareOne(invocation: Invocation, object: ManifestObject): Running<Compared> {
  const { definition, namespace } = object
  if (object.name === '') fail('resource name may not be empty')
  const { body } = yield* call(invocation, 'GET', pathOf(definition, namespace, object.name))
  if (isFailure(body) && body.reason !== 'NotFound') throw new CommandFailure(statusMessage(body))
  const live = isFailure(body) ? undefined : (body as JsonObject)
  const merged = yield* mergedObject(invocation, definition, namespace, object, live)
  if (live !== undefined) yield* warnOfDeletion(object.name, live)
  return { fileName: fileNameOf(definition, namespace, object.name), ...textsOf(invocation, definition, live, merged) }
}

function fileNameOf({ group, version, kind }: ResourceMapping, namespace: string | undefined, name: string): string {
  return `${group === '' ? '' : `${group}.`}${version}.${kind}.${namespace ?? ''}.${name}`
}

function textsOf(invocation: Invocation, { group, kind }: ResourceMapping, live: JsonObject | undefined, merged: JsonObject): Pick<Compared, 'live' | 'merged'> {
  if (group !== '' || kind !== 'Secret' || isSet(invocation.flags, 'show-secrets')) return { live: live === undefined ? '' : shown(invocation, live), merged: shown(invocation, merged) }
  const [before, after] = masked(live, merged)
  // A Secret that is not there is masked to nothing, and nothing is written as null.
  return { live: before === undefined ? 'null\n' : shown(invocation, before), merged: shown(invocation, after) }
}

/** The object as the server would make it, without making it (kubectl pkg/cmd/diff/diff.go InfoObject.Merged). */
function* mergedObject(invocation: Invocation, definition: ResourceMapping, namespace: string | undefined, object: ManifestObject, live: JsonObject | undefined): Running<JsonObject> {
  const { flags } = invocation
  const path = pathOf(definition, namespace, object.name)
  const local = object.value
  const serverSide = isSet(flags, 'server-side')
  const query = `?dryRun=All&fieldManager=${flag(flags, 'field-manager') ?? (serverSide ? 'kubectl' : 'kubectl-client-side-apply')}`
  if (serverSide) return yield* need<JsonObject>(invocation, 'PATCH', `${path}${query}&force=${String(isSet(flags, 'force-conflicts'))}`, { body: local, contentType: 'application/apply-patch+yaml' })
  if (live === undefined) return yield* need<JsonObject>(invocation, 'POST', pathOf(definition, namespace) + query, { body: local })
  const patch = threeWayPatch(lastAppliedObject(live), withoutLastApplied(local), live, definition.definition)
  if (Object.keys(patch).length === 0) return live
  const contentType = definition.group === 'gateway.networking.k8s.io' ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json'
  return yield* need<JsonObject>(invocation, 'PATCH', path + query, { body: patch, contentType, doing: `error when patching "${object.file}"` })
}

function shown({ flags }: Invocation, object: JsonObject): string {
  return toYaml(isSet(flags, 'show-managed-fields') ? object : withoutManagedFields(object))
}

/** Both with their data hidden: one can see that a value changed, not what it is (kubectl pkg/cmd/diff/diff.go Masker). */
function masked(live: JsonObject | undefined, merged: JsonObject): [JsonObject | undefined, JsonObject] {
  const [before, after] = [dataOf(live), dataOf(merged)]
  const mask = (data: JsonObject, other: JsonObject, side: string) => Object.fromEntries(Object.entries(data).map(([key, value]) => [key, key in other && other[key] !== value ? `*** (${side})` : '***']))
  const hidden = (object: JsonObject, data: JsonObject) => (isObject(object['data']) ? { ...object, data } : object)
  return [live === undefined ? undefined : hidden(live, mask(before, after, 'before')), hidden(merged, mask(after, before, 'after'))]
}

function dataOf(object: JsonObject | undefined): JsonObject {
  const data = object?.['data']
  return isObject(data) ? data : {}
}

function* printDifferences({ env }: Invocation, files: readonly Compared[]): Running<number> {
  const [program = '', ...options] = (env['KUBECTL_EXTERNAL_DIFF'] ?? '').split(' ').filter((word) => word !== '')
  if (program !== '' && program !== 'diff') fail(`failed to run ${JSON.stringify(program)}: executable file not found in $PATH`)
  if (program !== '' && (!options.includes('-u') || options.some((option) => !['-u', '-N'].includes(option)))) fail(`${[program, ...options].join(' ')} is not part of this practice cluster`)
  const command = program === '' ? 'diff -u -N' : [program, ...options].join(' ')
  const { nowMs, epochMs } = yield* clock()
  const time = new Date(epochMs + nowMs).toISOString().replace('T', ' ').replace('Z', '000000 +0000')
  const folder = (name: string, salt: number) => `/tmp/${name}-${String(((epochMs + nowMs) * salt) % 4_294_967_296)}`
  const [from, to] = [folder('LIVE', 7_919), folder('MERGED', 6_271)]
  const different = files.filter(({ live, merged }) => live !== merged).sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
  for (const { fileName, live, merged } of different) {
    const [before, after] = [`${from}/${fileName}`, `${to}/${fileName}`]
    yield* printExactly(`${command} ${before} ${after}\n--- ${before}\t${time}\n+++ ${after}\t${time}\n${unifiedDiff(live, merged)}`)
  }
  return different.length === 0 ? 0 : 1
}
