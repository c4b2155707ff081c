import { expect, it } from 'vitest'
import type { Service } from '@/lib/kube/core/v1.generated'
import { services, World } from '../fixtures/world'

const get = (world: World, name: string) => world.working.get(`/services/default/${name}`) as Service
const balanced = (name: string) => ({ metadata: { name }, spec: { type: 'LoadBalancer', selector: { app: name }, ports: [{ port: 80 }] } })

it('gives an address after a few seconds, another to each Service, and takes it back', () => {
  const world = new World()
  world.create(services, balanced('a'))
  world.create(services, balanced('b'))
  world.run(1000)
  expect(get(world, 'a').status?.loadBalancer?.ingress).toBeUndefined()
  world.run(4000)
  expect(get(world, 'a').status?.loadBalancer?.ingress).toEqual([{ ip: '203.0.113.10', ipMode: 'VIP' }])
  expect(get(world, 'b').status?.loadBalancer?.ingress?.[0]?.ip).toBe('203.0.113.11')
  expect(world.events('a')).toEqual(['EnsuringLoadBalancer: Ensuring load balancer', 'EnsuredLoadBalancer: Ensured load balancer'])
  world.delete(`${services}/a`)
  world.run(5000)
  expect(get(world, 'a')).toBeUndefined()
  world.create(services, balanced('c'))
  world.run(5000)
  expect(get(world, 'c').status?.loadBalancer?.ingress?.[0]?.ip).toBe('203.0.113.10')
})

it('stays away from recordings, which had no cloud', () => {
  const world = new World({ standIns: false })
  world.create(services, balanced('a'))
  world.run(60_000)
  expect(get(world, 'a').status?.loadBalancer?.ingress).toBeUndefined()
})
