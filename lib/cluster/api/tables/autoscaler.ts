import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus } from '@/lib/kube/autoscaling/v2.generated'
import { ageOf } from './age'
import { metricTarget } from './metric-target'
import { printer } from './printer'

/** HorizontalPodAutoscalers (printers.go printHorizontalPodAutoscaler). */
export const autoscalerPrinter = printer<HorizontalPodAutoscaler>(
  [{ name: 'Name' }, { name: 'Reference' }, { name: 'Targets' }, { name: 'MinPods' }, { name: 'MaxPods' }, { name: 'Replicas' }, { name: 'Age' }],
  ({ metadata, spec, status }, time) => [
    metadata.name,
    `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    targets(spec.metrics ?? [], status?.currentMetrics ?? []),
    spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas),
    spec.maxReplicas,
    status?.currentReplicas ?? 0,
    ageOf(metadata.creationTimestamp, time),
  ],
)

const shownMetrics = 2

function targets(specs: readonly MetricSpec[], statuses: readonly MetricStatus[]): string {
  if (specs.length === 0) return '<none>'
  const shown = specs.slice(0, shownMetrics).map((spec, at) => metricTarget(spec, statuses[at]))
  return specs.length > shownMetrics ? `${shown.join(', ')} + ${String(specs.length - shownMetrics)} more...` : shown.join(', ')
}
