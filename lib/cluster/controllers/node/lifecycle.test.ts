import { expect, it } from 'vitest'
import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { startNode, stopNode } from '../../node-power'
import { services, World } from '../fixtures/world'
import { podCondition } from '../pod-state'

const onNode = (world: World, name: string) => world.working.list(`node:${name}`) as Pod[]
const ready = (world: World, name: string) => (world.working.get(`/nodes//${name}`) as Node).status?.conditions?.find(({ type }) => type === 'Ready')?.status

it('takes a silent node for lost after 50 s: Pods not ready, endpoints out, Pods evicted after what they tolerate', () => {
  const world = new World()
  world.create(services, { metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } })
  world.deployment('web', 3)
  world.run(5000)
  const [lost] = onNode(world, 'node-2')
  stopNode(world.working, 'node-2')
  world.run(49_000)
  expect(ready(world, 'node-2')).toBe('True')
  world.run(2000)
  expect(ready(world, 'node-2')).toBe('Unknown')
  expect(podCondition(onNode(world, 'node-2')[0] ?? ({} as Pod), 'Ready')?.status).toBe('False')
  const [slice] = world.working.list('label:discovery.k8s.io/endpointslices/default:kubernetes.io/service-name=web') as EndpointSlice[]
  expect(slice?.endpoints?.filter(({ conditions }) => conditions?.ready === true).map(({ nodeName }) => nodeName).sort()).toEqual(['node-1', 'node-3'])
  expect((world.working.get('/nodes//node-2') as Node).spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual(['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute'])
  world.run(299_000)
  expect(world.pods()).toHaveLength(3)
  world.run(5000)
  const evicted = world.pods().find(({ metadata }) => metadata.uid === lost?.metadata.uid)
  expect(evicted?.metadata.deletionTimestamp).toBeDefined()
  expect(podCondition(evicted ?? ({} as Pod), 'DisruptionTarget')?.reason).toBe('DeletionByTaintManager')
  expect(world.pods()).toHaveLength(4)
})

it('forgets the eviction when the node is back in time', () => {
  const world = new World()
  world.deployment('web', 3)
  world.run(5000)
  const before = onNode(world, 'node-2').map(({ metadata }) => metadata.uid)
  stopNode(world.working, 'node-2')
  world.run(60_000)
  startNode(world.working, 'node-2')
  world.run(30_000)
  expect(ready(world, 'node-2')).toBe('True')
  expect((world.working.get('/nodes//node-2') as Node).spec.taints).toBeUndefined()
  world.run(400_000)
  expect(onNode(world, 'node-2').map(({ metadata }) => metadata.uid)).toEqual(before)
})

it('changes the taints that evict at its passes, five seconds apart', () => {
  const world = new World()
  const taints = () => (world.working.get('/nodes//node-2') as Node).spec.taints?.map(({ key, effect }) => `${key.slice('node.kubernetes.io/'.length)}:${effect}`) ?? []
  stopNode(world.working, 'node-2')
  world.run(66_000)
  startNode(world.working, 'node-2')
  world.run(1000)
  expect(taints()).toEqual(['unreachable:NoExecute', 'not-ready:NoSchedule'])
  world.run(3100)
  expect(taints()).toEqual(['not-ready:NoSchedule', 'not-ready:NoExecute'])
  world.run(6900)
  expect(taints()).toEqual(['not-ready:NoExecute'])
  world.run(4000)
  expect(taints()).toEqual([])
})
