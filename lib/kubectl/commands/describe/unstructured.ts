import { isObject, scalarText, type JsonObject } from '../../json'
import { map, text } from './fields'
import { annotationLines, labelLines } from './metadata'

const acronyms = new Set(['API', 'URL', 'UID', 'GUID'])
const skipped = ['.metadata.managedFields', '.metadata.name', '.metadata.namespace', '.metadata.labels', '.metadata.annotations']

/** Any object field by field, for kinds that have no words of their own (kubectl pkg/describe genericDescriber). */
export function unstructuredLines(object: JsonObject): string[] {
  const metadata = map(object, 'metadata')
  return [`Name:\t${text(metadata, 'name')}`, `Namespace:\t${text(metadata, 'namespace')}`, ...labelLines(map(metadata, 'labels')), ...annotationLines(map(metadata, 'annotations')), ...fieldLines(object, '', '')]
}

function fieldLines(object: JsonObject, indent: string, path: string): string[] {
  return Object.keys(object).filter((key) => !skipped.includes(`${path}.${key}`)).sort().flatMap((key) => {
    const [value, title, inner] = [object[key], labelOf(key), `${indent}  `]
    if (isObject(value)) return [`${indent}${title}:`, ...fieldLines(value, inner, `${path}.${key}`)]
    if (Array.isArray(value)) return [`${indent}${title}:`, ...value.flatMap((item: unknown) => (isObject(item) ? fieldLines(item, inner, `${path}.${key}`) : [`${inner}${shown(item)}`]))]
    return [`${indent}${title}:\t${shown(value)}`]
  })
}

function shown(value: unknown): string {
  return value === null || value === undefined ? '<nil>' : scalarText(value)
}

/** `creationTimestamp` → `Creation Timestamp`, `apiVersion` → `API Version`; a field with anything but letters and dashes stays (smartLabelFor). */
function labelOf(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field
  return merged(camelWords(field)).map((word) => {
    if (acronyms.has(word.toUpperCase())) return word.toUpperCase()
    return word.toLowerCase() === word ? word.charAt(0).toUpperCase() + word.slice(1) : word
  }).join(' ')
}

/** Runs of small letters with the capital before them, of capitals, of dashes (github.com/fatih/camelcase Split). */
function camelWords(field: string): string[] {
  return field.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lu}|-+/gu) ?? []
}

/** Several capitals and a word with a capital are one: `HTTP`, `Route`. */
function merged(words: readonly string[]): string[] {
  const all: string[] = []
  for (let at = 0; at < words.length; at++) {
    const [word = '', next = ''] = [words[at], words[at + 1]]
    const joins = word.length >= 2 && word.toUpperCase() === word && /^[A-Z]/.test(next)
    all.push(joins ? word + next : word)
    if (joins) at++
  }
  return all
}
