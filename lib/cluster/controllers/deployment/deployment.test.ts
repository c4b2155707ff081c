import { describe, expect, it } from 'vitest'
import { deployments, World } from '../fixtures/world'
import { findCondition } from './conditions'

describe('a Deployment', () => {
  it('comes up through one ReplicaSet named after its template', () => {
    const world = new World()
    world.deployment('web', 3)
    world.run(5000)
    const [replicaSet] = world.replicaSets()
    expect(replicaSet?.metadata.name).toMatch(/^web-[456789bcdf]+$/)
    expect(replicaSet?.metadata.labels?.['pod-template-hash']).toBe(replicaSet?.metadata.name.slice(4))
    expect(world.getDeployment('web').status).toMatchObject({ replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 })
    expect(findCondition(world.getDeployment('web').status, 'Progressing')).toMatchObject({ reason: 'NewReplicaSetAvailable', message: `ReplicaSet "${replicaSet?.metadata.name ?? ''}" has successfully progressed.` })
    expect(world.events('web')).toEqual([`ScalingReplicaSet: Scaled up replica set ${replicaSet?.metadata.name ?? ''} from 0 to 3`])
  })

  it('rolls within its bounds and keeps the old ReplicaSet at 0', () => {
    const world = new World()
    world.deployment('web', 4)
    world.run(5000)
    let fewest = 4
    let most = 4
    world.working.onChange = () => {
      const live = world.pods().filter((pod) => pod.metadata.deletionTimestamp === undefined)
      most = Math.max(most, live.length)
      fewest = Math.min(fewest, live.filter((pod) => pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')).length)
    }
    world.patch(`${deployments}/web`, { spec: { template: { spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } } })
    world.run(60_000)
    expect([fewest, most]).toEqual([3, 5])
    expect(world.replicaSets().map(({ spec }) => spec.replicas)).toEqual([0, 4])
    expect(world.getDeployment('web').metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2')
  })

  it('brings an old ReplicaSet back under a new revision', () => {
    const world = new World()
    world.deployment('web', 1)
    world.run(3000)
    const image = (name: string) => ({ spec: { template: { spec: { containers: [{ name: 'web', image: name }] } } } })
    world.patch(`${deployments}/web`, image('nginx:1.26'))
    world.run(30_000)
    world.patch(`${deployments}/web`, image('nginx:1.25'))
    world.run(30_000)
    const first = world.replicaSets()[0]
    expect(first?.spec.replicas).toBe(1)
    expect(first?.metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '3', 'deployment.kubernetes.io/revision-history': '1' })
  })

  it('waits while paused and goes on when resumed', () => {
    const world = new World()
    world.deployment('web', 2)
    world.run(5000)
    world.patch(`${deployments}/web`, { spec: { paused: true, template: { spec: { containers: [{ name: 'web', image: 'nginx:1.26' }] } } } })
    world.run(30_000)
    expect(world.replicaSets()).toHaveLength(1)
    expect(findCondition(world.getDeployment('web').status, 'Progressing')?.reason).toBe('DeploymentPaused')
    world.patch(`${deployments}/web`, { spec: { paused: null } })
    world.run(30_000)
    expect(world.replicaSets().map(({ spec }) => spec.replicas)).toEqual([0, 2])
  })

  it('says when its deadline has passed', () => {
    const world = new World()
    world.deployment('web', 1, 'nginx:1.99', { progressDeadlineSeconds: 30 })
    world.run(29_000)
    expect(findCondition(world.getDeployment('web').status, 'Progressing')?.status).toBe('True')
    world.run(5000)
    expect(findCondition(world.getDeployment('web').status, 'Progressing')).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' })
  })

  it('with Recreate lets the last old Pod go before the first new one is made', () => {
    const world = new World()
    world.deployment('web', 2, 'nginx:1.25', { strategy: { type: 'Recreate' } })
    world.run(5000)
    const images = new Set<string>()
    world.working.onChange = () => {
      const running = world.pods().filter((pod) => pod.status?.phase !== 'Succeeded')
      images.add([...new Set(running.map((pod) => pod.spec.containers[0]?.image ?? ''))].join(' and '))
    }
    world.patch(`${deployments}/web`, { spec: { template: { spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } } })
    world.run(60_000)
    expect([...images].sort()).toEqual(['', 'nginx:1.25', 'nginx:1.27'])
  })

  it('keeps no more history than it is told to', () => {
    const world = new World()
    world.deployment('web', 1, 'nginx:1.25', { revisionHistoryLimit: 1 })
    for (const image of ['nginx:1.26', 'nginx:1.27', 'httpd:2.4']) {
      world.run(30_000)
      world.patch(`${deployments}/web`, { spec: { template: { spec: { containers: [{ name: 'web', image }] } } } })
    }
    world.run(30_000)
    expect(world.replicaSets().map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision'])).toEqual(['3', '4'])
  })
})
