import type { Lease } from '@/lib/kube/coordination/v1.generated'
import { defineKind } from '../define-kind'
import type { FieldError } from '../field-error'
import { invalid } from '../field-error'
import { validateNonnegative } from '../nonnegative'

function validateSpec({ spec }: Lease): FieldError[] {
  const { leaseDurationSeconds: seconds, leaseTransitions } = spec
  return [
    ...(seconds !== undefined && seconds <= 0 ? [invalid('spec.leaseDurationSeconds', seconds, 'must be greater than 0')] : []),
    ...validateNonnegative(leaseTransitions, 'spec.leaseTransitions'),
  ]
}

/** Lease: who holds something and until when, as nodes show that they live (ValidateLease). */
export const lease = defineKind<Lease>(
  { group: 'coordination.k8s.io', version: 'v1', kind: 'Lease', resource: 'leases', definition: 'io.k8s.api.coordination.v1.Lease' },
  { validate: validateSpec, validateUpdate: validateSpec },
)
