import { invalid, type FieldError } from './field-error'
import { isEqual } from './equality'
import { sortedMap } from './go-format'
import type { LabelSelector } from './meta/v1.generated'

/** A selector as the server's messages show it: the struct's fields in their order, labels by name. */
export function selectorJson(selector: LabelSelector | undefined): unknown {
  if (selector === undefined) return undefined
  const { matchLabels, matchExpressions } = selector
  return {
    ...(matchLabels === undefined ? {} : { matchLabels: sortedMap(matchLabels) }),
    ...(matchExpressions === undefined
      ? {}
      : { matchExpressions: matchExpressions.map(({ key, operator, values }) => ({ key, operator, ...(values === undefined ? {} : { values }) })) }),
  }
}

/** A selector that may not change once made. */
export function validateImmutableSelector(selector: LabelSelector | undefined, old: LabelSelector | undefined, path: string): FieldError[] {
  return isEqual(selector, old) ? [] : [invalid(path, selectorJson(selector), 'field is immutable')]
}
