import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from '@/lib/kube/policy/v1.generated'
import { defineKind } from '../define-kind'
import type { FieldError } from '../field-error'
import { invalid, notSupported } from '../field-error'
import type { IntOrStringValue } from '../int-or-string'
import { validateAtMost100Percent, validateNonNegativeIntOrPercent } from '../int-or-string'
import { validateLabelSelector } from '../labels'
import type { KindDefinition } from '../kind'
import { validateNonnegative } from '../nonnegative'
import { addresses } from '../rare/addresses'

const counts = ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'] as const
const policies = ['AlwaysAllow', 'IfHealthyBudget']

function validateAmount(value: IntOrStringValue | undefined, field: string): FieldError[] {
  return value === undefined ? [] : [...validateNonNegativeIntOrPercent(value, field), ...validateAtMost100Percent(value, field)]
}

/** The spec as the server prints its own struct. */
function shown(spec: PodDisruptionBudgetSpec): unknown {
  return {
    MinAvailable: spec.minAvailable ?? null,
    Selector: spec.selector ?? null,
    MaxUnavailable: spec.maxUnavailable ?? null,
    UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
  }
}

function validateSpec({ spec }: PodDisruptionBudget): FieldError[] {
  const policy: string | undefined = spec.unhealthyPodEvictionPolicy
  const both = spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
  return [
    ...(both ? [invalid('spec', shown(spec), 'minAvailable and maxUnavailable cannot be both set')] : []),
    ...validateAmount(spec.minAvailable, 'spec.minAvailable'),
    ...validateAmount(spec.maxUnavailable, 'spec.maxUnavailable'),
    ...validateLabelSelector(spec.selector, 'spec.selector'),
    ...(policy === undefined || policies.includes(policy) ? [] : [notSupported('spec.unhealthyPodEvictionPolicy', policy, policies)]),
  ]
}

const plain = defineKind<PodDisruptionBudget>(
  addresses.podDisruptionBudget,
  {
    prepareForCreate: (object) => ({ ...object, status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 } }),
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validateStatusUpdate: ({ status }) => counts.flatMap((name) => validateNonnegative(status?.[name], `status.${name}`)),
  },
)

/** PodDisruptionBudget: how many Pods must stay when some are evicted. Its metadata is only checked as any object's is (ValidatePodDisruptionBudget). */
export const podDisruptionBudget: KindDefinition = {
  ...plain,
  validate: (object) => validateSpec(object as PodDisruptionBudget),
  validateUpdate: (object) => validateSpec(object as PodDisruptionBudget),
}
