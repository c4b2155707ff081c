import type { LabelSelector } from '@/lib/kube/meta/v1.generated'

/** A selector as text, its requirements and values in order: `app=store,track in (canary,stable)` (labels.Selector String). */
export function selectorText(selector: LabelSelector | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` }))
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => ({ key, text: expressionText(key, operator, [...values].sort()) }))
  return [...equal, ...expressions]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',')
}

function expressionText(key: string, operator: string, values: readonly string[]): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(',')})`
    case 'NotIn':
      return `${key} notin (${values.join(',')})`
    case 'DoesNotExist':
      return `!${key}`
    default:
      return key
  }
}
