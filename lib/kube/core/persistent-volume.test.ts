import { expect, it } from 'vitest'
import { formatFieldError } from '../field-error'
import { persistentVolume } from './persistent-volume'

const lines = (source: object) =>
  persistentVolume.validate({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'a' }, spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...source } } as never).map(formatFieldError)

it.each([
  ['a path of the node', { hostPath: { path: '/data' } }, []],
  ['a share without server', { nfs: { path: 'x' } }, ['spec.nfs.server: Required value', 'spec.nfs.path: Invalid value: "x": must be an absolute path']],
  ['a disk of no node', { local: { path: '/mnt' } }, ['spec.nodeAffinity: Required value: Local volume requires node affinity']],
  ['two sources', { hostPath: { path: '/data' }, nfs: { server: 'a', path: '/b' } }, ['spec.nfs: Forbidden: may not specify more than 1 volume type']],
])('%s', (_, source, wanted) => {
  expect(lines(source)).toEqual(wanted)
})
