import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateClaimSpec, validateClaimTemplate } from './volume-claim-template'

const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }

it.each([
  ['one', spec, []],
  ['nothing', {}, ['s.accessModes: Required value: at least 1 access mode is required', 's.resources[storage]: Required value']],
  ['no room', { ...spec, resources: { requests: { storage: '0' } } }, ['s.resources[storage]: Invalid value: "0": must be greater than zero']],
  ['one Pod and many', { ...spec, accessModes: ['ReadWriteOncePod', 'ReadOnlyMany'] }, ['s.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes']],
])('claim: %s', (_, claim, lines) => {
  expect(validateClaimSpec(claim, 's').map(formatFieldError)).toEqual(lines)
})

it('of an ephemeral volume has no name', () => {
  expect(validateClaimTemplate({ metadata: { name: 'a' }, spec }, 't').map(formatFieldError)).toEqual(['t.metadata.name: Forbidden: cannot be set'])
})
