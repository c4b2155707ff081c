import type { CrossVersionObjectReference, MetricIdentifier, MetricSpec, MetricTarget } from '@/lib/kube/autoscaling/v2.generated'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, notSupported, required } from '../field-error'
import { validatePathSegment } from '../names'
import { compareQuantities } from '../quantity'

const sourceTypes = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource']
const targetTypes = ['Utilization', 'Value', 'AverageValue']
type Target = Draft<MetricTarget>

function segment(value: string, field: string, why = ''): FieldError[] {
  return value === '' ? [required(field, why)] : invalids(field, value, validatePathSegment(value))
}

function versionFault(apiVersion: string, kind: string): string | undefined {
  const parts = apiVersion.split('/')
  if (parts.length > 2) return `unexpected GroupVersion string: ${apiVersion}`
  if (parts.length === 2 && parts[0] !== '') return undefined
  return apiVersion === 'v1' && kind === 'ReplicationController' ? undefined : 'apiVersion must specify API group'
}

/** What is scaled or measured: kind, name and, for what is scaled, a version with a group (ValidateCrossVersionObjectReference). */
export function validateReference(ref: Draft<CrossVersionObjectReference> | undefined, field: string, checkVersion: boolean): FieldError[] {
  const { kind = '', name = '', apiVersion = '' } = ref ?? {}
  const fault = checkVersion ? versionFault(apiVersion, kind) : undefined
  return [
    ...segment(kind, `${field}.kind`),
    ...segment(name, `${field}.name`),
    ...(fault === undefined ? [] : [invalid(`${field}.apiVersion`, apiVersion, fault)]),
  ]
}

function positive(quantity: string | number | undefined, field: string): FieldError[] {
  return quantity === undefined || compareQuantities(quantity, '0') > 0 ? [] : [invalid(field, quantity, 'must be positive')]
}

function validateTarget(target: Target, field: string): FieldError[] {
  const type = target.type ?? ''
  const { averageUtilization } = target
  return [
    ...(type === '' ? [required(`${field}.type`, 'must specify a metric target type')] : []),
    ...(targetTypes.includes(type) ? [] : [invalid(`${field}.type`, type, 'must be either Utilization, Value, or AverageValue')]),
    ...positive(target.value, `${field}.value`),
    ...positive(target.averageValue, `${field}.averageValue`),
    ...(averageUtilization !== undefined && averageUtilization < 1 ? [invalid(`${field}.averageUtilization`, averageUtilization, 'must be greater than 0')] : []),
  ]
}

function validateIdentifier(metric: Draft<MetricIdentifier> | undefined, field: string): FieldError[] {
  return segment(metric?.name ?? '', `${field}.name`, 'must specify a metric name')
}

function validateResourceTarget(target: Target, field: string): FieldError[] {
  const errors = validateTarget(target, field)
  if (target.averageUtilization === undefined && target.averageValue === undefined) {
    errors.push(required(`${field}.averageUtilization`, 'must set either a target raw value or a target utilization'))
  }
  if (target.averageUtilization !== undefined && target.averageValue !== undefined) {
    errors.push(forbidden(`${field}.averageValue`, 'may not set both a target raw value and a target utilization'))
  }
  return errors
}

function validateObjectSource(source: Draft<NonNullable<MetricSpec['object']>>, field: string): FieldError[] {
  const target = source.target ?? {}
  const isMissing = target.value === undefined && target.averageValue === undefined
  return [
    ...validateReference(source.describedObject, `${field}.describedObject`, false),
    ...validateIdentifier(source.metric, `${field}.metric`),
    ...validateTarget(target, `${field}.target`),
    ...(isMissing ? [required(`${field}.target.averageValue`, 'must set either a target value or averageValue')] : []),
  ]
}

function validateExternalSource(source: Draft<NonNullable<MetricSpec['external']>>, field: string): FieldError[] {
  const target = source.target ?? {}
  const errors = [...validateIdentifier(source.metric, `${field}.metric`), ...validateTarget(target, `${field}.target`)]
  if (target.value === undefined && target.averageValue === undefined) {
    errors.push(required(`${field}.target.averageValue`, 'must set either a target value for metric or a per-pod target'))
  }
  if (target.value !== undefined && target.averageValue !== undefined) {
    errors.push(forbidden(`${field}.target.value`, 'may not set both a target value for metric and a per-pod target'))
  }
  return errors
}

function validatePodsSource(source: Draft<NonNullable<MetricSpec['pods']>>, field: string): FieldError[] {
  const target = source.target ?? {}
  const isPositive = target.averageValue !== undefined && compareQuantities(target.averageValue, '0') > 0
  return [
    ...validateIdentifier(source.metric, `${field}.metric`),
    ...validateTarget(target, `${field}.target`),
    ...(isPositive ? [] : [required(`${field}.target.averageValue`, 'must specify a positive target averageValue')]),
  ]
}

const sources = {
  object: (spec: Draft<MetricSpec>, field: string) => (spec.object === undefined ? undefined : validateObjectSource(spec.object, field)),
  external: (spec: Draft<MetricSpec>, field: string) => (spec.external === undefined ? undefined : validateExternalSource(spec.external, field)),
  pods: (spec: Draft<MetricSpec>, field: string) => (spec.pods === undefined ? undefined : validatePodsSource(spec.pods, field)),
  resource: ({ resource }: Draft<MetricSpec>, field: string) =>
    resource === undefined
      ? undefined
      : [...((resource.name ?? '') === '' ? [required(`${field}.name`, 'must specify a resource name')] : []), ...validateResourceTarget(resource.target ?? {}, `${field}.target`)],
  containerResource: ({ containerResource }: Draft<MetricSpec>, field: string) =>
    containerResource === undefined
      ? undefined
      : [
          ...((containerResource.name ?? '') === '' ? [required(`${field}.name`, 'must specify a resource name')] : []),
          ...((containerResource.container ?? '') === '' ? [required(`${field}.container`, 'must specify a container')] : []),
          ...validateResourceTarget(containerResource.target ?? {}, `${field}.target`),
        ],
} as const

const fieldByType: Readonly<Record<string, keyof typeof sources | undefined>> = {
  Object: 'object', External: 'external', Pods: 'pods', Resource: 'resource', ContainerResource: 'containerResource',
}

/** One metric: its type names the one source that must be given; the first source given is checked (validateMetricSpec). */
function validateMetric(spec: Draft<MetricSpec>, field: string): FieldError[] {
  const type = spec.type ?? ''
  const errors = type === '' ? [required(`${field}.type`, 'must specify a metric source type')] : []
  if (!sourceTypes.includes(type)) errors.push(notSupported(`${field}.type`, type, sourceTypes))
  const present: (keyof typeof sources)[] = []
  for (const name of Object.keys(sources) as (keyof typeof sources)[]) {
    const found = sources[name](spec, `${field}.${name}`)
    if (found === undefined) continue
    present.push(name)
    if (present.length === 1) errors.push(...found)
  }
  const expected = fieldByType[type]
  // The server says so twice: once for the type, once because no source belongs to it.
  if (expected === undefined) return [...errors, notSupported(`${field}.type`, type, sourceTypes)]
  if (!present.includes(expected)) errors.push(required(`${field}.${expected}`, 'must populate information for the given metric source'))
  if (present.length === 1) return errors
  return [...errors, ...present.filter((name) => name !== expected).map((name) => forbidden(`${field}.${name}`, 'must populate the given metric source only'))]
}

/** Everything wrong with the metrics of a HorizontalPodAutoscaler; scaling to zero needs one from outside the Pods. */
export function validateMetrics(metrics: readonly Draft<MetricSpec>[], minReplicas: number | undefined): FieldError[] {
  const fromOutside = metrics.some(({ type }) => type === 'Object' || type === 'External')
  return [
    ...metrics.flatMap((metric, at) => validateMetric(metric, `spec.metrics[${String(at)}]`)),
    ...(minReplicas === 0 && !fromOutside ? [forbidden('spec.metrics', 'must specify at least one Object or External metric to support scaling to zero replicas')] : []),
  ]
}
