import { expect, it } from 'vitest'
import { printedRules } from './policy-rules'

it('verbs of one resource are put together, rules are sorted by their text', () => {
  const status = {
    resourceRules: [
      { verbs: ['get', 'list'], apiGroups: ['', 'apps'], resources: ['pods', 'deployments/scale'] },
      { verbs: ['list', 'watch'], apiGroups: [''], resources: ['pods'] },
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: ['a', 'b'] },
    ],
    nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/livez', '/healthz'] }],
  }
  expect(printedRules({ status })).toEqual([
    ['*.*', '[]', '[]', '[*]'],
    ['pods', '[]', '[]', '[get list watch]'],
    ['deployments/scale', '[]', '[]', '[get list]'],
    ['deployments.apps/scale', '[]', '[]', '[get list]'],
    ['pods.apps', '[]', '[]', '[get list]'],
    ['', '[/healthz]', '[]', '[get]'],
    ['', '[/livez]', '[]', '[get]'],
    ['secrets', '[]', '[a]', '[get]'],
    ['secrets', '[]', '[b]', '[get]'],
  ])
})
