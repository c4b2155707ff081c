import { flag } from '../../flags'
import { dryRunOf, printError, type Command, type Invocation, type Running } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import type { Problem } from '../../problems'
import { findObjects, finish, printChanged, sendChange, type Change, type FoundObject } from '../change-object'
import { map } from '../describe/fields'
import { podTemplateLines } from '../describe/pod-template'
import { needNames } from './need-names'
import { revisionsOf, sameTemplate, withoutHash, type Revision } from './revisions'

const appliedKey = 'kubectl.kubernetes.io/last-applied-configuration'
/** Annotations that going back leaves as they are (polymorphichelpers/rollback.go annotationsToSkip). */
const own = [appliedKey, 'deployment.kubernetes.io/revision', 'deployment.kubernetes.io/revision-history', 'deployment.kubernetes.io/desired-replicas', 'deployment.kubernetes.io/max-replicas', 'deprecated.deployment.rollback.to']

export const undoCommand: Command = {
  name: 'undo',
  about: 'Go back to an earlier revision.',
  usage: 'kubectl rollout undo TYPE NAME [--to-revision=N]',
  *run(invocation) {
    const problems: Problem[] = []
    for (const found of yield* findObjects(invocation, needNames(invocation), problems, true)) {
      const problem = yield* undoOne(invocation, found)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

function* undoOne(invocation: Invocation, found: FoundObject): Running<Problem | undefined> {
  yield* warnOfApply(found)
  const revisions = yield* revisionsOf(invocation, found, 'rollbacker')
  return typeof revisions === 'string' ? revisions : yield* goBack(invocation, found, revisions)
}

function* goBack(invocation: Invocation, found: FoundObject, revisions: readonly Revision[]): Running<Problem | undefined> {
  const wanted = Number(flag(invocation.flags, 'to-revision') ?? 0)
  const target = wanted === 0 ? revisions.at(-2) : revisions.find(({ revision }) => revision === wanted)
  if (target === undefined) return missing(found, wanted)
  const isDeployment = found.definition.kind === 'Deployment'
  if (dryRunOf(invocation) === 'client') {
    yield* printChanged(invocation, found, `${isDeployment ? '' : 'will roll back to '}${podTemplateLines(target.template).join('\n')}\n`, found.object)
    return undefined
  }
  if (isDeployment && valueAt(found.object, ['spec', 'paused']) === true) return "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again"
  if (sameTemplate(target.template, map(found.object, 'spec', 'template'))) {
    yield* printChanged(invocation, found, `skipped rollback (current template already matches revision ${String(wanted)})`, found.object)
    return undefined
  }
  const problem = yield* sendChange(invocation, found, { ...(isDeployment ? deploymentPatch(target, found.object) : setPatch(target)), manager: 'kubectl', did: 'rolled back', shown: found.object })
  return typeof problem === 'object' ? `error: failed restoring revision ${String(wanted)}: ${problem.status.message ?? ''}` : problem
}

function missing({ definition, name }: FoundObject, wanted: number): Problem {
  if (wanted !== 0) return `error: unable to find specified revision ${String(wanted)} in history`
  return definition.kind === 'Deployment' ? `error: no rollout history found for deployment "${name}"` : 'error: no last revision to roll back to'
}

/** What was applied is not what is stored after going back. */
function* warnOfApply({ definition, name, object }: FoundObject): Running<void> {
  if (valueAt(object, ['metadata', 'annotations', appliedKey]) === undefined) return
  yield* printError(`Warning: resource ${definition.resource}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${appliedKey} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`)
}

/** The ReplicaSet's template, and its annotations except those that are the Deployment's own. */
function deploymentPatch(target: Revision, deployment: JsonObject): Pick<Change, 'patch' | 'contentType'> {
  const kept = Object.entries(map(deployment, 'metadata', 'annotations')).filter(([key]) => own.includes(key))
  const restored = Object.entries(target.annotations).filter(([key]) => !own.includes(key))
  const patch = [
    { op: 'replace', path: '/spec/template', value: withoutHash(target.template) },
    { op: 'replace', path: '/metadata/annotations', value: Object.fromEntries([...kept, ...restored]) },
  ]
  return { patch, contentType: 'application/json-patch+json' }
}

function setPatch(target: Revision): Pick<Change, 'patch' | 'contentType'> {
  return { patch: { spec: { template: { $patch: 'replace', ...target.template } } }, contentType: 'application/strategic-merge-patch+json' }
}
