import type { Pod } from '@/lib/kube/core/v1.generated'
import { kindByResource } from '@/lib/kube/kinds'
import { matchesSelector } from '@/lib/kube/labels'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import type { PodDisruptionBudget } from '@/lib/kube/policy/v1.generated'
import { badRequest, notFoundStatus, statusError } from '@/lib/kube/status-error'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { Working } from '../../working/working'
import { parseGoJson } from '../body/go-json'
import { fail, type Reply, type RequestContext } from '../context'
import { writeQuery } from '../options'
import { deleteByKey, type DeleteObjectOptions } from '../write/delete'
import { updateStatusOf } from '../write/update'

interface Eviction {
  readonly metadata?: { readonly name?: string }
  readonly deleteOptions?: { readonly gracePeriodSeconds?: number; readonly dryRun?: readonly string[]; readonly propagationPolicy?: string }
}

const pods = { group: '', resource: 'pods' }
const manager = 'kube-apiserver'

/** POST pods/NAME/eviction: a deletion that disruption budgets may refuse (pkg/registry/core/pod/storage/eviction.go). */
export function evict({ working, request, query, route, user }: RequestContext): Reply {
  const options = writeQuery(query, 'CreateOptions')
  if (!options.ok) return fail(options.failure)
  const parsed = parseGoJson(request.body ?? '')
  if ('error' in parsed) return fail(badRequest(parsed.error))
  const { metadata = {}, deleteOptions = {} } = (parsed.value ?? {}) as Eviction
  if ((metadata.name ?? route.name) !== route.name) return fail(badRequest('name in URL does not match name in Eviction object'))
  const key = objectKey('', 'pods', route.namespace, route.name)
  const pod = working.get(key) as unknown as Pod | undefined
  if (pod === undefined) return fail(notFoundStatus(pods, route.name))
  const { dryRun: asked = [], ...how } = deleteOptions
  const dryRun = options.value.dryRun || asked.length > 0
  return evictPod({ working, key, pod, dryRun }, { user, dryRun, ...how })
}

interface Evicted {
  readonly working: Working
  readonly key: ObjectKey
  readonly pod: Pod
  readonly dryRun: boolean
}

function evictPod({ working, key, pod, dryRun }: Evicted, how: DeleteObjectOptions): Reply {
  const refusal = isUnprotected(pod) ? undefined : askBudgets(working, pod, dryRun)
  if (refusal !== undefined) return fail(refusal)
  if (!dryRun) markDisrupted(working, pod)
  const result = deleteByKey(working, key, how)
  return result.ok ? { status: 201, object: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } } : fail(result.status)
}

/** Finished and Pending Pods, and those being deleted, count for no budget. */
function isUnprotected({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined || ['Succeeded', 'Failed', 'Pending'].includes(status?.phase ?? '')
}

function askBudgets(working: Working, pod: Pod, dryRun: boolean): Status | undefined {
  const namespace = pod.metadata.namespace ?? ''
  const budgets = (working.list(`policy/poddisruptionbudgets/${namespace}`) as unknown as PodDisruptionBudget[]).filter(({ spec }) => matchesSelector(spec.selector, pod.metadata.labels))
  const [budget, second] = budgets
  if (budget === undefined) return undefined
  if (second !== undefined) return statusError(500, 'InternalError', 'Internal error occurred: This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.', { causes: [{ message: 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.' }] })
  if (isUnhealthyAndFree(pod, budget)) return undefined
  const refusal = refusalOf(budget)
  if (refusal === undefined && !dryRun) takeDisruption(working, budget, pod.metadata.name)
  return refusal
}

function refusalOf({ metadata, status }: PodDisruptionBudget): Status | undefined {
  const { name, generation = 0 } = metadata
  const { observedGeneration = 0, disruptionsAllowed = 0, desiredHealthy = 0, currentHealthy = 0 } = (status ?? {}) as Partial<NonNullable<PodDisruptionBudget['status']>>
  if (observedGeneration < generation) return tooMany(`The disruption budget ${name} is still being processed by the server.`, 10)
  return disruptionsAllowed <= 0 ? tooMany(`The disruption budget ${name} needs ${String(desiredHealthy)} healthy pods and has ${String(currentHealthy)} currently`) : undefined
}

/** A Pod that is not ready may go where the budget's healthy Pods are enough, or always where its policy says so. */
function isUnhealthyAndFree(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (pod.status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true) return false
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  const { currentHealthy = 0, desiredHealthy = 0 } = (status ?? {}) as Partial<NonNullable<PodDisruptionBudget['status']>>
  return currentHealthy >= desiredHealthy && desiredHealthy > 0
}

function takeDisruption(working: Working, budget: PodDisruptionBudget, name: string): void {
  const definition = kindByResource('policy', 'poddisruptionbudgets')
  if (definition === undefined || budget.status === undefined) return
  const { disruptionsAllowed = 0, disruptedPods = {} } = budget.status
  const left = disruptionsAllowed - 1
  const conditions = left > 0 ? (budget.status.conditions ?? []) : withInsufficient(working, budget)
  const status = { ...budget.status, disruptionsAllowed: left, disruptedPods: { ...disruptedPods, [name]: working.timestamp() }, conditions }
  updateStatusOf(working, definition, { ...budget, status } as unknown as KubeObject, { manager })
}

function withInsufficient(working: Working, { metadata, status }: PodDisruptionBudget) {
  const others = (status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionAllowed')
  const condition = { type: 'DisruptionAllowed', status: 'False', observedGeneration: metadata.generation, lastTransitionTime: working.timestamp(), reason: 'InsufficientPods', message: '' }
  return [...others, condition]
}

function markDisrupted(working: Working, pod: Pod): void {
  const definition = kindByResource('', 'pods')
  if (definition === undefined) return
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget')
  const condition = { type: 'DisruptionTarget', status: 'True', lastProbeTime: null, lastTransitionTime: working.timestamp(), reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' }
  updateStatusOf(working, definition, { ...pod, status: { ...pod.status, conditions: [...others, condition] } } as unknown as KubeObject, { manager })
}

function tooMany(why: string, retryAfterSeconds?: number): Status {
  const details = { causes: [{ reason: 'DisruptionBudget', message: why }], ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }
  return statusError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", details)
}
