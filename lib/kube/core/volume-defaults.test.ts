import { expect, it } from 'vitest'
import { defaultVolume } from './volume-defaults'

it.each([
  ['nothing is an emptyDir', {}, { emptyDir: {} }],
  ['a ConfigMap', { configMap: { name: 'x' } }, { configMap: { name: 'x', defaultMode: 420 } }],
  ['a mode that is given', { secret: { secretName: 'x', defaultMode: 256 } }, { secret: { secretName: 'x', defaultMode: 256 } }],
  ['a path of the node', { hostPath: { path: '/x' } }, { hostPath: { path: '/x', type: '' } }],
  ['a token', { projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }, { projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 3600 } }], defaultMode: 420 } }],
  ['a field of the Pod', { downwardAPI: { items: [{ path: 'n', fieldRef: { fieldPath: 'metadata.name' } }] } }, {
    downwardAPI: { items: [{ path: 'n', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } }], defaultMode: 420 },
  }],
  ['an image', { image: { reference: 'a:1' } }, { image: { reference: 'a:1', pullPolicy: 'IfNotPresent' } }],
  ['a claim', { persistentVolumeClaim: { claimName: 'c' } }, { persistentVolumeClaim: { claimName: 'c' } }],
])('%s', (_, source, expected) => {
  expect(defaultVolume({ name: 'a', ...source })).toEqual({ name: 'a', ...expected })
})
