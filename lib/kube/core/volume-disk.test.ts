import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateAwsDisk, validateAzureDisk, validateFlexVolume, validateFlocker, validateQuobyte, validateStorageOs } from './volume-disk'

it.each([
  ['a partition', validateAwsDisk({ volumeID: 'a', partition: 256 }, 'v'), ['v.partition: Invalid value: 256: must be between 1 and 255, inclusive']],
  ['an address that does not fit', validateAzureDisk({ diskName: 'a', diskURI: 'https://a', kind: 'Managed' }, 'v'), [
    'v.diskURI: Unsupported value: "https://a": supported values: "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"',
  ]],
  ['reserved options', validateFlexVolume({ driver: 'a', options: { 'x.k8s.io/a': '1' } }, 'v'), ['v.options[x.k8s.io/a]: Invalid value: "x.k8s.io/a": kubernetes.io and k8s.io namespaces are reserved']],
  ['a name and an identifier', validateFlocker({ datasetName: 'a', datasetUUID: 'b' }, 'v'), ['v: Invalid value: "resource": datasetName and datasetUUID can not be specified simultaneously']],
  ['a registry without port', validateQuobyte({ registry: 'a', volume: 'b' }, 'v'), ['v.registry: Invalid value: "a": must be a host:port pair or multiple pairs separated by commas']],
  ['a secret without name', validateStorageOs({ volumeName: 'a', secretRef: {} }, 'v'), ['v.secretRef.name: Required value']],
])('%s', (_, errors, lines) => {
  expect(errors.map(formatFieldError)).toEqual(lines)
})
