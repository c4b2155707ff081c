import { isBlank } from '@/lib/kube/draft'
import { notSupported, required, type FieldError } from '@/lib/kube/field-error'

/** A choice that must be made; the words are shown in the order given. */
export function validateRequiredChoice(value: string | undefined, choices: readonly string[], path: string): FieldError[] {
  return isBlank(value) ? [required(path)] : validateChoice(value, choices, path)
}

/** A choice that may be left out, but not be empty. */
export function validateChoice(value: string | undefined, choices: readonly string[], path: string): FieldError[] {
  return value === undefined || choices.includes(value) ? [] : [notSupported(path, value, choices)]
}

/** `imagePullPolicy` of a container, `pullPolicy` of an image volume. */
export function validatePullPolicy(value: string | undefined, path: string): FieldError[] {
  return validateRequiredChoice(value, ['Always', 'IfNotPresent', 'Never'], path)
}
