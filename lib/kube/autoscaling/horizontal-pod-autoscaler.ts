import type { HorizontalPodAutoscaler as HpaV1 } from '@/lib/kube/autoscaling/v1.generated'
import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec, MetricSpec } from '@/lib/kube/autoscaling/v2.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { invalid, required } from '../field-error'
import { validateNonnegative } from '../nonnegative'
import { defaultBehavior, validateBehavior } from './behavior'
import { validateMetrics, validateReference } from './metrics'
import { addresses } from '../rare/addresses'

function validateMaxReplicas(max: number, min: number | undefined): FieldError[] {
  const field = 'spec.maxReplicas'
  const errors = max === 0 ? [required(field, 'must be set and greater than 0')] : max < 0 ? [invalid(field, max, 'must be greater than or equal to 1')] : []
  return min !== undefined && max < min ? [...errors, invalid(field, max, 'must be greater than or equal to `minReplicas`')] : errors
}

/** Everything wrong with a spec, in the server's order (validateHorizontalPodAutoscalerSpec). */
function validateSpec(spec: Draft<HorizontalPodAutoscalerSpec>): FieldError[] {
  const { minReplicas: min, maxReplicas: max = 0 } = spec
  return [
    ...(min !== undefined && min < 1 ? [invalid('spec.minReplicas', min, 'must be greater than or equal to 1')] : []),
    ...validateMaxReplicas(max, min),
    ...validateReference(spec.scaleTargetRef, 'spec.scaleTargetRef', true),
    ...validateMetrics(spec.metrics ?? [], min),
    ...validateBehavior(spec.behavior),
  ]
}

const cpuAt80Percent: MetricSpec = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }

function defaultV2(hpa: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const { behavior, metrics = [], minReplicas = 1 } = hpa.spec
  return {
    ...hpa,
    spec: { ...hpa.spec, minReplicas, metrics: metrics.length === 0 ? [cpuAt80Percent] : metrics, ...(behavior === undefined ? {} : { behavior: defaultBehavior(behavior) }) },
  }
}

/** A v1 spec in the words of v2: its one target is the CPU's utilization. */
export function specFromV1({ spec }: HpaV1): HorizontalPodAutoscalerSpec {
  const { targetCPUUtilizationPercentage: percentage, ...rest } = spec
  if (percentage === undefined) return rest
  return { ...rest, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percentage } } }] }
}

/** The CPU target of a v2 spec, all that v1 can say of its metrics; undefined when it has none. */
export function cpuPercentageOf({ metrics = [] }: HorizontalPodAutoscalerSpec): number | undefined {
  return metrics.find(({ type, resource }) => type === 'Resource' && resource?.name === 'cpu' && resource.target.averageUtilization !== undefined)?.resource?.target.averageUtilization
}

function validateCounts(status: { readonly currentReplicas?: number; readonly desiredReplicas?: number } | undefined): FieldError[] {
  return (['currentReplicas', 'desiredReplicas'] as const).flatMap((name) => validateNonnegative(status?.[name], `status.${name}`))
}

/** HorizontalPodAutoscaler: how many replicas there should be, from what is measured (pkg/apis/autoscaling/validation). */
export const horizontalPodAutoscaler = defineKind<HorizontalPodAutoscaler>(
  addresses.horizontalPodAutoscaler,
  {
    default: defaultV2,
    prepareForCreate: ({ status: _dropped, ...object }) => ({ ...object, status: { desiredReplicas: 0 } }),
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validate: ({ spec }) => validateSpec(spec),
    validateUpdate: ({ spec }) => validateSpec(spec),
    validateStatusUpdate: ({ status }) => validateCounts(status),
  },
)

/** HorizontalPodAutoscaler in its first form: the CPU only. */
export const horizontalPodAutoscalerV1 = defineKind<HpaV1>(
  addresses.horizontalPodAutoscalerV1,
  {
    default: (hpa) => ({ ...hpa, spec: { ...hpa.spec, minReplicas: hpa.spec.minReplicas ?? 1 } }),
    prepareForCreate: (object) => ({ ...object, status: { currentReplicas: 0, desiredReplicas: 0 } }),
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validate: (object) => validateSpec(specFromV1(object)),
    validateUpdate: (object) => validateSpec(specFromV1(object)),
    validateStatusUpdate: ({ status }) => validateCounts(status),
  },
)
