import { describe, expect, it } from 'vitest'
import { deployments, World } from '../fixtures/world'

describe('deleting a Deployment', () => {
  const running = () => {
    const world = new World()
    world.deployment('web', 2)
    world.run(5000)
    return world
  }

  it('in the background takes ReplicaSet and Pods after it', () => {
    const world = running()
    world.delete(`${deployments}/web`, { propagationPolicy: 'Background' })
    expect(world.getDeployment('web')).toBeUndefined()
    expect(world.replicaSets()).toHaveLength(1)
    world.run(60_000)
    expect(world.replicaSets()).toEqual([])
    expect(world.pods()).toEqual([])
  })

  it('in the foreground goes last', () => {
    const world = running()
    const gone: string[] = []
    world.working.onChange = ({ type, object }) => {
      if (type === 'DELETED') gone.push(object.kind)
    }
    world.delete(`${deployments}/web`, { propagationPolicy: 'Foreground' })
    expect(world.getDeployment('web').metadata.finalizers).toEqual(['foregroundDeletion'])
    world.run(60_000)
    expect(gone.filter((kind) => kind !== 'Event')).toEqual(['Pod', 'Pod', 'ReplicaSet', 'Deployment'])
  })

  it('with orphan leaves them, and the next Deployment of that kind takes them', () => {
    const world = running()
    const pods = world.pods().map(({ metadata }) => metadata.uid)
    world.delete(`${deployments}/web`, { propagationPolicy: 'Orphan' })
    world.run(5000)
    expect(world.getDeployment('web')).toBeUndefined()
    expect(world.replicaSets()[0]?.metadata.ownerReferences).toBeUndefined()
    world.deployment('web', 2)
    world.run(5000)
    expect(world.replicaSets()).toHaveLength(1)
    expect(world.pods().map(({ metadata }) => metadata.uid)).toEqual(pods)
  })
})
