import { expect, it } from 'vitest'
import { formatFieldError } from '../field-error'
import { persistentVolumeClaim } from './persistent-volume-claim'

const claim = (source: object, storage?: string) => ({
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a', namespace: 'shop' },
  spec: { accessModes: ['ReadWriteOnce'], resources: storage === undefined ? {} : { requests: { storage } }, ...source },
}) as never

it('a source that says nothing is refused where it is not dropped', () => {
  const errors = persistentVolumeClaim.validate(claim({ dataSourceRef: { kind: 'Widget' } }, '1Gi'))
  expect(errors.map(formatFieldError)).toEqual(['spec.dataSourceRef.name: Required value', "spec.dataSourceRef: Invalid value: \"Widget\": must be 'PersistentVolumeClaim' when referencing the default apiGroup"])
})

it('a claim that asks for nothing any more asks for less than it has', () => {
  const errors = persistentVolumeClaim.validateUpdate(claim({}), claim({}, '10Gi'))
  expect(errors.map(formatFieldError).at(-1)).toBe('spec.resources.requests.storage: Forbidden: field can not be less than status.capacity')
})
