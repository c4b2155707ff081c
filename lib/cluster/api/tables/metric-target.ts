import type { MetricSpec, MetricStatus } from '@/lib/kube/autoscaling/v2.generated'

/** A metric's value now and the one wanted (pkg/printers/internalversion/printers.go formatHPAMetrics). */
export function metricTarget(spec: MetricSpec, status: MetricStatus | undefined): string {
  return targets[spec.type]?.(spec, status) ?? '<unknown type>'
}

const targets: Readonly<Record<string, ((spec: MetricSpec, status: MetricStatus | undefined) => string) | undefined>> = {
  Resource: ({ resource }, status) => resourceTarget(resource?.name ?? '', resource?.target, status?.resource?.current),
  ContainerResource: ({ containerResource }, status) => resourceTarget(containerResource?.name ?? '', containerResource?.target, status?.containerResource?.current),
  Pods: ({ pods }, status) => `${quantity(status?.pods?.current.averageValue)}/${quantity(pods?.target.averageValue)}`,
  Object: ({ object }, status) => valueTarget(object?.target, status?.object?.current),
  External: ({ external }, status) => valueTarget(external?.target, status?.external?.current),
}

interface Values {
  readonly averageUtilization?: number
  readonly averageValue?: string | number
  readonly value?: string | number
}

function resourceTarget(name: string, wanted: Values | undefined, current: Values | undefined): string {
  if (wanted?.averageValue !== undefined) return `${name}: ${quantity(current?.averageValue)}/${quantity(wanted.averageValue)}`
  return `${name}: ${percent(current, '<unknown>')}/${percent(wanted, '<auto>')}`
}

function percent(values: Values | undefined, otherwise: string): string {
  return values?.averageUtilization === undefined ? otherwise : `${String(values.averageUtilization)}%`
}

function valueTarget(wanted: Values | undefined, current: Values | undefined): string {
  if (wanted?.averageValue !== undefined) return `${quantity(current?.averageValue)}/${quantity(wanted.averageValue)} (avg)`
  return `${quantity(current?.value)}/${quantity(wanted?.value)}`
}

function quantity(value: string | number | undefined): string {
  return value === undefined ? '<unknown>' : String(value)
}
