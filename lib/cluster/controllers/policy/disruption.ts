import type { Pod } from '@/lib/kube/core/v1.generated'
import { scaledAmount } from '@/lib/kube/int-or-string'
import { matchesSelector } from '@/lib/kube/labels'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import type { PodDisruptionBudget, PodDisruptionBudgetStatus } from '@/lib/kube/policy/v1.generated'
import { kindOf } from '@/lib/kube/kinds'
import { updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import { recordEvent } from '../../events'
import type { Controller, Working } from '../../working/working'
import { controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { isPodReady, simulatedTime } from '../pod-state'

const latencyMs = 3
/** An eviction that was granted and not carried out is forgotten after this long (DeletionTimeout). */
const disruptionMs = 120_000

/** Counts for every disruption budget how many Pods may be evicted now (pkg/controller/disruption). Keys are the budgets'. */
export const disruptionController: Controller = {
  name: 'disruption',
  watches: ['policy/poddisruptionbudgets', '/pods'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'PodDisruptionBudget') {
      if (change.type !== 'DELETED') enqueue(change.key, latencyMs)
      return
    }
    const was = before as Pod | undefined
    const pod = change.object as Pod
    if (was !== undefined && change.type === 'MODIFIED' && !matters(was, pod)) return
    const namespace = pod.metadata.namespace ?? ''
    for (const budget of working.list(`policy/poddisruptionbudgets/${namespace}`) as PodDisruptionBudget[]) {
      if (matchesSelector(budget.spec.selector, pod.metadata.labels)) enqueue(objectKey('policy', 'poddisruptionbudgets', namespace, budget.metadata.name), latencyMs)
    }
  },
  reconcile(working, key) {
    const budget = working.get(key as ObjectKey) as PodDisruptionBudget | undefined
    return budget === undefined || budget.metadata.deletionTimestamp !== undefined ? undefined : syncBudget(working, budget)
  },
}

function matters(was: Pod, pod: Pod): boolean {
  return isPodReady(was) !== isPodReady(pod) || was.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp || was.metadata.labels !== pod.metadata.labels
}

function syncBudget(working: Working, budget: PodDisruptionBudget): number | undefined {
  const { namespace = '' } = budget.metadata
  const pods = (working.list(`/pods/${namespace}`) as Pod[]).filter((pod) => matchesSelector(budget.spec.selector, pod.metadata.labels))
  if (pods.length === 0) recordEvent(working, budget, { type: 'Normal', reason: 'NoPods', message: 'No matching pods found', component: 'controllermanager' })
  const { expectedPods, desiredHealthy } = expectation(working, budget, pods)
  const disrupted = stillDisrupted(working, budget, pods)
  const currentHealthy = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined && disrupted[pod.metadata.name] === undefined && isPodReady(pod)).length
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy)
  const status: PodDisruptionBudgetStatus = {
    observedGeneration: budget.metadata.generation ?? 0,
    ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }),
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    conditions: conditions(working, budget, disruptionsAllowed > 0),
  }
  if (!same(status, budget.status)) updateStatus(working, definitionOf('policy/v1', 'PodDisruptionBudget'), { ...budget, status } as unknown as KubeObject, { manager: 'kube-controller-manager' })
  const times = Object.values(disrupted).map((time) => simulatedTime(working, time) + disruptionMs)
  return times.length === 0 ? undefined : Math.max(working.now + 1, Math.min(...times))
}

/** A number counts the Pods there are; a share, or maxUnavailable, the Pods that their controllers want. */
function expectation(working: Working, budget: PodDisruptionBudget, pods: readonly Pod[]): { readonly expectedPods: number; readonly desiredHealthy: number } {
  const { minAvailable, maxUnavailable } = budget.spec
  if (maxUnavailable !== undefined) {
    const expectedPods = wantedByControllers(working, pods)
    return { expectedPods, desiredHealthy: Math.max(0, expectedPods - scaledAmount(maxUnavailable, expectedPods, 'up')) }
  }
  if (typeof minAvailable === 'number') return { expectedPods: pods.length, desiredHealthy: minAvailable }
  const expectedPods = wantedByControllers(working, pods)
  return { expectedPods, desiredHealthy: scaledAmount(minAvailable, expectedPods, 'up') }
}

function wantedByControllers(working: Working, pods: readonly Pod[]): number {
  const sizes = new Map<string, number>()
  for (const pod of pods) {
    const owner = scaleOwner(working, pod)
    if (owner !== undefined) sizes.set(owner.metadata.uid, (owner as KubeObject & { readonly spec?: { readonly replicas?: number } }).spec?.replicas ?? 1)
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** The Deployment behind a ReplicaSet, or whatever else is scaled. */
function scaleOwner(working: Working, object: KubeObject): KubeObject | undefined {
  const reference = controllerOf(object)
  const definition = reference === undefined ? undefined : kindOf(reference.apiVersion, reference.kind)
  if (reference === undefined || definition === undefined) return undefined
  const owner = working.get(objectKey(definition.group, definition.resource, object.metadata.namespace ?? '', reference.name))
  if (owner === undefined) return undefined
  return owner.kind === 'ReplicaSet' ? (scaleOwner(working, owner) ?? owner) : owner
}

function stillDisrupted(working: Working, budget: PodDisruptionBudget, pods: readonly Pod[]): Record<string, string> {
  const kept = Object.entries(budget.status?.disruptedPods ?? {}).filter(([name, time]) => {
    const pod = pods.find((item) => item.metadata.name === name)
    return pod !== undefined && pod.metadata.deletionTimestamp === undefined && simulatedTime(working, time) + disruptionMs > working.now
  })
  return Object.fromEntries(kept)
}

function conditions(working: Working, budget: PodDisruptionBudget, allowed: boolean): NonNullable<PodDisruptionBudgetStatus['conditions']> {
  const present = budget.status?.conditions?.find((condition) => condition.type === 'DisruptionAllowed')
  const status = allowed ? 'True' : 'False'
  const reason = allowed ? 'SufficientPods' : 'InsufficientPods'
  const lastTransitionTime = present?.status === status ? present.lastTransitionTime : working.timestamp()
  const others = (budget.status?.conditions ?? []).filter((condition) => condition.type !== 'DisruptionAllowed')
  return [...others, { type: 'DisruptionAllowed', status, observedGeneration: budget.metadata.generation ?? 0, lastTransitionTime, reason, message: '' }]
}
