import type { KubeObject } from '@/lib/kube/object'
import { selectableFields } from './selectable-fields'

/** One condition on a field. */
export interface FieldTerm {
  readonly field: string
  readonly value: string
  readonly equal: boolean
}

export type ParsedFieldSelector = { readonly ok: true; readonly terms: readonly FieldTerm[] } | { readonly ok: false; readonly message: string }

/** Reads `metadata.name=a,status.phase!=Running` (apimachinery pkg/fields/selector.go, which sorts the terms first) and checks that the resource knows the fields. */
export function parseFieldSelector(text: string, of: { readonly group: string; readonly resource: string; readonly kind: string }): ParsedFieldSelector {
  const terms: FieldTerm[] = []
  for (const part of splitTerms(text).sort()) {
    if (part === '') continue
    const term = splitTerm(part)
    if (term === undefined) return { ok: false, message: `invalid selector: '${text}'; can't understand '${part}'` }
    const fault = valueFault(term.value)
    if (fault !== undefined) return { ok: false, message: `invalid field selector: ${fault}` }
    terms.push({ ...term, value: term.value.replace(/\\(.)/g, '$1') })
  }
  for (const { field } of terms) {
    const fault = selectableFields(of).refusal(field)
    if (fault !== undefined) return { ok: false, message: fault }
  }
  return { ok: true, terms }
}

/** Whether an object's fields fulfil every term. */
export function fieldsMatch(terms: readonly FieldTerm[], object: KubeObject, of: { readonly group: string; readonly resource: string; readonly kind: string }): boolean {
  const fields = selectableFields(of)
  return terms.every(({ field, value, equal }) => (fields.value(object, field) === value) === equal)
}

/** Commas end a term unless escaped. */
function splitTerms(text: string): string[] {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') {
      part += character + text.charAt(at + 1)
      at++
    } else if (character === ',') {
      parts.push(part)
      part = ''
    } else part += character
  }
  return [...parts, part]
}

function splitTerm(part: string): FieldTerm | undefined {
  for (let at = 0; at < part.length; at++) {
    const rest = part.slice(at)
    if (rest.startsWith('!=')) return { field: part.slice(0, at), value: rest.slice(2), equal: false }
    if (rest.startsWith('==')) return { field: part.slice(0, at), value: rest.slice(2), equal: true }
    if (rest.startsWith('=')) return { field: part.slice(0, at), value: rest.slice(1), equal: true }
  }
  return undefined
}

/** A rune that is not escaped is named by its number (apimachinery pkg/fields/selector.go UnescapeValue). */
function valueFault(value: string): string | undefined {
  const [found] = /\\([^\\,=]|$)|=/u.exec(value.replace(/\\[\\,=]/g, '')) ?? []
  if (found === undefined) return undefined
  return found === '=' ? 'unescaped character in value: 61' : `invalid escape sequence: ${found}`
}
