import { expect, it } from 'vitest'
import { formatFieldError } from '../field-error'
import { persistentVolume } from './persistent-volume'

const lines = (source: object) =>
  persistentVolume.validate({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'a' }, spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...source } } as never).map(formatFieldError)

it.each([
  ['a path of the node', { hostPath: { path: '/data' } }, []],
  ['a share without server', { nfs: { path: 'x' } }, ['spec.nfs.server: Required value', 'spec.nfs.path: Invalid value: "x": must be an absolute path']],
  ['a disk of no node', { local: { path: '/mnt' } }, ['spec.nodeAffinity: Required value: Local volume requires node affinity']],
  ['a disk of a node beside a path', { hostPath: { path: '/data' }, local: {} }, ['spec.local: Forbidden: may not specify more than 1 volume type']],
  ['a driver without a volume', { csi: { driver: 'csi.example.com' } }, ['spec.csi.volumeHandle: Required value']],
  ['nodes that nothing says which', { local: { path: '/mnt' }, nodeAffinity: {} }, ['spec.nodeAffinity.required: Required value: must specify required node constraints']],
  ['a class of attributes without a driver', { hostPath: { path: '/data' }, volumeAttributesClassName: 'fast' }, ['spec.csi: Required value: has to be specified when using volumeAttributesClassName']],
  ['two sources', { hostPath: { path: '/data' }, nfs: { server: 'a', path: '/b' } }, ['spec.nfs: Forbidden: may not specify more than 1 volume type']],
])('%s', (_, source, wanted) => {
  expect(lines(source)).toEqual(wanted)
})
