import { expect, it } from 'vitest'
import type { Endpoints } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { pods, services, World } from '../fixtures/world'

const slices = (world: World) => world.working.list('label:discovery.k8s.io/endpointslices/default:kubernetes.io/service-name=web') as EndpointSlice[]
const service = (spec: object) => ({ metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec } })

it('lists ready Pods with the number behind a named port', () => {
  const world = new World()
  world.create(services, service({ ports: [{ port: 80, targetPort: 'http' }] }))
  world.create(pods, { metadata: { name: 'a', labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.25', ports: [{ name: 'http', containerPort: 80 }] }] } })
  world.run(5000)
  expect(slices(world)).toMatchObject([{ endpoints: [{ targetRef: { name: 'a' }, conditions: { ready: true, serving: true, terminating: false } }], ports: [{ port: 80, protocol: 'TCP' }] }])
  expect((world.working.get('/endpoints/default/web') as Endpoints).subsets).toMatchObject([{ addresses: [{ targetRef: { name: 'a' } }], ports: [{ port: 80 }] }])
})

it('keeps one slice without endpoints for a Service that selects nothing', () => {
  const world = new World()
  world.create(services, service({}))
  world.run(1000)
  expect(slices(world)).toMatchObject([{ endpoints: null, ports: null }])
})

it('lists Pods that lack a named port without ports', () => {
  const world = new World()
  world.create(services, service({ ports: [{ port: 80, targetPort: 'web' }] }))
  world.deployment('web', 2)
  world.run(5000)
  const [slice] = slices(world)
  expect(slice?.endpoints).toHaveLength(2)
  expect(slice?.ports ?? []).toEqual([])
})

it('splits a large Service into slices of a hundred and fills them again', () => {
  const world = new World({ nodes: 3 })
  world.create(services, service({}))
  world.deployment('web', 250)
  world.run(60_000)
  expect(slices(world).map(({ endpoints }) => endpoints?.length)).toEqual([100, 100, 50])
})

it('takes the Service away with its slices', () => {
  const world = new World()
  world.create(services, service({}))
  world.deployment('web', 1)
  world.run(5000)
  world.delete(`${services}/web`)
  world.run(5000)
  expect(slices(world)).toEqual([])
  expect(world.working.get('/endpoints/default/web')).toBeUndefined()
})

it('mirrors Endpoints that were written by hand', () => {
  const world = new World()
  world.create(services, { metadata: { name: 'web' }, spec: { ports: [{ name: 'pg', port: 5432 }] } })
  world.create('/api/v1/namespaces/default/endpoints', { metadata: { name: 'web' }, subsets: [{ addresses: [{ ip: '198.51.100.7' }], ports: [{ name: 'pg', port: 5432 }] }] })
  world.run(1000)
  expect(slices(world)).toMatchObject([{ endpoints: [{ addresses: ['198.51.100.7'], conditions: { ready: true } }], ports: [{ name: 'pg', port: 5432 }] }])
})

it('looks again a second after a slice of a Service whose Pod was made with it: a Pod without an address then has told its transition', () => {
  const annotations = (firstStartAt: number) => {
    const world = new World({ firstStartAt: { a: firstStartAt } })
    world.create(services, service({ publishNotReadyAddresses: true }))
    world.create(pods, { metadata: { name: 'a', labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.25', readinessProbe: { httpGet: { port: 9 } } }] } })
    world.run(3000)
    expect(slices(world)).toMatchObject([{ endpoints: [{ targetRef: { name: 'a' } }] }])
    return slices(world)[0]?.metadata.annotations
  }
  expect(annotations(900)).toHaveProperty(['endpoints.kubernetes.io/last-change-trigger-time'])
  expect(annotations(1500)).toBeUndefined()
})
