import { causePatch } from '../change-cause'
import { CommandFailure, fail, isFailure } from '../failure'
import { flag, isSet } from '../flags'
import { call, dryRunOf, print, type Command, type Invocation, type Running } from '../command'
import type { FileAnswer } from '../effect'
import { sameJson, type JsonObject } from '../json'
import { contentTypes, patchLocally, type PatchType } from '../patch/patch-locally'
import { checkChangeOutput } from '../print/document-printer'
import { refusal, type Problem } from '../problems'
import { pathOf, printedName } from '../resources'
import { yamlToJson } from '../yaml-to-json'
import { findObjects, finish, printChanged, type FoundObject } from './change-object'

/** `patch TYPE NAME -p PATCH` (kubectl pkg/cmd/patch/patch.go). */
export const patchCommand: Command = {
  name: 'patch',
  about: 'Change fields of an object by a strategic merge, JSON merge or JSON patch.',
  usage: 'kubectl patch TYPE NAME -p PATCH [--type=strategic|merge|json] [--subresource=status|scale]',
  *run(invocation) {
    const type = checkOptions(invocation)
    const text = yield* patchText(invocation)
    const problems: Problem[] = []
    const isLocal = isSet(invocation.flags, 'local') || dryRunOf(invocation) === 'client'
    const found = yield* findObjects(invocation, invocation.args, problems)
    for (const one of found) {
      const problem = isLocal ? yield* patchHere(invocation, one, type, text) : yield* patchThere(invocation, one, type, text)
      if (problem !== undefined) problems.push(problem)
    }
    if (found.length === 0 && problems.length === 0) problems.push('no objects passed to patch')
    return yield* finish(problems)
  },
}

function checkOptions(invocation: Invocation): PatchType {
  const { flags, args } = invocation
  const isGiven = (name: string) => (flag(flags, name) ?? '') !== ''
  if (isGiven('patch') && isGiven('patch-file')) fail('cannot specify --patch and --patch-file together')
  if (!isGiven('patch') && !isGiven('patch-file')) fail('must specify --patch or --patch-file containing the contents of the patch')
  if (isSet(flags, 'local') && args.length > 0) fail('cannot specify --local and server resources')
  if (isSet(flags, 'local') && dryRunOf(invocation) === 'server') fail('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  const given = flag(flags, 'type') ?? ''
  const type = (['json', 'merge', 'strategic'] as const).find((one) => one === (given === '' ? 'strategic' : given.toLowerCase()))
  checkChangeOutput(flag(flags, 'output'))
  return type ?? fail(`--type must be one of [json merge strategic], not "${given}"`)
}

function* patchHere(invocation: Invocation, found: FoundObject, type: PatchType, text: string): Running<Problem | undefined> {
  const patched = patchLocally(type, found, text)
  if ('error' in patched) return patched.error
  yield* show(invocation, found, patched.object, sameJson(found.object, patched.object))
  return undefined
}

function* patchThere(invocation: Invocation, found: FoundObject, type: PatchType, text: string): Running<Problem | undefined> {
  const { definition } = found
  const subresource = flag(invocation.flags, 'subresource') ?? ''
  const query = `?${dryRunOf(invocation) === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-patch'}`
  const path = `${pathOf(definition, found.namespace, found.name)}${subresource === '' ? '' : `/${subresource}`}`
  const before = subresource === '' ? found.object : ((yield* call(invocation, 'GET', path)).body as JsonObject)
  const { body } = yield* call(invocation, 'PATCH', path + query, { body: text, contentType: contentTypes[type] })
  if (isFailure(body)) {
    if (body.reason !== 'UnsupportedMediaType') return refusal(body)
    return `${contentTypes[type]} is not supported by ${definition.group}/${definition.version}, Kind=${definition.kind}: ${body.message ?? ''}`
  }
  const cause = dryRunOf(invocation) === 'none' ? causePatch(invocation) : undefined
  if (cause !== undefined) yield* call(invocation, 'PATCH', pathOf(definition, found.namespace, found.name), { body: cause, contentType: contentTypes.merge })
  const result = body as JsonObject
  yield* show(invocation, found, result, sameJson(strip(before), strip(result)))
  return undefined
}

/** Nothing tells of a dry run: the printer's word for it is written over. What a subresource answers is named by its own kind. */
function* show(invocation: Invocation, found: FoundObject, result: JsonObject, same: boolean): Running<void> {
  const definition = result['kind'] === 'Scale' ? { ...found.definition, group: 'autoscaling', singular: 'scale' } : found.definition
  if ((flag(invocation.flags, 'output') ?? '') === '') yield* print(`${printedName(definition, found.name)} patched${same ? ' (no change)' : ''}`)
  else yield* printChanged(invocation, { definition, name: found.name }, '', result)
}

function strip(object: JsonObject): unknown {
  const { managedFields: _a, resourceVersion: _b, ...metadata } = object['metadata'] as JsonObject
  return { ...object, metadata }
}

/** The patch as JSON text; YAML is taken too. */
function* patchText(invocation: Invocation): Running<string> {
  const file = flag(invocation.flags, 'patch-file') ?? ''
  const given = flag(invocation.flags, 'patch') ?? ''
  const json = yamlToJson(file === '' ? given : yield* patchFile(file))
  return 'error' in json ? fail(`unable to parse "${given}": ${json.error}`) : json.text
}

function* patchFile(file: string): Running<string> {
  const answer = (yield { effect: 'read', path: file }) as FileAnswer
  if ('error' in answer) throw new CommandFailure(`error: unable to read patch file: open ${file}: no such file or directory`)
  return answer.files[0]?.text ?? ''
}
