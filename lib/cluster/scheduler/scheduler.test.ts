import { describe, expect, it } from 'vitest'
import type { Event, Pod } from '@/lib/kube/core/v1.generated'
import { pods, World } from '../controllers/fixtures/world'

const pod = (name: string, spec: object = {}, container: object = {}) => ({ metadata: { name, labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.25', ...container }], ...spec } })
const cpu = (amount: string) => ({ resources: { requests: { cpu: amount } } })
const get = (world: World, name: string) => world.working.get(`/pods/default/${name}`) as Pod
const refusal = (world: World, name: string) => get(world, name).status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message

describe('the scheduler', () => {
  it('spreads a Deployment over the nodes', () => {
    const world = new World()
    world.deployment('web', 9)
    world.run(10_000)
    const counts = ['node-1', 'node-2', 'node-3'].map((node) => world.working.keys(`node:${node}`).size)
    expect(counts).toEqual([3, 3, 3])
  })

  it.each([
    ['asks for too much', pod('a', {}, cpu('16')), '0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'],
    ['wants a node there is not', pod('a', { nodeSelector: { disk: 'ssd' } }), "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling."],
  ])('refuses a Pod that %s in the real words', (_what, object, message) => {
    const world = new World()
    world.create(pods, object)
    world.run(1000)
    expect(refusal(world, 'a')).toBe(message)
    expect(world.events('a')).toEqual([`FailedScheduling: ${message}`])
  })

  it('counts host ports, cordons and room together', () => {
    const world = new World()
    world.patch('/api/v1/nodes/node-1', { spec: { unschedulable: true } })
    for (const name of ['a', 'b', 'c']) world.create(pods, pod(name, {}, { ports: [{ containerPort: 80, hostPort: 8080 }] }))
    world.run(1000)
    expect(refusal(world, 'c')).toBe("0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't have free ports for the requested pod ports. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.")
  })

  it('tries again when room is made', () => {
    const world = new World()
    for (const name of ['a', 'b', 'c', 'd']) world.create(pods, pod(name, { terminationGracePeriodSeconds: 1 }, cpu('3')))
    world.run(3000)
    expect(get(world, 'd').spec.nodeName).toBeUndefined()
    world.delete(`${pods}/a`)
    world.run(20_000)
    expect(get(world, 'd').spec.nodeName).toBeDefined()
  })

  it('tries at once what lacks room each time a Pod leaves, and not what wants another node', () => {
    const world = new World()
    for (const name of ['a', 'b']) world.create(pods, pod(name))
    world.run(3000)
    world.create(pods, pod('large', {}, cpu('16')))
    world.create(pods, pod('choosy', { nodeSelector: { disk: 'ssd' } }))
    world.run(500)
    for (const name of ['a', 'b']) {
      world.delete(`${pods}/${name}`, { gracePeriodSeconds: 0 })
      world.run(200)
    }
    const told = (world.working.list('/events/default') as Event[]).filter(({ reason }) => reason === 'FailedScheduling').map(({ involvedObject, series }) => [involvedObject?.name, series?.count])
    // The condition that the first refusal wrote made the Pod another version, so that the second begins an Event of its own.
    expect(told).toEqual([['large', undefined], ['choosy', undefined], ['large', 2]])
  })

  it('tries what a taint kept away when the taint goes', () => {
    const world = new World()
    for (const node of ['node-1', 'node-2', 'node-3']) world.patch(`/api/v1/nodes/${node}`, { spec: { taints: [{ key: 'team', value: 'data', effect: 'NoSchedule' }] } })
    world.create(pods, pod('a'))
    world.run(1000)
    expect(get(world, 'a').spec.nodeName).toBeUndefined()
    world.patch('/api/v1/nodes/node-2', { spec: { taints: null } })
    world.run(100)
    expect(get(world, 'a').spec.nodeName).toBe('node-2')
  })

  it('keeps Pods with anti-affinity apart', () => {
    const world = new World()
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'kubernetes.io/hostname' }] }
    for (const name of ['a', 'b', 'c', 'd']) world.create(pods, pod(name, { affinity: { podAntiAffinity } }))
    world.run(3000)
    expect(new Set(['a', 'b', 'c'].map((name) => get(world, name).spec.nodeName)).size).toBe(3)
    expect(refusal(world, 'd')).toContain("3 node(s) didn't match pod anti-affinity rules")
  })

  it('makes room for a more important Pod', () => {
    const world = new World()
    world.create('/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name: 'high' }, value: 1000 })
    for (const name of ['a', 'b', 'c']) world.create(pods, pod(name, { terminationGracePeriodSeconds: 1 }, cpu('3')))
    world.run(3000)
    world.create(pods, pod('vip', { priorityClassName: 'high' }, cpu('3')))
    world.run(10_000)
    expect(get(world, 'vip').spec.nodeName).toBeDefined()
    expect(world.pods()).toHaveLength(3)
  })
})
