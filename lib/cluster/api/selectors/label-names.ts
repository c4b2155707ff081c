import { validateLabelValue, validateQualifiedName } from '@/lib/kube/names'

/** Why a text is no label key, in a selector's words; undefined when it is one. */
export function isLabelKey(text: string): string | undefined {
  const faults = validateQualifiedName(text)
  return faults.length === 0 ? undefined : faults.map((fault) => fault.replace(/^a qualified name must consist/, 'a valid label key must consist')).join('; ')
}

/** Why a text is no label value; undefined when it is one. */
export function isLabelValue(text: string): string | undefined {
  const faults = validateLabelValue(text)
  return faults.length === 0 ? undefined : faults.join('; ')
}
