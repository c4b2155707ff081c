import { expect, it } from 'vitest'
import { volumeWarnings } from './volume-warnings'

it.each([
  ['a plug-in that is gone', [{ name: 'a', glusterfs: { endpoints: 'e', path: 'p' } }], ['v[0].glusterfs: deprecated in v1.25, non-functional in v1.26+']],
  ['a projection of nothing', [{ name: 'all', projected: { sources: [{}] } }], ['volume "all" (Projected) has no sources provided']],
  [
    'a file over a token', [{ name: 'a', projected: { sources: [{ serviceAccountToken: { path: 'token' } }, { configMap: { name: 'c', items: [{ key: 'k', path: 'token' }] } }] } }],
    ['v[0].projected.sources.configMap[0]: has duplicated path with ServiceAccountToken "token"'],
  ],
])('%s', (_, volumes, warnings) => {
  expect(volumeWarnings(volumes, 'v')).toEqual(warnings)
})
