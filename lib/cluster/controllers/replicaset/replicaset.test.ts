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
  world.run(40_000)
  interface Fields {
    readonly node?: string
    readonly ready?: boolean
    readonly readyAt?: number
    readonly createdAt?: number
    readonly cost?: string
    readonly restarts?: number
    readonly sidecarRestarts?: number
  }
  const time = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().replace('.000', '')
  const pod = (name: string, { node, ready = true, readyAt = 0, createdAt = 0, cost, restarts = 0, sidecarRestarts = 0 }: Fields) =>
    ({
      metadata: { name, uid: name, creationTimestamp: time(createdAt), ...(cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }) },
      spec: { ...(node === undefined ? {} : { nodeName: node }), initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: time(readyAt) }],
        initContainerStatuses: [{ name: 'proxy', restartCount: sidecarRestarts }],
        containerStatuses: [{ restartCount: restarts }],
      },
    }) as unknown as Pod
  const first = (...list: Pod[]) => podsToDelete(world.working, list, list, 1)[0]?.metadata.name
  const [node, other] = ['node-1', 'node-2']

  it.each([
    ['one without a node', [pod('a', { node }), pod('b', {})], 'b'],
    ['one that is not ready', [pod('a', { node }), pod('b', { node: other, ready: false })], 'b'],
    ['the cheaper one', [pod('a', { node }), pod('b', { node: other, cost: '-5' })], 'b'],
    ['one that shares its node', [pod('a', { node }), pod('b', { node: other }), pod('c', { node: other })], 'b'],
    ['one that is ready for half as long', [pod('a', { node, readyAt: 0 }), pod('b', { node: other, readyAt: 30 })], 'b'],
    ['by uid one that is ready for about as long, whatever restarted', [pod('a', { node, readyAt: 0 }), pod('b', { node: other, readyAt: 1, restarts: 3 })], 'a'],
    ['one that restarted', [pod('a', { node }), pod('b', { node: other, restarts: 3 })], 'b'],
    ['one whose sidecar restarted', [pod('a', { node }), pod('b', { node: other, sidecarRestarts: 1 })], 'b'],
    ['the younger one', [pod('a', { node }), pod('b', { node: other, createdAt: 30 })], 'b'],
    ['the first of two that differ in nothing', [pod('b', { node }), pod('a', { node: other })], 'b'],
  ])('takes %s first', (_what, list, expected) => {
    expect(first(...list)).toBe(expected)
  })

  it('asks for no crowded node where no Deployment owns the ReplicaSet', () => {
    const list = [pod('a', { node }), pod('b', { node: other }), pod('c', { node: other })]
    expect(podsToDelete(world.working, list, [], 1).map(({ metadata }) => metadata.name)).toEqual(['a'])
  })
})

it('a ReplicaSet of its own scales down what is youngest, not what shares a node', () => {
  const world = new World({ nodes: 2 })
  const labels = { app: 'own' }
  const bare = (name: string, nodeName: string) => ({ metadata: { name, labels }, spec: { nodeName, containers: [{ name: 'own', image: 'nginx:1.25' }] } })
  world.create(pods, bare('a', 'node-1'))
  world.create(pods, bare('b', 'node-1'))
  world.run(60_000)
  world.create(pods, bare('c', 'node-2'))
  world.create('/apis/apps/v1/namespaces/default/replicasets', { metadata: { name: 'own' }, spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: bare('', '').spec } } })
  world.run(10_000)
  expect(world.pods().map(({ metadata }) => metadata.name)).toEqual(['a', 'b'])
})
