import { regexMessage } from '@/lib/kube/names'
import { fail, isFailure } from '../../failure'
import { flagList, isSet } from '../../flags'
import { call, printError, type Invocation, type Running } from '../../command'
import type { FileAnswer } from '../../effect'
import { isObject, type JsonObject } from '../../json'
import { refusal, type Problem } from '../../problems'
import { pathOf, readTargets } from '../../resources'
import { findObjects, type FoundObject } from '../change-object'
import type { SplitWords } from './pairs'

/** One environment variable of a container. */
export interface EnvVar {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: JsonObject
}

export interface EnvChange {
  readonly put: readonly EnvVar[]
  readonly remove: readonly string[]
}

/** Objects first, then `KEY=VALUE`, `KEY-` and `-` (env.SplitEnvironmentFromResources). */
export function splitEnvironment(args: readonly string[]): SplitWords {
  const isChange = (word: string) => /^.+=.*$/s.test(word) || word.endsWith('-')
  const first = args.findIndex(isChange)
  if (first === -1) return { targets: args, changes: [] }
  if (args.slice(first).some((word) => !isChange(word))) fail(`all resources must be specified before environment changes: ${args.join(' ')}`)
  return { targets: args.slice(0, first), changes: args.slice(first) }
}

const nameRule = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/

/** Why a text can't name an environment variable for kubectl. */
export function envNameProblem(name: string): string | undefined {
  if (!nameRule.test(name)) return regexMessage("a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit", '[-._a-zA-Z][-._a-zA-Z0-9]*', 'my.env-name', 'MY_ENV.NAME', 'MyEnvName1')
  if (name === '.' || name === '..') return `must not be '${name}'`
  return name.startsWith('..') ? "must not start with '..'" : undefined
}

/** What words ask for; `-` reads variables from standard input. */
export function* readEnvironment(words: readonly string[]): Running<EnvChange> {
  const put: EnvVar[] = []
  const remove: string[] = []
  for (const word of words) {
    const equals = word.indexOf('=')
    if (word === '-') put.push(...(yield* fromStandardInput()))
    else if (equals !== -1) {
      const name = word.slice(0, equals)
      const why = envNameProblem(name)
      if (why !== undefined) fail(`"${name}" is not a valid key name: ${why}`)
      put.push({ name, value: word.slice(equals + 1) })
    } else if (word.endsWith('-')) remove.push(word.slice(0, -1))
    else fail(`unknown environment variable: ${word}`)
  }
  if (remove.some((name) => put.some((variable) => variable.name === name))) fail('can not both modify and remove the same environment variable in the same command')
  return { put, remove }
}

function* fromStandardInput(): Running<EnvVar[]> {
  const answer = (yield { effect: 'read', path: '-' }) as FileAnswer
  if ('error' in answer) return fail(answer.error)
  const lines = answer.files.flatMap((file) => file.text.split(/\r?\n/)).map((line) => line.replace(/#.*$/, ''))
  return lines.filter((line) => line.includes('=')).map((line) => ({ name: line.slice(0, line.indexOf('=')), value: line.slice(line.indexOf('=') + 1) }))
}

/** Variables that point at the keys of a ConfigMap or Secret, in order of the keys. */
export function* environmentFrom(invocation: Invocation, from: string, problems: Problem[]): Running<EnvVar[]> {
  const found = isSet(invocation.flags, 'local') ? yield* findObjects(invocation, [], problems) : yield* named(invocation, from, problems)
  const all: EnvVar[] = []
  for (const { definition, name, object } of found) {
    const field = definition.kind === 'Secret' ? 'secretKeyRef' : definition.kind === 'ConfigMap' ? 'configMapKeyRef' : fail('unsupported resource specified in --from')
    for (const key of Object.keys(isObject(object['data']) ? object['data'] : {}).sort()) {
      if (isWanted(invocation, key)) all.push({ name: yield* keyToName(key), valueFrom: { [field]: { key, name } } })
    }
  }
  return all
}

function isWanted({ flags }: Invocation, key: string): boolean {
  const keys = flagList(flags, 'keys')
  return keys.length === 0 || keys.includes(key)
}

function* named(invocation: Invocation, from: string, problems: Problem[]): Running<readonly FoundObject[]> {
  const found: FoundObject[] = []
  for (const { definition, name } of readTargets([from])) {
    if (name === undefined) return fail('resource(s) were provided, but no name was specified')
    const namespace = definition.namespaced ? invocation.namespace : undefined
    const { body } = yield* call(invocation, 'GET', pathOf(definition, namespace, name))
    if (isFailure(body)) problems.push(refusal(body))
    else found.push({ definition, namespace, name, object: body as JsonObject })
  }
  return found
}

function* keyToName(key: string): Running<string> {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase()
  if (name !== key) yield* printError(`Warning: key ${key} transferred to ${name}`)
  return name
}
