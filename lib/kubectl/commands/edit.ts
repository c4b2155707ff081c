import { parseManifests } from '@/lib/yaml/parse-manifests'
import { CommandFailure, isFailure, statusMessage } from '../failure'
import { call, fieldManagerFlag, fileFlags, outputFlag, print, type Command, type Invocation, type Running } from '../command'
import { isObject, sameJson, type JsonObject } from '../json'
import { threeWayPatch } from '../patch/three-way'
import { toYaml } from '../print/yaml'
import { pathOf, printedName } from '../resources'
import { findObjects, finish, type FoundObject } from './change-object'

const introduction = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

export const editCommand: Command = {
  name: 'edit',
  about: 'Open an object in the editor and send what changed.',
  usage: 'kubectl edit TYPE NAME',
  flags: [...fileFlags, outputFlag, fieldManagerFlag, { name: 'subresource', type: 'string' }, { name: 'save-config', type: 'bool' }, { name: 'validate', type: 'optional', alone: 'strict' }],
  *run(invocation) {
    const problems: string[] = []
    for (const found of yield* findObjects(invocation, invocation.args, problems)) {
      const problem = yield* editOne(invocation, found)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

function* editOne(invocation: Invocation, found: FoundObject): Running<string | undefined> {
  const shown = withoutManagedFields(found.object)
  const original = `${introduction}${toYaml(shown)}`
  let text = original
  for (let attempt = 0; attempt < 2; attempt++) {
    const edited = (yield { effect: 'edit', fileName: `${found.definition.singular}-${found.name}.yaml`, text }) as string
    const bare = stripComments(edited)
    if (bare.trim() === '') throw new CommandFailure('Edit cancelled, saved file was empty.', 0)
    const { documents, diagnostics } = parseManifests(bare, 'edit.yaml')
    const value = documents[0]?.value
    if (diagnostics.some((diagnostic) => diagnostic.severity === 'error') || !isObject(value)) {
      if (edited === text && attempt > 0) break
      text = `${introduction}# ${found.definition.resource} "${found.name}" was not valid:\n#${bare}`
      continue
    }
    if (sameJson(value, shown)) {
      yield* print('Edit cancelled, no changes made.')
      return undefined
    }
    const patch = threeWayPatch(shown, value, shown, found.definition.definition)
    const response = yield* call(invocation, 'PATCH', `${pathOf(found.definition, found.namespace, found.name)}?fieldManager=kubectl-edit&fieldValidation=Strict`, { body: patch, contentType: found.definition.group === 'gateway.networking.k8s.io' ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json' })
    if (!isFailure(response.body)) {
      yield* print(`${printedName(found.definition, found.name)} edited`)
      return undefined
    }
    const message = statusMessage(response.body)
    if (attempt > 0) return message
    text = `${introduction}# ${found.definition.resource} "${found.name}" was not valid:\n${message.split('\n').map((line) => `# * ${line}`).join('\n')}\n#\n${bare}`
  }
  return 'error: Edit cancelled, no valid changes were saved.'
}

function stripComments(text: string): string {
  return text.split('\n').filter((line) => !line.startsWith('#')).join('\n')
}

function withoutManagedFields(object: JsonObject): JsonObject {
  const metadata = object['metadata']
  if (!isObject(metadata)) return object
  const { managedFields: _hidden, ...rest } = metadata
  return { ...object, metadata: rest }
}
