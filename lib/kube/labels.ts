import type { LabelSelector, LabelSelectorRequirement } from '@/lib/kube/meta/v1.generated'
import type { FieldError } from './field-error'
import { forbidden, invalid, invalids, required } from './field-error'
import { validateLabelValue, validateQualifiedName } from './names'

/** Labels of an object, or a map that is compared with them. */
export type Labels = Readonly<Record<string, string>>

/** One condition on labels, as kubectl's `-l` and the API's labelSelector write it. */
export interface Requirement {
  readonly key: string
  readonly operator: 'in' | 'notin' | '=' | '==' | '!=' | 'exists' | '!' | 'gt' | 'lt'
  readonly values: readonly string[]
}

/** Everything wrong with a map of labels; keys and values both stand under `field` (v1validation.ValidateLabels). */
export function validateLabels(labels: Labels | undefined, field: string): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...invalids(field, key, validateQualifiedName(key)),
    ...invalids(field, value, validateLabelValue(value)),
  ])
}

function requirementValues(requirement: LabelSelectorRequirement, field: string): FieldError[] {
  const count = requirement.values?.length ?? 0
  switch (requirement.operator) {
    case 'In':
    case 'NotIn':
      return count === 0 ? [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")] : []
    case 'Exists':
    case 'DoesNotExist':
      return count > 0 ? [forbidden(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")] : []
    default:
      return [invalid(`${field}.operator`, requirement.operator, 'not a valid selector operator')]
  }
}

/** Everything wrong with one of matchExpressions (ValidateLabelSelectorRequirement). */
export function validateRequirement(requirement: LabelSelectorRequirement, field: string): FieldError[] {
  return [
    ...requirementValues(requirement, field),
    ...invalids(`${field}.key`, requirement.key, validateQualifiedName(requirement.key)),
    ...(requirement.values ?? []).flatMap((value, at) => invalids(`${field}.values[${String(at)}]`, value, validateLabelValue(value))),
  ]
}

/** Everything wrong with a selector; an absent one is right (ValidateLabelSelector). */
export function validateLabelSelector(selector: LabelSelector | undefined, field: string): FieldError[] {
  if (selector === undefined) return []
  return [
    ...validateLabels(selector.matchLabels, `${field}.matchLabels`),
    ...(selector.matchExpressions ?? []).flatMap((expression, at) => validateRequirement(expression, `${field}.matchExpressions[${String(at)}]`)),
  ]
}

/** True when the selector can't be turned into a query, which callers report beside the single faults (LabelSelectorAsSelector). */
export function isUnusableSelector(selector: LabelSelector): boolean {
  return (
    Object.entries(selector.matchLabels ?? {}).some(([key, value]) => validateQualifiedName(key).length > 0 || validateLabelValue(value).length > 0) ||
    (selector.matchExpressions ?? []).some((expression) => validateRequirement(expression, '').length > 0)
  )
}

/** True for `{}`: it selects everything. */
export function isEmptySelector(selector: LabelSelector | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0
}

/** True when every pair of `wanted` is among `labels`; an empty map matches everything. */
export function matchesLabels(wanted: Labels | undefined, labels: Labels | undefined): boolean {
  if (wanted === labels) return true
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false
  return true
}

function matchesExpression({ key, operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels[key]
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    default:
      return value === undefined
  }
}

/** True when the selector selects these labels. Absent selects nothing, `{}` everything (LabelSelectorAsSelector). */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false
  if (!matchesLabels(selector.matchLabels, labels)) return false
  return selector.matchExpressions === undefined || selector.matchExpressions.every((expression) => matchesExpression(expression, labels ?? {}))
}

/** True when a parsed `-l` condition holds (labels.Requirement.Matches). */
export function matchesRequirement({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels[key]
  switch (operator) {
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.includes(value)
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value)
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case 'gt':
    case 'lt':
      return value !== undefined && /^[+-]?\d+$/.test(value) && (operator === 'gt' ? Number(value) > Number(values[0]) : Number(value) < Number(values[0]))
  }
}

/** A selector as the API prints it: `app=web,tier in (a,b)` (metav1.FormatLabelSelector); `<none>` when it selects nothing by name. */
export function formatSelector(selector: LabelSelector | undefined): string {
  const words = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...(selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => ({ key, text: formatExpression(key, operator, values) })),
  ]
  const sorted = words.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return sorted.length === 0 ? '<none>' : sorted.map(({ text }) => text).join(',')
}

function formatExpression(key: string, operator: string, values: readonly string[]): string {
  if (operator === 'Exists') return key
  if (operator === 'DoesNotExist') return `!${key}`
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`
}
