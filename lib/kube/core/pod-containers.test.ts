import { expect, it } from 'vitest'
import { visitContainers } from './pod-containers'

it('visits init containers first, then regular and ephemeral ones', () => {
  const spec = { containers: [{ name: 'a' }, { name: 'b' }], initContainers: [{ name: 'i' }], ephemeralContainers: [{ name: 'e' }] }
  expect(visitContainers(spec, 'spec').map(({ container, at }) => [container.name, at])).toEqual([
    ['i', 'spec.initContainers[0]'], ['a', 'spec.containers[0]'], ['b', 'spec.containers[1]'], ['e', 'spec.ephemeralContainers[0]'],
  ])
})
