import type { LabelSelector, LabelSelectorRequirement } from './meta/v1.generated'

/** Whether labels fulfil a selector: no selector selects nothing, an empty one everything (apimachinery LabelSelectorAsSelector). */
export function selects(selector: LabelSelector | undefined, labels: Readonly<Record<string, string>> | undefined): boolean {
  if (selector === undefined) return false
  return matchesAll(selector.matchLabels ?? {}, labels ?? {}) && (selector.matchExpressions ?? []).every((requirement) => fulfils(requirement, labels ?? {}))
}

/** Whether labels hold every pair of a plain map selector, as a Service's. An empty map matches everything: callers that mean nothing by it ask first. */
export function matchesAll(pairs: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>> | undefined): boolean {
  for (const key in pairs) if (labels?.[key] !== pairs[key]) return false
  return true
}

function fulfils({ key, operator, values = [] }: LabelSelectorRequirement, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[key]
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
