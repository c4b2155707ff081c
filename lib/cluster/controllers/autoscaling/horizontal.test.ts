import { describe, expect, it } from 'vitest'
import type { HorizontalPodAutoscaler } from '@/lib/kube/autoscaling/v2.generated'
import { deployments, World } from '../fixtures/world'

const autoscalers = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers'

function made(replicas: number, bounds: object, target: object = {}): World {
  const world = new World()
  world.deployment('web', replicas)
  world.create(autoscalers, { metadata: { name: 'web' }, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', ...target }, ...bounds, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] } })
  world.run(20_000)
  return world
}

const stored = (world: World) => world.working.get('autoscaling/horizontalpodautoscalers/default/web') as HorizontalPodAutoscaler
const told = (world: World, type: string) => stored(world).status?.conditions?.find((condition) => condition.type === type)

describe('a HorizontalPodAutoscaler', () => {
  it('brings what it scales up to its minimum, and says so', () => {
    const world = made(1, { minReplicas: 3, maxReplicas: 5 })
    expect(world.getDeployment('web').spec.replicas).toBe(3)
    expect(world.events('web')).toContain('SuccessfulRescale: New size: 3; reason: Current number of replicas below Spec.MinReplicas')
    expect(told(world, 'AbleToScale')).toMatchObject({ status: 'True', reason: 'SucceededRescale' })
  })

  it('brings it down to its maximum, then and whenever somebody scales it', () => {
    const world = made(6, { maxReplicas: 4 })
    expect(world.getDeployment('web').spec.replicas).toBe(4)
    expect(world.events('web')).toContain('SuccessfulRescale: New size: 4; reason: Current number of replicas above Spec.MaxReplicas')
    world.patch(`${deployments}/web`, { spec: { replicas: 9 } })
    world.run(20_000)
    expect(world.getDeployment('web').spec.replicas).toBe(4)
  })

  it('between its bounds changes nothing: there are no metrics, and it says so', () => {
    const world = made(2, { maxReplicas: 4 })
    expect(world.getDeployment('web').spec.replicas).toBe(2)
    expect(told(world, 'ScalingActive')).toMatchObject({ status: 'False', reason: 'FailedGetResourceMetric' })
  })

  it('leaves alone what was scaled to 0', () => {
    const world = made(0, { minReplicas: 2, maxReplicas: 4 })
    expect(world.getDeployment('web').spec.replicas).toBe(0)
    expect(told(world, 'ScalingActive')).toMatchObject({ status: 'False', reason: 'ScalingDisabled' })
  })

  it('says that what it is to scale is not there', () => {
    const world = made(1, { maxReplicas: 4 }, { name: 'wbe' })
    expect(told(world, 'AbleToScale')).toMatchObject({ status: 'False', reason: 'FailedGetScale', message: 'the HPA controller was unable to get the target\'s current scale: deployments.apps "wbe" not found' })
  })
})
