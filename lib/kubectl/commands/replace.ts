import { fail, isFailure, statusMessage } from '../failure'
import { flag, isSet } from '../flags'
import { call, clock, dryRunFlag, dryRunOf, fieldManagerFlag, fileFlags, idle, outputFlag, type Command, type Invocation, type Running } from '../command'
import { valueAt } from '../json'
import { readManifests, type ManifestObject } from '../read-manifests'
import { needKind, pathOf } from '../resources'
import { lastApplied, namespaceOf, validation, withLastApplied } from './apply'
import { finish, printChanged } from './change-object'

export const replaceCommand: Command = {
  name: 'replace',
  about: 'Replace whole objects by what files say.',
  usage: 'kubectl replace -f FILE [--force]',
  flags: [...fileFlags, dryRunFlag, outputFlag, fieldManagerFlag, { name: 'force', type: 'bool' }, { name: 'cascade', type: 'optional', alone: 'background' }, { name: 'grace-period', type: 'int' }, { name: 'save-config', type: 'bool' }, { name: 'validate', type: 'optional', alone: 'strict' }, { name: 'wait', type: 'bool' }, { name: 'timeout', type: 'duration' }, { name: 'subresource', type: 'string' }],
  *run(invocation) {
    const { objects, problem } = yield* readManifests(invocation, 'error: must specify one of -f and -k')
    const problems: string[] = []
    for (const object of objects) {
      const refused = yield* replaceOne(invocation, object)
      if (refused !== undefined) problems.push(refused)
    }
    if (problem !== undefined) problems.push(`error: ${problem}`)
    if (objects.length === 0 && problem === undefined) fail('no objects passed to replace')
    return yield* finish(problems)
  },
}

function writeQuery(invocation: Invocation): string {
  return `?${dryRunOf(invocation) === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-replace'}&fieldValidation=${validation(invocation)}`
}

/** Deletes an object and waits until it is gone, for five minutes at most. */
function* removed(invocation: Invocation, path: string): Running<boolean> {
  yield* call(invocation, 'DELETE', path, { body: { propagationPolicy: 'Background' } })
  const { nowMs } = yield* clock()
  while (!isFailure((yield* call(invocation, 'GET', path)).body)) if ((yield* idle(nowMs + 300_000)) >= nowMs + 300_000) return false
  return true
}

function* replaceOne(invocation: Invocation, object: ManifestObject): Running<string | undefined> {
  const definition = needKind(object.apiVersion, object.kind, { name: object.name, namespace: object.namespace ?? '', file: object.file })
  const namespace = namespaceOf(invocation, definition, object)
  const path = pathOf(definition, namespace, object.name)
  const forced = isSet(invocation.flags, 'force') && dryRunOf(invocation) === 'none'
  if (forced && !(yield* removed(invocation, path))) return 'error: timed out waiting for the condition'
  const current: unknown = forced ? undefined : (yield* call(invocation, 'GET', path)).body
  if (isFailure(current)) return statusMessage(current, `error when replacing "${object.file}"`)
  const value = isSet(invocation.flags, 'save-config') || valueAt(current, ['metadata', 'annotations', lastApplied]) !== undefined ? withLastApplied(definition, namespace, object.value) : object.value
  const query = writeQuery(invocation)
  const response = yield* (forced ? call(invocation, 'POST', pathOf(definition, namespace) + query, { body: value }) : call(invocation, 'PUT', path + query, { body: value }))
  if (isFailure(response.body)) return statusMessage(response.body, `error when replacing "${object.file}"`)
  yield* printChanged(invocation, { definition, name: object.name }, 'replaced', response.body)
  return undefined
}
