import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { CommandFailure, fail } from '../failure'
import { durationMs, flag, isSet } from '../flags'
import { clock, dryRunFlag, fieldManagerFlag, fileFlags, idle, need, outputFlag, print, printError, printExactly, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { isObject, sameJson, valueAt, type JsonObject } from '../json'
import { printObject } from '../print/print-object'
import { pathOf, printedName, qualifiedResource } from '../resources'
import type { Problem } from '../problems'
import { findObjects, finish, sendChange, type FoundObject } from './change-object'
import { rolloutState } from './rollout-state'
import { podTemplateLines } from './describe/pod-template'

const common = [...fileFlags, selectorFlag, outputFlag, dryRunFlag, fieldManagerFlag]
const revisionKey = 'deployment.kubernetes.io/revision'
const causeKey = 'kubernetes.io/change-cause'

const status: Command = {
  name: 'status',
  about: 'Wait for a rollout and tell how far it is.',
  usage: 'kubectl rollout status TYPE NAME [--timeout=DURATION] [--watch=false]',
  flags: [...common, { name: 'watch', short: 'w', type: 'bool' }, { name: 'timeout', type: 'duration' }, { name: 'revision', type: 'int' }],
  *run(invocation) {
    const problems: Problem[] = []
    const limit = durationMs(flag(invocation.flags, 'timeout') ?? '0') ?? 0
    const { nowMs } = yield* clock()
    const until = limit === 0 ? undefined : nowMs + limit
    for (const found of yield* findObjects(invocation, needNames(invocation), problems, true)) {
      const problem = yield* followRollout(invocation, found, until)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

function* followRollout(invocation: Invocation, found: FoundObject, until: number | undefined): Running<Problem | undefined> {
  let said = ''
  for (;;) {
    const object = yield* need<JsonObject>(invocation, 'GET', pathOf(found.definition, found.namespace, found.name))
    const state = rolloutState(found.definition.kind, found.name, object)
    if ('error' in state) return `error: ${state.error}`
    if (state.say !== said) yield* print(state.say)
    said = state.say
    if (state.done || flag(invocation.flags, 'watch') === 'false') return undefined
    if ((yield* idle(until)) >= (until ?? Infinity)) return 'error: timed out waiting for the condition'
  }
}

const restart: Command = {
  name: 'restart',
  about: 'Replace all Pods, one after another, with the same template.',
  usage: 'kubectl rollout restart TYPE NAME',
  flags: common,
  *run(invocation) {
    const problems: Problem[] = []
    const { nowMs, epochMs } = yield* clock()
    const at = `${new Date(epochMs + nowMs).toISOString().slice(0, 19)}Z`
    for (const found of yield* findObjects(invocation, needNames(invocation), problems, true)) {
      if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(found.definition.kind)) {
        problems.push(`${qualifiedResource(found.definition)} "${found.name}" restarting is not supported`)
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
    flags: common,
    *run(invocation) {
      const problems: Problem[] = []
      for (const found of yield* findObjects(invocation, needNames(invocation), problems, true)) {
        const paused = valueAt(found.object, ['spec', 'paused']) === true
        if (found.definition.kind !== 'Deployment') problems.push(`${qualifiedResource(found.definition)} "${found.name}" ${name === 'pause' ? 'pausing' : 'resuming'} is not supported`)
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

const history: Command = {
  name: 'history',
  about: 'List the revisions of a Deployment.',
  usage: 'kubectl rollout history deployment NAME [--revision=N]',
  flags: [...common, { name: 'revision', type: 'int' }],
  *run(invocation) {
    const problems: Problem[] = []
    const given = Number(flag(invocation.flags, 'revision') ?? 0)
    if (given < 0) fail(`revision must be a positive integer: ${String(given)}`)
    for (const found of yield* findObjects(invocation, needNames(invocation), problems, true)) {
      const problem = yield* showHistory(invocation, found, given)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

function* showHistory(invocation: Invocation, found: FoundObject, wanted: number): Running<Problem | undefined> {
  const sets = yield* revisionsOf(invocation, found)
  const output = flag(invocation.flags, 'output') ?? ''
  const shown = wanted > 0 ? sets.filter((candidate) => candidate.revision === wanted) : sets
  if (wanted > 0 && shown.length === 0) return 'unable to find the specified revision'
  if (output !== '') for (const set of shown) yield* printExactly(printObject(output, set.object))
  else if (wanted > 0) yield* print(`${printedName(found.definition, found.name)} with revision #${String(wanted)}\n${podTemplateLines(shown[0]?.object.spec.template as unknown as JsonObject).join('\n')}\n`)
  else yield* print(`${printedName(found.definition, found.name)} \nREVISION  CHANGE-CAUSE\n${sets.map((set) => `${String(set.revision).padEnd(10)}${set.cause}\n`).join('')}\n`)
  return undefined
}

const undo: Command = {
  name: 'undo',
  about: 'Go back to an earlier revision.',
  usage: 'kubectl rollout undo deployment NAME [--to-revision=N]',
  flags: [...common, { name: 'to-revision', type: 'int' }],
  *run(invocation) {
    const problems: Problem[] = []
    for (const found of yield* findObjects(invocation, needNames(invocation), problems, true)) {
      const problem = yield* undoOne(invocation, found)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

/** What was applied is not what is stored after going back. */
function* warnOfApply(found: FoundObject): Running<void> {
  if (valueAt(found.object, ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration']) === undefined) return
  yield* printError(`Warning: resource ${found.definition.resource}/${found.name} was previously managed with 'kubectl apply'. Rolling back will not update the kubectl.kubernetes.io/last-applied-configuration annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`)
}

function* undoOne(invocation: Invocation, found: FoundObject): Running<Problem | undefined> {
  const deployment = found.object as unknown as Deployment
  yield* warnOfApply(found)
  if (deployment.spec.paused === true) return `error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`
  const sets = yield* revisionsOf(invocation, found, 'rollbacker')
  const wanted = Number(flag(invocation.flags, 'to-revision') ?? 0)
  const target = wanted === 0 ? sets.at(-2) : sets.find((set) => set.revision === wanted)
  if (target === undefined) return wanted === 0 ? `error: no rollout history found for deployment "${found.name}"` : `error: unable to find specified revision ${wanted} in history`
  const template = withoutHash(target.object.spec.template as unknown as JsonObject)
  if (sameJson(template, withoutHash(deployment.spec.template as unknown as JsonObject))) {
    yield* print(`${printedName(found.definition, found.name)} skipped rollback (current template already matches revision ${target.revision})`)
    return undefined
  }
  const { [causeKey]: _cause, ...kept } = deployment.metadata.annotations ?? {}
  const cause = target.object.metadata.annotations?.[causeKey]
  const annotations = { ...(cause === undefined ? {} : { [causeKey]: cause }), ...kept }
  const patch = [
    { op: 'replace', path: '/spec/template', value: template },
    { op: 'replace', path: '/metadata/annotations', value: annotations },
  ]
  return yield* sendChange(invocation, found, { patch, contentType: 'application/json-patch+json', manager: 'kubectl-rollout', did: 'rolled back' })
}

function withoutHash(template: JsonObject): JsonObject {
  const metadata = isObject(template['metadata']) ? template['metadata'] : {}
  const { 'pod-template-hash': _hash, ...labels } = isObject(metadata['labels']) ? metadata['labels'] : {}
  return { ...template, metadata: { ...metadata, labels } }
}

interface Revision {
  readonly revision: number
  readonly cause: string
  readonly object: ReplicaSet
}

function* revisionsOf(invocation: Invocation, found: FoundObject, viewer = 'history'): Running<readonly Revision[]> {
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(found.definition.kind)) return fail(`error retrieving ${viewer} for "${found.definition.kind}", no visitor method exists for {${found.definition.group} ${found.definition.kind}}`)
  if (found.definition.kind !== 'Deployment') return fail(`no history viewer has been implemented for "${found.definition.kind}" in this practice cluster`)
  const list = yield* need<{ readonly items: readonly ReplicaSet[] }>(invocation, 'GET', `/apis/apps/v1/namespaces/${found.namespace ?? ''}/replicasets`)
  const uid = (found.object as unknown as Deployment).metadata.uid
  return list.items
    .filter((set) => set.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true)
    .map((set) => ({ revision: Number(set.metadata.annotations?.[revisionKey] ?? 0), cause: set.metadata.annotations?.[causeKey] ?? '<none>', object: { ...set, apiVersion: 'apps/v1' as const, kind: 'ReplicaSet' as const } }))
    .filter((set) => set.revision > 0)
    .sort((a, b) => a.revision - b.revision)
}

function needNames(invocation: Invocation): readonly string[] {
  if (invocation.args.length === 0 && !isSet(invocation.flags, 'filename') && invocation.flags.values.get('filename') === undefined) throw new CommandFailure('error: required resource not specified')
  return invocation.args
}

export const rolloutCommand: Command = {
  name: 'rollout',
  about: 'Follow, pause, resume, undo or restart a rollout.',
  usage: 'kubectl rollout status|history|undo|restart|pause|resume TYPE NAME',
  flags: [],
  commands: [status, history, undo, restart, pausing('pause'), pausing('resume')],
  *run() {
    yield* []
    return 0
  },
}

