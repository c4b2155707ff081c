import { expect, it } from 'vitest'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import { pods, services, World } from '../fixtures/world'

const slices = 'label:discovery.k8s.io/endpointslices/default:kubernetes.io/service-name=web'

it.each([
  [false, ['a'], ['FailedToUpdateEndpointSlices: Error updating Endpoint Slices for Service default/web: skipping Pod b for Service default/web: Node node-2 Not Found']],
  [true, ['a', 'b'], []],
])('skips and tells of a Pod whose node is no more, unless all are published (%s)', (publishNotReadyAddresses, listed, told) => {
  const world = new World()
  world.create(services, { metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }], publishNotReadyAddresses } })
  for (const [name, nodeName] of [['a', 'node-1'], ['b', 'node-2']]) world.create(pods, { metadata: { name, labels: { app: 'web' } }, spec: { nodeName, containers: [{ name: 'web', image: 'nginx:1.25' }] } })
  world.run(5000)
  world.delete('/api/v1/nodes/node-2')
  world.patch(`${services}/web`, { spec: { ports: [{ port: 81 }] } })
  world.run(500)
  const [slice] = world.working.list(slices) as EndpointSlice[]
  expect(slice?.endpoints?.map(({ targetRef }) => targetRef?.name)).toEqual(listed)
  expect(world.events('web')).toEqual(told)
})
