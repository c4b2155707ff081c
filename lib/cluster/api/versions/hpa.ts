import type { KubeObject } from '@/lib/kube/object'

interface Metric {
  readonly type: string
  readonly resource?: { readonly name: string; readonly target: { readonly type: string; readonly averageUtilization?: number } }
}

interface Autoscaler extends KubeObject {
  readonly spec: { readonly scaleTargetRef: unknown; readonly minReplicas?: number; readonly maxReplicas: number; readonly metrics?: readonly Metric[] }
  readonly status?: { readonly currentReplicas?: number; readonly desiredReplicas?: number; readonly observedGeneration?: number; readonly lastScaleTime?: string }
}

/** autoscaling/v2 as autoscaling/v1 shows it: the CPU utilization alone has a field of its own (pkg/apis/autoscaling/v1/conversion.go). */
export function hpaToV1(object: KubeObject): KubeObject {
  const { spec, status, ...rest } = object as Autoscaler
  const { metrics = [], scaleTargetRef, minReplicas, maxReplicas } = spec
  const cpu = metrics.find((metric) => metric.resource?.name === 'cpu' && metric.resource.target.type === 'Utilization')?.resource?.target.averageUtilization
  const targets = { scaleTargetRef, ...(minReplicas === undefined ? {} : { minReplicas }), maxReplicas, ...(cpu === undefined ? {} : { targetCPUUtilizationPercentage: cpu }) }
  const { currentReplicas = 0, desiredReplicas = 0, observedGeneration, lastScaleTime } = status ?? {}
  const shown = { ...(observedGeneration === undefined ? {} : { observedGeneration }), ...(lastScaleTime === undefined ? {} : { lastScaleTime }), currentReplicas, desiredReplicas }
  return { ...rest, apiVersion: 'autoscaling/v1', spec: targets, status: shown } as unknown as KubeObject
}

interface AutoscalerV1 extends KubeObject {
  readonly spec?: { readonly scaleTargetRef: unknown; readonly minReplicas?: number; readonly maxReplicas: number; readonly targetCPUUtilizationPercentage?: number }
}

/** The way back, for what is written as autoscaling/v1. */
export function hpaFromV1(object: KubeObject): KubeObject {
  const { spec, ...rest } = object as AutoscalerV1
  if (spec === undefined) return { ...object, apiVersion: 'autoscaling/v2' }
  const { targetCPUUtilizationPercentage: cpu, ...targets } = spec
  const metrics = cpu === undefined ? {} : { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } }] }
  return { ...rest, apiVersion: 'autoscaling/v2', spec: { ...targets, ...metrics } } as unknown as KubeObject
}
