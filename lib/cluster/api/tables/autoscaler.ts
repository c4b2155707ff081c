import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus } from '@/lib/kube/autoscaling/v2.generated'
import { ageOf } from './age'
import { printer } from './printer'

/** HorizontalPodAutoscalers (printers.go printHorizontalPodAutoscaler). */
export const autoscalerPrinter = printer<HorizontalPodAutoscaler>(
  [{ name: 'Name' }, { name: 'Reference' }, { name: 'Targets' }, { name: 'MinPods' }, { name: 'MaxPods' }, { name: 'Replicas' }, { name: 'Age' }],
  ({ metadata, spec, status }, time) => [
    metadata.name,
    `${spec?.scaleTargetRef.kind ?? ''}/${spec?.scaleTargetRef.name ?? ''}`,
    targets(spec?.metrics ?? [], status?.currentMetrics ?? []),
    spec?.minReplicas === undefined ? '<unset>' : String(spec.minReplicas),
    spec?.maxReplicas ?? 0,
    status?.currentReplicas ?? 0,
    ageOf(metadata.creationTimestamp, time),
  ],
)

const shownMetrics = 2

function targets(specs: readonly MetricSpec[], statuses: readonly MetricStatus[]): string {
  if (specs.length === 0) return '<none>'
  const shown = specs.slice(0, shownMetrics).map((spec, at) => target(spec, statuses[at]))
  return specs.length > shownMetrics ? `${shown.join(', ')} + ${String(specs.length - shownMetrics)} more...` : shown.join(', ')
}

function target(spec: MetricSpec, status: MetricStatus | undefined): string {
  switch (spec.type) {
    case 'Resource':
      return resourceTarget(spec.resource?.name ?? '', spec.resource?.target, status?.resource?.current)
    case 'ContainerResource':
      return resourceTarget(spec.containerResource?.name ?? '', spec.containerResource?.target, status?.containerResource?.current)
    case 'Pods':
      return `${quantity(status?.pods?.current.averageValue)}/${quantity(spec.pods?.target.averageValue)}`
    case 'Object':
      return valueTarget(spec.object?.target, status?.object?.current)
    case 'External':
      return valueTarget(spec.external?.target, status?.external?.current)
    default:
      return '<unknown type>'
  }
}

interface Values {
  readonly averageUtilization?: number
  readonly averageValue?: string | number
  readonly value?: string | number
}

function resourceTarget(name: string, wanted: Values | undefined, current: Values | undefined): string {
  if (wanted?.averageValue !== undefined) return `${name}: ${quantity(current?.averageValue)}/${quantity(wanted.averageValue)}`
  const now = current?.averageUtilization === undefined ? '<unknown>' : `${String(current.averageUtilization)}%`
  return `${name}: ${now}/${wanted?.averageUtilization === undefined ? '<auto>' : `${String(wanted.averageUtilization)}%`}`
}

function valueTarget(wanted: Values | undefined, current: Values | undefined): string {
  if (wanted?.averageValue !== undefined) return `${quantity(current?.averageValue)}/${quantity(wanted.averageValue)} (avg)`
  return `${quantity(current?.value)}/${quantity(wanted?.value)}`
}

function quantity(value: string | number | undefined): string {
  return value === undefined ? '<unknown>' : String(value)
}
