import type { FieldError } from './field-error'
import { invalid } from './field-error'

/** A port or an amount: a whole number, or a name or percentage. */
export type IntOrStringValue = number | string

const percent = /^[0-9]+%$/
/** What the server says of a string that is no percentage (validation.IsValidPercent). */
export const percentMessage = "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

/** True for `25%`. */
export function isPercent(value: IntOrStringValue | undefined): value is string {
  return typeof value === 'string' && percent.test(value)
}

/** The number in `25%`, or undefined. */
export function percentOf(value: IntOrStringValue | undefined): number | undefined {
  return isPercent(value) ? Number(value.slice(0, -1)) : undefined
}

/** The amount itself, or the percentage of `total` rounded up or down (intstr.GetScaledValueFromIntOrPercent); 0 for other strings. */
export function scaledAmount(value: IntOrStringValue | undefined, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value
  const share = percentOf(value)
  if (share === undefined) return 0
  return round === 'up' ? Math.ceil((share * total) / 100) : Math.floor((share * total) / 100)
}

/** A number >= 0 or a percentage (ValidatePositiveIntOrPercent). */
export function validateNonNegativeIntOrPercent(value: IntOrStringValue, field: string): FieldError[] {
  if (typeof value === 'string') return percent.test(value) ? [] : [invalid(field, value, percentMessage)]
  return value < 0 ? [invalid(field, value, 'must be greater than or equal to 0')] : []
}

/** Refuses more than 100% (IsNotMoreThan100Percent). */
export function validateAtMost100Percent(value: IntOrStringValue, field: string): FieldError[] {
  const share = percentOf(value)
  return share !== undefined && share > 100 ? [invalid(field, value, 'must not be greater than 100%')] : []
}
