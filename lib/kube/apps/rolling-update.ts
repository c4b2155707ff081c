import { invalid, required, type FieldError } from '@/lib/kube/field-error'
import { percentOf, validateAtMost100Percent, validateNonNegativeIntOrPercent } from '@/lib/kube/int-or-string'
import type { IntOrString } from '@/lib/kube/meta/v1.generated'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import type { RollingUpdateDaemonSet, RollingUpdateDeployment, RollingUpdateStatefulSetStrategy } from './v1.generated'

/** The number in `25%` or `3`; text that is neither counts as the number it begins with or 0 (getIntOrPercentValue). */
function numberOf(value: IntOrString | undefined): number {
  if (typeof value === 'number') return value
  const text = value ?? ''
  return percentOf(text) ?? (/^[+-]?\d+$/.test(text) ? Number(text) : 0)
}

/** `maxUnavailable` and `maxSurge` of a Deployment: not both zero. */
export function validateRollingDeployment({ maxUnavailable = 0, maxSurge = 0 }: RollingUpdateDeployment, path: string): FieldError[] {
  const isStuck = numberOf(maxUnavailable) === 0 && numberOf(maxSurge) === 0
  return [
    ...validateNonNegativeIntOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...validateNonNegativeIntOrPercent(maxSurge, `${path}.maxSurge`),
    ...(isStuck ? [invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : []),
    ...validateAtMost100Percent(maxUnavailable, `${path}.maxUnavailable`),
  ]
}

/** `maxUnavailable` and `maxSurge` of a DaemonSet: exactly one is above zero. */
export function validateRollingDaemonSet({ maxUnavailable = 0, maxSurge = 0 }: RollingUpdateDaemonSet, path: string): FieldError[] {
  const errors = [
    ...validateNonNegativeIntOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...validateNonNegativeIntOrPercent(maxSurge, `${path}.maxSurge`),
    ...validateAtMost100Percent(maxUnavailable, `${path}.maxUnavailable`),
    ...validateAtMost100Percent(maxSurge, `${path}.maxSurge`),
  ]
  const [unavailable, surge] = [numberOf(maxUnavailable) !== 0, numberOf(maxSurge) !== 0]
  if (unavailable && surge) errors.push(invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero'))
  if (!unavailable && !surge) errors.push(required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0'))
  return errors
}

/** `partition` and `maxUnavailable` of a StatefulSet. */
export function validateRollingStatefulSet({ partition, maxUnavailable }: RollingUpdateStatefulSetStrategy, path: string): FieldError[] {
  const errors = validateNonnegative(partition, `${path}.partition`)
  if (maxUnavailable === undefined) return errors
  const at = `${path}.maxUnavailable`
  return [
    ...errors,
    ...validateNonNegativeIntOrPercent(maxUnavailable, at),
    ...(numberOf(maxUnavailable) === 0 ? [invalid(at, maxUnavailable, 'cannot be 0')] : []),
    ...validateAtMost100Percent(maxUnavailable, at),
  ]
}
