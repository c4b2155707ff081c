import { isObject, type JsonObject } from '../../json'
import { headLines } from './metadata'

const acronyms = new Set(['API', 'URL', 'UID', 'OSB', 'GUID', 'IP'])
const skipped = ['.metadata.managedFields', '.metadata.name', '.metadata.namespace', '.metadata.labels', '.metadata.annotations']

/** Any object field by field, for kinds that have no words of their own (kubectl pkg/describe GenericDescriber). */
export function unstructuredLines(object: JsonObject): string[] {
  return [...headLines(object), ...fieldLines(object, '', '')]
}

function fieldLines(object: JsonObject, indent: string, path: string): string[] {
  const keys = Object.keys(object).filter((key) => !skipped.includes(`${path}.${key}`)).map((key) => ({ key, title: smartLabel(key) }))
  return keys.sort((a, b) => (a.title < b.title ? -1 : 1)).flatMap(({ key, title }) => {
    const value = object[key]
    if (isObject(value)) return [`${indent}${title}:`, ...fieldLines(value, `${indent}  `, `${path}.${key}`)]
    if (Array.isArray(value)) return [`${indent}${title}:`, ...value.flatMap((item: unknown) => (isObject(item) ? fieldLines(item, `${indent}  `, `${path}.${key}`) : [`${indent}  ${String(item)}`]))]
    return [`${indent}${title}:\t${String(value)}`]
  })
}

/** `creationTimestamp` → `Creation Timestamp`, `apiVersion` → `API Version`. */
function smartLabel(field: string): string {
  const parts = field.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
  return parts.map((part) => (acronyms.has(part.toUpperCase()) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1))).join(' ')
}
