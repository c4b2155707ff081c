import { expect, it } from 'vitest'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { pods, World } from './controllers/fixtures/world'
import { startNode, stopNode } from './node-power'

const bound = (name: string, nodeName: string) => ({ metadata: { name }, spec: { nodeName, containers: [{ name: 'web', image: 'nginx:1.25' }] } })
const phase = (world: World, name: string) => (world.working.get(`/pods/default/${name}`) as Pod | undefined)?.status?.phase

it('runs nothing on a node that never was, and collects its Pods', () => {
  const world = new World()
  world.create(pods, bound('a', 'node-9'))
  world.run(20_000)
  expect(phase(world, 'a')).toBe('Pending')
  world.run(60_000)
  expect(phase(world, 'a')).toBeUndefined()
})

it('goes on running Pods on a machine whose Node was deleted', () => {
  const world = new World()
  world.create(pods, bound('a', 'node-2'))
  world.delete('/api/v1/nodes/node-2')
  world.run(5000)
  expect(phase(world, 'a')).toBe('Running')
})

it('lets a Pod whose node was silent be ready since it first was', () => {
  const world = new World()
  const ready = () => (world.working.get('/pods/default/a') as Pod | undefined)?.status?.conditions?.find(({ type }) => type === 'Ready')
  world.create(pods, bound('a', 'node-2'))
  world.run(5000)
  const before = ready()
  stopNode(world.working, 'node-2')
  world.run(60_000)
  expect(ready()?.status).toBe('False')
  startNode(world.working, 'node-2')
  world.run(20_000)
  expect(ready()).toEqual(before)
})
