import { expect, it } from 'vitest'
import { pods, World } from '../../controllers/fixtures/world'

it.each([
  ['a Pod that runs', { nodeName: 'node-1' }],
  ['a Pod without a node', { nodeSelector: { disk: 'ssd' } }],
])('%s, deleted at once, is seen marked before it goes', (_what, spec) => {
  const world = new World()
  world.create(pods, { metadata: { name: 'a' }, spec: { ...spec, containers: [{ name: 'web', image: 'nginx:1.25' }] } })
  world.run(3000)
  const seen: unknown[] = []
  world.working.onChange = ({ type, object }) => {
    if (object.kind === 'Pod') seen.push([type, object.metadata.deletionGracePeriodSeconds])
  }
  world.delete(`${pods}/a`, { gracePeriodSeconds: 0 })
  expect(seen).toEqual([['MODIFIED', 0], ['DELETED', 0]])
})

it('other objects go without being marked', () => {
  const world = new World()
  world.create('/api/v1/namespaces/default/configmaps', { metadata: { name: 'a' } })
  const seen: unknown[] = []
  world.working.onChange = ({ type }) => seen.push(type)
  world.delete('/api/v1/namespaces/default/configmaps/a')
  expect(seen).toEqual(['DELETED'])
})
