import { describe, expect, it } from 'vitest'
import type { Manifest } from '../testing/refusal'
import { accepted, refusal } from '../testing/refusal'
import { cpuPercentageOf, specFromV1 } from './horizontal-pod-autoscaler'

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const hpa = (spec: object, version = 'v2'): Manifest => ({
  apiVersion: `autoscaling/${version}`, kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' }, spec: { scaleTargetRef: target, maxReplicas: 5, ...spec },
})
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }

describe('defaults', () => {
  it('one replica at least, and the CPU at 80 %', () => {
    expect(accepted(hpa({}))).toMatchObject({ spec: { minReplicas: 1, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] } })
    expect(accepted(hpa({}, 'v1'))).toMatchObject({ spec: { minReplicas: 1 }, status: { currentReplicas: 0, desiredReplicas: 0 } })
  })

  it('what a behavior leaves out is the usual one; without a behavior there is none', () => {
    expect(accepted(hpa({ behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } }))).toMatchObject({
      spec: {
        behavior: {
          scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [{ type: 'Pods', value: 4 }, { type: 'Percent', value: 100 }] },
          scaleDown: { stabilizationWindowSeconds: 60, selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
        },
      },
    })
    expect(accepted(hpa({}))).not.toHaveProperty('spec.behavior')
  })
})

it.each<[object, readonly string[]]>([
  [{ metrics: [cpu] }, []],
  [{ maxReplicas: 0 }, ['spec.maxReplicas: Required value: must be set and greater than 0', 'spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`']],
  [{ minReplicas: 6 }, ['spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`']],
  [{ minReplicas: 0 }, ['spec.minReplicas: Invalid value: 0: must be greater than or equal to 1', 'spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas']],
  [{ scaleTargetRef: { kind: 'Deployment', name: 'web' } }, ['spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group']],
  [{ scaleTargetRef: { apiVersion: 'apps/v1' } }, ['spec.scaleTargetRef.kind: Required value', 'spec.scaleTargetRef.name: Required value']],
  [{ metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }] }, ['spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization']],
  [{ metrics: [{ type: 'Resource' }] }, ['spec.metrics[0].resource: Required value: must populate information for the given metric source']],
  [{ metrics: [{ ...cpu, type: 'Pods' }] }, ['spec.metrics[0].pods: Required value: must populate information for the given metric source']],
  [{ metrics: [{ type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue' } } }] }, ['spec.metrics[0].pods.target.averageValue: Required value: must specify a positive target averageValue']],
  [{ metrics: [{ type: 'External', external: { metric: { name: 'q' }, target: { type: 'Value', value: '1', averageValue: '1' } } }] }, ['spec.metrics[0].external.target.value: Forbidden: may not set both a target value for metric and a per-pod target']],
  [{ metrics: [{ type: 'ContainerResource', containerResource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }] }, ['spec.metrics[0].containerResource.container: Required value: must specify a container']],
  [{ behavior: { scaleDown: { policies: [] } } }, ['spec.behavior.scaleDown.policies: Required value: must specify at least one Policy']],
  [{ behavior: { scaleUp: { stabilizationWindowSeconds: 3601 } } }, ['spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600']],
  [{ behavior: { scaleUp: { policies: [{ type: 'Pods', value: 0, periodSeconds: 1801 }] } } }, [
    'spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero', 'spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800',
  ]],
])('%j', (spec, wanted) => {
  expect([...new Set(refusal(hpa(spec)))]).toEqual(wanted)
})

it('v1 is checked as v2', () => {
  expect(refusal(hpa({ targetCPUUtilizationPercentage: 0 }, 'v1'))).toEqual(['spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0'])
  const v1 = accepted(hpa({ targetCPUUtilizationPercentage: 60 }, 'v1'))
  expect(cpuPercentageOf(specFromV1(v1 as never))).toBe(60)
  expect(cpuPercentageOf({ scaleTargetRef: target, maxReplicas: 1 })).toBeUndefined()
})

it.each<[object, readonly string[]]>([
  [{ minAvailable: 1 }, []],
  [{}, []],
  [{ minAvailable: '150%' }, ['spec.minAvailable: Invalid value: "150%": must not be greater than 100%']],
  [{ maxUnavailable: -1 }, ['spec.maxUnavailable: Invalid value: -1: must be greater than or equal to 0']],
  [{ minAvailable: 1, maxUnavailable: 1 }, ['spec: Invalid value: {"MinAvailable":1,"Selector":null,"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set']],
  [{ unhealthyPodEvictionPolicy: 'Never' }, ['spec.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"']],
])('PodDisruptionBudget %j', (spec, wanted) => {
  expect(refusal({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec })).toEqual(wanted)
})
