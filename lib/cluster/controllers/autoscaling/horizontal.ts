import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerCondition, HorizontalPodAutoscalerStatus } from '@/lib/kube/autoscaling/v2.generated'
import { kindOf } from '@/lib/kube/kinds'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { updateObject, updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import { recordEvent } from '../../events'
import type { Controller, Working } from '../../working/working'
import { definitionOf } from '../definition'

const component = 'horizontal-pod-autoscaler'
const manager = 'kube-controller-manager'
/** How often each autoscaler is looked at (--horizontal-pod-autoscaler-sync-period). */
const periodMs = 15_000
const noMetrics = 'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)'

/**
 * Keeps what an autoscaler scales between its bounds. This cluster has no metrics, so more than that is never computed, and the autoscaler says so
 * (pkg/controller/podautoscaler). Keys are the autoscalers'.
 */
export const autoscalerController: Controller = {
  name: 'horizontal-pod-autoscaler',
  watches: ['autoscaling/horizontalpodautoscalers'],
  observe(change, before, _working, enqueue) {
    if (change.type === 'ADDED' || (before as HorizontalPodAutoscaler | undefined)?.spec !== (change.object as HorizontalPodAutoscaler).spec) enqueue(change.key, periodMs)
  },
  reconcile(working, key) {
    const autoscaler = working.get(key as ObjectKey) as HorizontalPodAutoscaler | undefined
    if (autoscaler === undefined || autoscaler.metadata.deletionTimestamp !== undefined) return undefined
    syncAutoscaler(working, autoscaler)
    return working.now + periodMs
  },
  pends: (working, key) => {
    const autoscaler = working.get(key as ObjectKey) as HorizontalPodAutoscaler | undefined
    return autoscaler !== undefined && (autoscaler.status?.conditions === undefined || boundBroken(working, autoscaler) !== undefined)
  },
}

interface Scalable extends KubeObject {
  readonly spec?: { readonly replicas?: number }
}

function targetOf(working: Working, { metadata, spec }: HorizontalPodAutoscaler): Scalable | undefined {
  const reference = spec.scaleTargetRef
  const definition = kindOf(reference.apiVersion ?? '', reference.kind)
  if (definition?.subresources.includes('scale') !== true) return undefined
  return working.get(objectKey(definition.group, definition.resource, metadata.namespace ?? '', reference.name))
}

interface Rescale {
  readonly replicas: number
  readonly reason: string
}

function boundBroken(working: Working, autoscaler: HorizontalPodAutoscaler): Rescale | undefined {
  const current = targetOf(working, autoscaler)?.spec?.replicas ?? 0
  const { minReplicas = 1, maxReplicas } = autoscaler.spec
  if (current === 0) return undefined
  if (current > maxReplicas) return { replicas: maxReplicas, reason: 'Current number of replicas above Spec.MaxReplicas' }
  return current < minReplicas ? { replicas: minReplicas, reason: 'Current number of replicas below Spec.MinReplicas' } : undefined
}

function syncAutoscaler(working: Working, autoscaler: HorizontalPodAutoscaler): void {
  const target = targetOf(working, autoscaler)
  if (target === undefined) {
    failToGetScale(working, autoscaler)
    return
  }
  const current = target.spec?.replicas ?? 0
  if (current === 0) {
    write(working, autoscaler, { ...base(autoscaler), currentReplicas: 0, desiredReplicas: 0 }, [
      ['AbleToScale', 'True', 'SucceededGetScale', "the HPA controller was able to get the target's current scale"],
      ['ScalingActive', 'False', 'ScalingDisabled', 'scaling is disabled since the replica count of the target is zero'],
    ])
    return
  }
  const rescale = boundBroken(working, autoscaler)
  if (rescale !== undefined) resize(working, autoscaler, target, current, rescale)
  else reportNoMetrics(working, autoscaler, current)
}

function resize(working: Working, autoscaler: HorizontalPodAutoscaler, target: Scalable, current: number, { replicas, reason }: Rescale): void {
  const definition = definitionOf(target.apiVersion, target.kind)
  const { resourceVersion: _, ...metadata } = target.metadata
  updateObject(working, definition, { ...target, metadata, spec: { ...target.spec, replicas } } as unknown as KubeObject, { manager })
  recordEvent(working, autoscaler, { type: 'Normal', reason: 'SuccessfulRescale', message: `New size: ${replicas}; reason: ${reason}`, component })
  const status = { ...base(autoscaler), currentReplicas: current, desiredReplicas: replicas, lastScaleTime: working.timestamp() }
  write(working, autoscaler, status, [['AbleToScale', 'True', 'SucceededRescale', `the HPA controller was able to update the target scale to ${replicas}`]])
}

function reportNoMetrics(working: Working, autoscaler: HorizontalPodAutoscaler, current: number): void {
  const why = `failed to get cpu utilization: ${noMetrics}`
  recordEvent(working, autoscaler, { type: 'Warning', reason: 'FailedGetResourceMetric', message: why, component })
  const message = `invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${why}`
  recordEvent(working, autoscaler, { type: 'Warning', reason: 'FailedComputeMetricsReplicas', message, component })
  const status = { ...base(autoscaler), currentReplicas: current, desiredReplicas: autoscaler.status?.desiredReplicas ?? 0, currentMetrics: [{ type: '' }] }
  write(working, autoscaler, status, [
    ['AbleToScale', 'True', 'SucceededGetScale', "the HPA controller was able to get the target's current scale"],
    ['ScalingActive', 'False', 'FailedGetResourceMetric', `the HPA was unable to compute the replica count: ${why}`],
  ])
}

function failToGetScale(working: Working, autoscaler: HorizontalPodAutoscaler): void {
  const { kind, name } = autoscaler.spec.scaleTargetRef
  const message = `${kind.toLowerCase()}s.apps "${name}" not found`
  recordEvent(working, autoscaler, { type: 'Warning', reason: 'FailedGetScale', message, component })
  write(working, autoscaler, base(autoscaler), [['AbleToScale', 'False', 'FailedGetScale', `the HPA controller was unable to get the target's current scale: ${message}`]])
}

/** No metrics is `null`, as the server stores it. */
function base(autoscaler: HorizontalPodAutoscaler): HorizontalPodAutoscalerStatus {
  return { currentMetrics: null, desiredReplicas: 0, ...autoscaler.status } as unknown as HorizontalPodAutoscalerStatus
}

function write(working: Working, autoscaler: HorizontalPodAutoscaler, status: HorizontalPodAutoscalerStatus, told: readonly (readonly [string, string, string, string])[]): void {
  const present = autoscaler.status?.conditions ?? []
  const conditions: HorizontalPodAutoscalerCondition[] = told.map(([type, state, reason, message]) => {
    const old = present.find((condition) => condition.type === type)
    return { type, status: state, lastTransitionTime: old?.status === state ? (old.lastTransitionTime ?? working.timestamp()) : working.timestamp(), reason, message }
  })
  const kept = present.filter((condition) => !conditions.some((item) => item.type === condition.type))
  const ordered = [...present.map((old) => conditions.find((item) => item.type === old.type) ?? old), ...conditions.filter((item) => !present.some((old) => old.type === item.type))]
  const next = { ...status, conditions: kept.length === present.length ? [...kept, ...conditions] : ordered }
  if (same(next, autoscaler.status)) return
  updateStatus(working, definitionOf('autoscaling/v2', 'HorizontalPodAutoscaler'), { ...autoscaler, status: next } as unknown as KubeObject, { manager })
}
