import { invalid, type FieldError } from './field-error'

/** Refuses a number below zero; a missing one is zero or left to defaulting (ValidateNonnegativeField). */
export function validateNonnegative(value: number | undefined, path: string): FieldError[] {
  return value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : []
}
