import { parseManifests } from '@/lib/yaml/parse-manifests'
import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { flag } from '../flags'
import { call, dryRunFlag, dryRunOf, fieldManagerFlag, fileFlags, outputFlag, type Command, type Invocation, type Running } from '../command'
import type { FileAnswer } from '../effect'
import { sameJson, type JsonObject } from '../json'
import { pathOf } from '../resources'
import { findObjects, finish, printChanged } from './change-object'

const contentTypes: Readonly<Record<string, string | undefined>> = { strategic: 'application/strategic-merge-patch+json', merge: 'application/merge-patch+json', json: 'application/json-patch+json' }

export const patchCommand: Command = {
  name: 'patch',
  about: 'Change fields of an object by a strategic merge, JSON merge or JSON patch.',
  usage: "kubectl patch TYPE NAME -p PATCH [--type=strategic|merge|json] [--subresource=status|scale]",
  flags: [...fileFlags, dryRunFlag, outputFlag, fieldManagerFlag, { name: 'patch', short: 'p', type: 'string' }, { name: 'patch-file', type: 'string' }, { name: 'type', type: 'string' }, { name: 'subresource', type: 'string' }, { name: 'local', type: 'bool' }],
  *run(invocation) {
    const type = flag(invocation.flags, 'type') ?? 'strategic'
    const contentType = contentTypes[type.toLowerCase()] ?? fail(`--type must be one of [json merge strategic], not "${type}"`)
    const text = yield* patchText(invocation)
    const problems: string[] = []
    for (const found of yield* findObjects(invocation, invocation.args, problems)) {
      const subresource = flag(invocation.flags, 'subresource')
      const dryRun = dryRunOf(invocation)
      const query = `?${dryRun === 'none' ? '' : 'dryRun=All&'}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-patch'}`
      const response = yield* call(invocation, 'PATCH', `${pathOf(found.definition, found.namespace, found.name)}${subresource === undefined ? '' : `/${subresource}`}${query}`, { body: text, contentType })
      if (isFailure(response.body)) problems.push(statusMessage(response.body))
      else yield* printChanged(invocation, found, sameJson(strip(found.object), strip(response.body as JsonObject)) ? 'patched (no change)' : 'patched', response.body)
    }
    return yield* finish(problems)
  },
}

function strip(object: JsonObject): unknown {
  const { managedFields: _a, resourceVersion: _b, ...metadata } = object['metadata'] as JsonObject
  return { ...object, metadata }
}

function* patchSource(invocation: Invocation): Running<string> {
  const file = flag(invocation.flags, 'patch-file')
  const text = flag(invocation.flags, 'patch')
  if ((text === undefined) === (file === undefined)) throw new CommandFailure('error: must specify --patch or --patch-file containing the contents of the patch')
  if (file === undefined) return text ?? ''
  const answer = (yield { effect: 'read', path: file }) as FileAnswer
  if ('error' in answer) return fail(`unable to read patch file: ${answer.error}`)
  return answer.files[0]?.text ?? ''
}

/** The patch as JSON text; YAML is taken too. */
function* patchText(invocation: Invocation): Running<string> {
  const source = yield* patchSource(invocation)
  try {
    JSON.parse(source)
    return source
  } catch {
    if (/^\s*[{[]/.test(source)) return source
    const { documents, diagnostics } = parseManifests(source, 'patch')
    const [broken] = diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
    if (broken !== undefined || documents[0] === undefined) return fail(`unable to parse "${source}": yaml: ${broken?.message ?? 'no patch'}`)
    return JSON.stringify(documents[0].value)
  }
}
