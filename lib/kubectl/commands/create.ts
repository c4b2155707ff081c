import type { Status } from '@/lib/kube/meta/v1.generated'
import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { flag, isSet, type FlagSpec } from '../flags'
import { call, dryRunFlag, dryRunOf, fieldManagerFlag, fileFlags, outputFlag, printError, type Command, type Invocation, type Running } from '../command'
import { valueAt, type JsonObject } from '../json'
import { readManifests } from '../read-manifests'
import { needKind, pathOf } from '../resources'
import { inNamespace, namespaceOf, validation, withLastApplied } from './apply'
import { kindOf } from '@/lib/kube/kinds'
import { printChanged } from './change-object'
import { createKinds } from './create-kinds'

const common: readonly FlagSpec[] = [dryRunFlag, outputFlag, fieldManagerFlag, { name: 'save-config', type: 'bool' }, { name: 'validate', type: 'optional', alone: 'strict' }, { name: 'show-managed-fields', type: 'bool' }]

export const createCommand: Command = {
  name: 'create',
  about: 'Make an object from a file, or one of a few kinds from words.',
  usage: `kubectl create -f FILE | kubectl create ${createKinds.map((kind) => kind.name).join('|')} NAME …`,
  flags: [...common, ...fileFlags, { name: 'edit', type: 'bool' }],
  commands: createKinds.map((kind): Command => ({
    name: kind.name,
    about: `Make a ${kind.name}.`,
    usage: `kubectl create ${kind.usage}`,
    flags: [...common, ...kind.flags],
    *run(invocation) {
      const lacking = (kind.required ?? []).filter((required) => flag(invocation.flags, required) === undefined)
      if (lacking.length > 0) fail(`required flag(s) ${lacking.map((required) => `"${required}"`).join(', ')} not set`)
      const object = yield* kind.build(invocation)
      return yield* createBuilt(invocation, object, kind.name)
    },
  })),
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: Unexpected args: [${invocation.args.join(' ')}]\nSee 'kubectl create -h' for help and examples`)
    const { objects, problem } = yield* readManifests(invocation, 'error: must specify one of -f and -k')
    const problems: string[] = []
    for (const object of objects) {
      const definition = needKind(object.apiVersion, object.kind, { name: object.name, namespace: object.namespace ?? '', file: object.file })
      const namespace = namespaceOf(invocation, definition, object)
      const placed = inNamespace(object.value, namespace)
      const value = isSet(invocation.flags, 'save-config') ? withLastApplied(definition, namespace, placed) : placed
      const refused = yield* post(invocation, value, pathOf(definition, namespace), `error when creating "${object.file}"`)
      if (refused !== undefined) problems.push(refused)
    }
    if (problem !== undefined) problems.push(problems.length > 0 ? problem : `error: ${problem}`)
    if (objects.length === 0 && problem === undefined) problems.push('error: no objects passed to create')
    for (const text of problems) yield* printError(text)
    return problems.length === 0 ? 0 : 1
  },
}

/** Posts an object made from words, or only shows it with --dry-run=client. */
export function* createBuilt(invocation: Invocation, object: JsonObject, what: string, manager = 'kubectl-create'): Running<number> {
  const definition = kindOf(String(object['apiVersion']), String(object['kind']))
  if (definition === undefined) return fail(`${String(object['kind'])} is not part of this practice cluster`)
  const path = pathOf(definition, definition.namespaced ? invocation.namespace : undefined)
  // kubectl names the namespace in the object only where -n gives it.
  const placed = definition.namespaced && invocation.namespaceGiven ? inNamespace(object, invocation.namespace) : object
  const problem = yield* post(invocation, placed, path, plainErrors.has(what) ? '' : `failed to create ${wordFor(what, object)}`, manager)
  if (problem === undefined) return 0
  throw new CommandFailure(problem)
}

/** Commands that show the server's refusal as it is. */
const plainErrors = new Set(['namespace', 'pod'])

function wordFor(what: string, object: JsonObject): string {
  const spec = object['spec'] as { readonly type?: string } | undefined
  return what === 'service' && spec?.type !== undefined ? `${spec.type} service` : what
}

function* post(invocation: Invocation, object: JsonObject, path: string, doing: string, manager = 'kubectl-create'): Running<string | undefined> {
  const dryRun = dryRunOf(invocation)
  let result: unknown = object
  if (dryRun !== 'client') {
    const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? manager}&fieldValidation=${validation(invocation)}`
    const response = yield* call(invocation, 'POST', path + query, { body: object })
    if (isFailure(response.body)) return refusal(response.body, doing)
    result = response.body
  }
  const definition = kindOf(String(object['apiVersion']), String(object['kind']))
  const name = valueAt(result, ['metadata', 'name'])
  if (definition !== undefined) yield* printChanged(invocation, { definition, name: typeof name === 'string' ? name : '' }, 'created', result)
  return undefined
}

function refusal(status: Status, doing: string): string {
  if (doing.startsWith('failed to create')) return `error: ${doing}${doing.endsWith('secret') ? '' : ':'} ${status.message ?? ''}`
  return statusMessage(status, doing === '' ? undefined : doing)
}

/** The one name a create command takes. */
export function nameArgument(invocation: Invocation): string {
  const [name, ...more] = invocation.args
  if (name === undefined || more.length > 0) throw new CommandFailure(`error: exactly one NAME is required, got ${invocation.args.length}\nSee '${invocation.command} -h' for help and examples`)
  return name
}

/** `key=value` pairs of a repeated flag. */
export function literals(invocation: Invocation, name: string): readonly (readonly [string, string])[] {
  return (invocation.flags.values.get(name) ?? []).map((pair) => {
    const equals = pair.indexOf('=')
    if (equals <= 0) return fail(`invalid literal source ${pair}, expected key=value`)
    return [pair.slice(0, equals), pair.slice(equals + 1).replace(/^(['"])(.*)\1$/s, '$2')] as const
  })
}

