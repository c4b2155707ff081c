import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateProjectedVolume } from './volume-projected'

const token = { serviceAccountToken: { path: 't', expirationSeconds: 3600 } }
const config = { configMap: { name: 'c', items: [{ key: 'k', path: 'p' }] } }

it.each([
  ['a token and a ConfigMap', [token, config], []],
  ['a short token', [{ serviceAccountToken: { path: 't', expirationSeconds: 60 } }], ['v.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes']],
  ['a token without path', [{ serviceAccountToken: { expirationSeconds: 3600 } }], ['v.path: Required value']],
  ['a path twice', [config, { secret: { name: 's', items: [{ key: 'k', path: 'p' }] } }], ['v: Invalid value: "s": conflicting duplicate paths']],
  ['two in one', [{ ...token, ...config }], ['v.sources[0]: Forbidden: may not specify more than 1 volume type per source']],
  ['a bundle of nothing', [{ clusterTrustBundle: { path: 'b' } }], ['v.sources[0].clusterTrustBundle: Required value: either name or signerName must be specified']],
])('projected volume: %s', (_, sources, lines) => {
  expect(validateProjectedVolume({ sources }, 'v').map(formatFieldError)).toEqual(lines)
})
