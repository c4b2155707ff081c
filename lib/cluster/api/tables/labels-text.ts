import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { selectorText } from '../subresources/selector-text'

/** A map of labels as text, `<none>` when empty (labels.FormatLabels). */
export function labelsText(labels: Readonly<Record<string, string>> | undefined): string {
  const shown = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`)
  return shown.length === 0 ? '<none>' : shown.join(',')
}

/** A selector as text, `<none>` when it selects everything or is absent (metav1.FormatLabelSelector). */
export function labelSelectorText(selector: LabelSelector | undefined): string {
  const text = selectorText(selector)
  return text === '' ? '<none>' : text
}
