import { isFailure } from '../../failure'
import { isSet } from '../../flags'
import { call, print, printError, type Invocation, type Running } from '../../command'
import { isObject, scalarText, valueAt, type JsonObject } from '../../json'
import type { FoundObject } from '../change-object'
import type { Draft } from './change-each'
import type { EnvVar } from './env-words'

/** The lines of `set env --list`: values as they are, references in words or, with --resolve, what they point at. */
export function* listEnvironment(invocation: Invocation, found: FoundObject, container: Draft, env: readonly EnvVar[]): Running<void> {
  const unresolved = new Map<string, string[]>()
  for (const { name, value, valueFrom } of env) {
    if (valueFrom === undefined) {
      yield* print(`${name}=${value ?? ''}`)
      continue
    }
    const resolved = isSet(invocation.flags, 'resolve') ? yield* resolve(invocation, found, container, valueFrom) : undefined
    if (typeof resolved === 'string') yield* print(`${name}=${resolved}`)
    else yield* print(`# ${name} from ${inWords(valueFrom)}`)
    if (typeof resolved === 'object') unresolved.set(resolved.error, [...(unresolved.get(resolved.error) ?? []), name])
  }
  const lines = [...unresolved].map(([why, names]) => `error retrieving reference for ${names.sort().join(', ')}: ${why}`)
  for (const line of lines.sort()) yield* printError(line)
}

/** env.GetEnvVarRefString */
function inWords(from: JsonObject): string {
  const at = (...path: string[]) => scalarText(valueAt(from, path) ?? '')
  if (from['configMapKeyRef'] !== undefined) return `configmap ${at('configMapKeyRef', 'name')}, key ${at('configMapKeyRef', 'key')}`
  if (from['secretKeyRef'] !== undefined) return `secret ${at('secretKeyRef', 'name')}, key ${at('secretKeyRef', 'key')}`
  if (from['fieldRef'] !== undefined) return `field path ${at('fieldRef', 'fieldPath')}`
  if (from['resourceFieldRef'] === undefined) return 'invalid valueFrom'
  const container = at('resourceFieldRef', 'containerName')
  return `resource field ${container === '' ? '' : `${container}/`}${at('resourceFieldRef', 'resource')}`
}

type Resolved = string | { readonly error: string }

function* resolve(invocation: Invocation, found: FoundObject, container: Draft, from: JsonObject): Running<Resolved> {
  const secret = from['secretKeyRef']
  const map = from['configMapKeyRef']
  if (isObject(secret)) return yield* keyOf(invocation, 'secrets', 'secret', secret)
  if (isObject(map)) return yield* keyOf(invocation, 'configmaps', 'config map', map)
  if (from['fieldRef'] !== undefined) return fieldValue(found.object, scalarText(valueAt(from, ['fieldRef', 'fieldPath'])))
  return resourceValue(container, scalarText(valueAt(from, ['resourceFieldRef', 'resource']) ?? ''))
}

function* keyOf(invocation: Invocation, resource: string, word: string, { name, key }: JsonObject): Running<Resolved> {
  const { body } = yield* call(invocation, 'GET', `/api/v1/namespaces/${invocation.namespace}/${resource}/${String(name)}`)
  if (isFailure(body)) return { error: body.message ?? '' }
  const value = valueAt(body, ['data', String(key)])
  if (typeof value !== 'string') return { error: `key ${String(key)} not found in ${word} ${String(name)}` }
  return resource === 'secrets' ? new TextDecoder().decode(Uint8Array.from(atob(value), (character) => character.charCodeAt(0))) : value
}

/** fieldpath.ExtractFieldPathAsString, of the object that was named. */
function fieldValue(object: JsonObject, path: string): Resolved {
  const subscript = /^(.+)\['(.*)'\]$/.exec(path)
  if (subscript !== null) return scalarText(valueAt(object, [...(subscript[1] ?? '').split('.'), subscript[2] ?? '']) ?? '')
  const value = valueAt(object, path.split('.'))
  if (path === 'metadata.labels' || path === 'metadata.annotations') return Object.entries(isObject(value) ? value : {}).sort().map(([key, one]) => `${key}=${JSON.stringify(one)}`).join('\n')
  return ['metadata.name', 'metadata.namespace', 'metadata.uid'].includes(path) ? scalarText(value ?? '') : { error: `unsupported fieldPath: ${path}` }
}

function resourceValue(container: Draft, resource: string): Resolved {
  const [side = '', ...rest] = resource.split('.')
  if (!/^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage)$/.test(resource)) return { error: `Unsupported container resource : ${resource}` }
  return scalarText(valueAt(container, ['resources', side, rest.join('.')]) ?? '0')
}
