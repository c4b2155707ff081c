import { fail } from '../../failure'
import { isObject, valueAt } from '../../json'
import { goPlain } from '../../print/go-value'
import { findResults, noPath, relaxedPath } from '../../print/json-path'
import { readJsonPath, type PathNode } from '../../print/json-path-parser'

/** Whether an object is as wanted; a problem ends the waiting for it. */
export type Check = (object: unknown) => boolean | { readonly problem: string }

/** What `--for` wants: that an object is there, is gone, or is as a check has it (kubectl wait.go conditionFuncsFor). */
export type Condition = { readonly for: 'create' } | { readonly for: 'delete' } | { readonly for: 'check'; readonly check: Check }

/** Reads the values of `--for`; one that is none ends the command. */
export function readConditions(wanted: readonly string[]): readonly Condition[] {
  return wanted.length === 0 ? fail('unrecognized condition: []') : wanted.map(readCondition)
}

function readCondition(wanted: string): Condition {
  const word = wanted.toLowerCase()
  if (word === 'delete' || word === 'create') return { for: word }
  if (wanted.startsWith('condition=')) return { for: 'check', check: conditionCheck(wanted.slice('condition='.length)) }
  if (wanted.startsWith('jsonpath=')) return { for: 'check', check: pathCheck(wanted.slice('jsonpath='.length)) }
  return fail(`unrecognized condition: ${JSON.stringify(wanted)}`)
}

function conditionCheck(wanted: string): Check {
  const equals = wanted.indexOf('=')
  const name = (equals === -1 ? wanted : wanted.slice(0, equals)).toLowerCase()
  const value = equals === -1 ? 'true' : wanted.slice(equals + 1).toLowerCase()
  return (object) => {
    const conditions = valueAt(object, ['status', 'conditions'])
    const found = Array.isArray(conditions) ? conditions.filter(isObject).find((condition) => String(condition['type']).toLowerCase() === name && typeof condition['status'] === 'string') : undefined
    return found !== undefined && !isOutdated(object, found) && String(found['status']).toLowerCase() === value
  }
}

/** What was observed of an older generation says nothing of this one. */
function isOutdated(object: unknown, condition: unknown): boolean {
  const generation = valueAt(object, ['metadata', 'generation'])
  const observed = valueAt(condition, ['observedGeneration']) ?? valueAt(object, ['status', 'observedGeneration'])
  return typeof generation === 'number' && typeof observed === 'number' && observed < generation
}

function pathCheck(wanted: string): Check {
  const { path, value } = readPath(wanted)
  const nodes = readJsonPath(path)
  if ('problem' in nodes) return fail(nodes.problem)
  return (object) => checkPath(nodes, value, object)
}

function readPath(wanted: string): { readonly path: string; readonly value: string | undefined } {
  const [path = '', value, ...more] = splitAtEquals(wanted)
  if (more.length > 0) fail("jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'")
  const relaxed = relaxedPath(path) ?? fail(noPath)
  const bare = value?.replace(/^['"]+|['"]+$/g, '')
  if (bare === '') fail("jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3")
  return { path: relaxed === '' ? fail('jsonpath expression cannot be empty') : relaxed, value: bare }
}

/** `==` belongs to a filter. */
function splitAtEquals(text: string): readonly string[] {
  return text.replaceAll('==', '\0').split('=').map((part) => part.replaceAll('\0', '=='))
}

function checkPath(nodes: readonly PathNode[], wanted: string | undefined, object: unknown): ReturnType<Check> {
  const results = findResults(nodes, object)
  if ('problem' in results) return results
  const [first = []] = results
  if (first.length === 0) return false
  if (results.length > 1) return { problem: 'given jsonpath expression matches more than one list' }
  if (first.length > 1) return { problem: 'given jsonpath expression matches more than one value' }
  if (wanted === undefined) return true
  const [value] = first
  if (typeof value === 'object' && value !== null) return { problem: 'jsonpath leads to a nested object or list which is not supported' }
  return goPlain(value).trim() === wanted.trim()
}
