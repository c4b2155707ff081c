import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateCollisionCount, validateCounts } from './status-counts'

it('counts no part above the whole', () => {
  const status = { replicas: 1, readyReplicas: 1, availableReplicas: 2 }
  expect(validateCounts(status, ['replicas', 'readyReplicas', 'availableReplicas'], ['readyReplicas', 'availableReplicas'], 'readyReplicas').map(formatFieldError)).toEqual([
    'status.availableReplicas: Invalid value: 2: cannot be greater than status.replicas', 'status.availableReplicas: Invalid value: 2: cannot be greater than readyReplicas',
  ])
})
it('counts collisions upwards', () => {
  expect(validateCollisionCount(2, 1)).toEqual([])
  expect(validateCollisionCount(undefined, 1).map(formatFieldError)).toEqual(['status.collisionCount: Invalid value: 0: cannot be decremented'])
})
