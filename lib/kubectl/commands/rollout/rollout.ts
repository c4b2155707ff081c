import { fail, isFailure } from '../../failure'
import { durationMs, flag } from '../../flags'
import { call, clock, idle, print, printError, type Command, type Invocation, type Running } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import { pathOf, qualifiedResource } from '../../resources'
import type { Problem } from '../../problems'
import { findObjects, finish, sendChange, type FoundObject } from '../change-object'
import { historyCommand } from './history'
import { needNames } from './need-names'
import { rolloutState } from './rollout-state'
import { undoCommand } from './undo'

const status: Command = {
  name: 'status',
  about: 'Wait for a rollout and tell how far it is.',
  usage: 'kubectl rollout status TYPE NAME [--timeout=DURATION] [--watch=false]',
  *run(invocation) {
    const problems: Problem[] = []
    const limit = durationMs(flag(invocation.flags, 'timeout') ?? '0') ?? 0
    const { nowMs } = yield* clock()
    const until = limit === 0 ? undefined : nowMs + limit
    const names = needNames(invocation)
    if (Number(flag(invocation.flags, 'revision') ?? 0) < 0) fail(`revision must be a positive integer: ${flag(invocation.flags, 'revision') ?? ''}`)
    const all = yield* findObjects(invocation, names, problems, true)
    yield* tellOfNone(invocation, all, problems)
    for (const found of all) {
      const problem = yield* followRollout(invocation, found, until)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

function* tellOfNone(invocation: Invocation, found: readonly FoundObject[], problems: readonly Problem[]): Running<void> {
  if (found.length === 0 && problems.length === 0) yield* printError(`No resources found in ${invocation.namespace} namespace.`)
}

function* followRollout(invocation: Invocation, found: FoundObject, until: number | undefined): Running<Problem | undefined> {
  let said = ''
  for (;;) {
    const { body } = yield* call(invocation, 'GET', pathOf(found.definition, found.namespace, found.name))
    if (isFailure(body)) return 'object has been deleted'
    const state = rolloutState(found.definition, found.name, body as JsonObject, Number(flag(invocation.flags, 'revision') ?? 0))
    if ('error' in state) return state.error
    if (state.say !== said) yield* print(state.say)
    said = state.say
    if (state.done || flag(invocation.flags, 'watch') === 'false') return undefined
    if ((yield* idle(until)) >= (until ?? Infinity)) return 'timed out waiting for the condition'
  }
}

const restart: Command = {
  name: 'restart',
  about: 'Replace all Pods, one after another, with the same template.',
  usage: 'kubectl rollout restart TYPE NAME',
  *run(invocation) {
    const problems: Problem[] = []
    const { nowMs, epochMs } = yield* clock()
    const at = `${new Date(epochMs + nowMs).toISOString().slice(0, 19)}Z`
    const all = yield* findObjects(invocation, needNames(invocation), problems, true)
    yield* tellOfNone(invocation, all, problems)
    for (const found of all) {
      if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(found.definition.kind)) {
        problems.push(`error: ${qualifiedResource(found.definition)} "${found.name}" restarting is not supported`)
        continue
      }
      if (valueAt(found.object, ['spec', 'paused']) === true) {
        problems.push(`error: ${found.definition.resource}.${found.definition.group} "${found.name}" can't restart paused deployment (run rollout resume first)`)
        continue
      }
      const refused = yield* sendChange(invocation, found, { patch: { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } } } } }, contentType: 'application/strategic-merge-patch+json', manager: 'kubectl-rollout', did: 'restarted' })
      if (refused !== undefined) problems.push(refused)
    }
    return yield* finish(problems)
  },
}

function pausing(name: 'pause' | 'resume'): Command {
  return {
    name,
    about: name === 'pause' ? 'Stop rolling out changes of a Deployment.' : 'Go on rolling out changes of a Deployment.',
    usage: `kubectl rollout ${name} deployment NAME`,
    *run(invocation) {
      const problems: Problem[] = []
      const all = yield* findObjects(invocation, needNames(invocation), problems, true)
      yield* tellOfNone(invocation, all, problems)
      for (const found of all) {
        const paused = valueAt(found.object, ['spec', 'paused']) === true
        if (found.definition.kind !== 'Deployment') problems.push(`error: ${qualifiedResource(found.definition)} "${found.name}" ${name === 'pause' ? 'pausing' : 'resuming'} is not supported`)
        else if (paused === (name === 'pause')) problems.push(`error: deployments.apps "${found.name}" is ${name === 'pause' ? 'already' : 'not'} paused`)
        else {
          const refused = yield* sendChange(invocation, found, { patch: { spec: { paused: name === 'pause' ? true : null } }, contentType: 'application/strategic-merge-patch+json', manager: 'kubectl-rollout', did: `${name}d` })
          if (refused !== undefined) problems.push(refused)
        }
      }
      return yield* finish(problems)
    },
  }
}

export const rolloutCommand: Command = {
  name: 'rollout',
  about: 'Follow, pause, resume, undo or restart a rollout.',
  usage: 'kubectl rollout status|history|undo|restart|pause|resume TYPE NAME',
  commands: [status, historyCommand, undoCommand, restart, pausing('pause'), pausing('resume')],
  *run() {
    yield* []
    return 0
  },
}

