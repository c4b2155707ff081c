import { describe, expect, it } from 'vitest'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { pods, World } from '../fixtures/world'
import { podsToDelete } from './deletion-order'

describe('a ReplicaSet', () => {
  it('replaces a Pod that was deleted', () => {
    const world = new World()
    world.deployment('web', 3)
    world.run(5000)
    const [victim] = world.pods()
    world.delete(`${pods}/${victim?.metadata.name ?? ''}`, { gracePeriodSeconds: 0 })
    world.run(5000)
    expect(world.pods()).toHaveLength(3)
    expect(world.pods().map(({ metadata }) => metadata.uid)).not.toContain(victim?.metadata.uid)
  })

  it('lets a Pod go whose labels no longer match, and makes another', () => {
    const world = new World()
    world.deployment('web', 2)
    world.run(5000)
    const name = world.pods()[0]?.metadata.name ?? ''
    world.patch(`${pods}/${name}`, { metadata: { labels: { app: 'other' } } })
    world.run(5000)
    expect(world.pods()).toHaveLength(3)
    expect(world.pods().find(({ metadata }) => metadata.name === name)?.metadata.ownerReferences).toBeUndefined()
  })

  it('adopts no bare Pod that lacks the template hash', () => {
    const world = new World()
    world.create(pods, { metadata: { name: 'bare', labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.25' }] } })
    world.deployment('web', 1)
    world.run(5000)
    expect(world.pods()).toHaveLength(2)
  })
})

describe('podsToDelete', () => {
  const world = new World()
  const pod = (name: string, fields: { node?: string; ready?: boolean; cost?: string; restarts?: number }) =>
    ({
      metadata: { name, uid: name, creationTimestamp: '2026-01-01T00:00:00Z', ...(fields.cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': fields.cost } }) },
      spec: fields.node === undefined ? {} : { nodeName: fields.node },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: fields.ready === false ? 'False' : 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }],
        containerStatuses: [{ restartCount: fields.restarts ?? 0 }],
      },
    }) as unknown as Pod
  const first = (...list: Pod[]) => podsToDelete(world.working, list, list, 1)[0]?.metadata.name

  it.each([
    ['one without a node', [pod('a', { node: 'node-1' }), pod('b', {})], 'b'],
    ['one that is not ready', [pod('a', { node: 'node-1' }), pod('b', { node: 'node-2', ready: false })], 'b'],
    ['the cheaper one', [pod('a', { node: 'node-1' }), pod('b', { node: 'node-2', cost: '-5' })], 'b'],
    ['one that shares its node', [pod('a', { node: 'node-1' }), pod('b', { node: 'node-2' }), pod('c', { node: 'node-2' })], 'b'],
    ['one that restarted', [pod('a', { node: 'node-1' }), pod('b', { node: 'node-2', restarts: 3 })], 'b'],
  ])('takes %s first', (_what, list, expected) => {
    expect(first(...list)).toBe(expected)
  })
})
