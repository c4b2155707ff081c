import { fail, isFailure, statusMessage } from '../failure'
import { durationMs, flag } from '../flags'
import type { Problem } from '../problems'
import { allFlag, call, clock, fileFlags, idle, outputFlag, print, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { isObject, valueAt } from '../json'
import { findByPath } from '../print/json-path'
import { pathOf, printedName } from '../resources'
import { findObjects, finish, type FoundObject } from './change-object'

export const waitCommand: Command = {
  name: 'wait',
  about: 'Wait until a condition holds, a field has a value, or objects are gone.',
  usage: 'kubectl wait --for=condition=NAME[=VALUE] | --for=jsonpath=…=VALUE | --for=delete TYPE NAME [--timeout=DURATION]',
  flags: [...fileFlags, selectorFlag, allFlag, outputFlag, { name: 'for', type: 'string' }, { name: 'timeout', type: 'duration' }, { name: 'all-namespaces', short: 'A', type: 'bool' }, { name: 'field-selector', type: 'string' }],
  *run(invocation) {
    const wanted = flag(invocation.flags, 'for') ?? ''
    if (!/^(?:condition=|jsonpath=|delete$|create$)/i.test(wanted)) fail(`unrecognized condition: ${wanted === '' ? '[]' : `"${wanted}"`}`)
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, invocation.args, problems)
    const timeout = durationMs(flag(invocation.flags, 'timeout') ?? '30s') ?? 30_000
    const { nowMs } = yield* clock()
    for (const one of found) {
      const problem = yield* waitFor(invocation, one, wanted, nowMs + timeout)
      if (problem !== undefined) problems.push(problem)
    }
    if (wanted === 'delete') return yield* finish(problems.filter((problem) => typeof problem === 'string' || problem.status.reason !== 'NotFound'))
    return yield* finish(problems)
  },
}

function* waitFor(invocation: Invocation, found: FoundObject, wanted: string, until: number): Running<string | undefined> {
  for (;;) {
    const response = yield* call(invocation, 'GET', pathOf(found.definition, found.namespace, found.name))
    const gone = isFailure(response.body) && response.body.reason === 'NotFound'
    if (wanted === 'delete' ? gone : !gone && holds(response.body, wanted)) {
      yield* print(`${printedName(found.definition, found.name)} ${wanted === 'delete' ? 'deleted' : 'condition met'}`)
      return undefined
    }
    if (isFailure(response.body)) return statusMessage(response.body)
    if ((yield* idle(until)) >= until) return `error: timed out waiting for the condition on ${found.definition.resource}/${found.name}`
  }
}

function holds(object: unknown, wanted: string): boolean {
  if (wanted === 'create') return true
  const condition = /^condition=([^=]+)(?:=(.*))?$/i.exec(wanted)
  if (condition !== null) {
    const list = valueAt(object, ['status', 'conditions'])
    const found = Array.isArray(list) ? list.filter(isObject).find((one) => String(one['type']).toLowerCase() === (condition[1] ?? '').toLowerCase()) : undefined
    return found !== undefined && String(found['status']).toLowerCase() === (condition[2] ?? 'true').toLowerCase()
  }
  const path = /^jsonpath=(\{[^}]*\}|[^=]+)(?:=(.*))?$/.exec(wanted)
  if (path === null) return false
  const values = findByPath(path[1] ?? '', object)
  return values.length > 0 && (path[2] === undefined || String(values[0]) === path[2].replace(/^["']|["']$/g, ''))
}
