import { concretePath } from './concrete-path'
import { diagnose } from './diagnose'
import { locateIn, objectsOf, type WrittenObject } from './written'
import { parseManifests } from '@/lib/yaml/parse-manifests'
import type { Step } from './submission'
import type { Location, Refusal } from './verdict'

const fieldProblem = /(?:^|[\s[,])([a-z][\w-]*(?:\.[\w-]+|\[[^\]]*\])*): (?:Invalid value|Required value|Forbidden|Duplicate value|Unsupported value|Too many|Too long|Not found|Internal error)/
const structField = /Go struct field \w+\.([\w.]+) of type/

/** Of these neither kubectl nor the API server says which field they mean; the checks of the editor do. */
const namesNoField = /^The request is invalid: patch|no matches for kind|no kind "|(?:apiVersion|kind) not set/

/** What was wrong with a step that kubectl or the API server refused, at the line it came from. */
export function explainRefusal(step: Step, index: number, stderr: string): Refusal {
  const message = stderr.trim() === '' ? 'kubectl ended with an error and said nothing.' : stderr.trim()
  if (step.do === 'kubectl') return { step: index, message, diagnostics: [], at: { file: step.file, line: step.lineNumber } }
  const { diagnostics } = parseManifests(step.text, step.file)
  const unreadable = diagnostics.find((diagnostic) => diagnostic.severity === 'error')
  if (unreadable !== undefined) {
    const { line, column } = unreadable.range.start
    return { step: index, message: unreadable.message, diagnostics, at: { file: step.file, line, column } }
  }
  const named = { step: index, message, diagnostics, at: locateMessage(message, objectsOf(step.text, step.file)) ?? { file: step.file, line: 1, column: 1 } }
  if (!namesNoField.test(message) || message.includes('unknown field')) return named
  const fault = diagnose(step.text, step.file).find((diagnostic) => diagnostic.severity === 'error')
  if (fault === undefined) return named
  const { file, range: { start: { line, column } }, path } = fault
  return { ...named, message: `${message}\n${fault.message}`, at: { file, line, column, ...(path === undefined ? {} : { path }) } }
}

/** The first place that a message of kubectl or the API server names, among the objects of a file. */
export function locateMessage(message: string, objects: readonly WrittenObject[]): Location | undefined {
  const object = objectNamed(message, objects)
  if (object === undefined) return undefined
  const unknown = /unknown field "([^"]+)"/.exec(message)?.[1]
  if (unknown !== undefined) return locateKey(object, unknown)
  const wrongType = structField.exec(message)?.[1]
  if (wrongType !== undefined) return locateIn(object, concretePath(object.value, wrongType))
  if (/namespaces "[^"]+" not found/.test(message)) return locateIn(object, 'metadata.namespace')
  return locateIn(object, asWritten(object, fieldProblem.exec(message)?.[1] ?? ''))
}

/** The API server keeps a Service's one address in a list as well, and speaks of that. */
function asWritten({ value }: WrittenObject, field: string): string {
  return field.startsWith('spec.clusterIPs') && !JSON.stringify(value).includes('"clusterIPs"') ? 'spec.clusterIP' : field
}

function objectNamed(message: string, objects: readonly WrittenObject[]): WrittenObject | undefined {
  const invalid = /The (\w+) "([^"]+)" is invalid/.exec(message)
  if (invalid !== null) return objects.find((object) => object.kind === invalid[1] && object.name === invalid[2]) ?? objects[0]
  const kind = /(\w+) in version "[^"]+" cannot be handled/.exec(message)?.[1]
  const quoted = [...message.matchAll(/"([^"]+)"/g)].map((match) => match[1])
  return objects.find((object) => object.kind === kind && (objects.filter((other) => other.kind === kind).length === 1 || quoted.includes(object.name))) ?? objects.find((object) => quoted.includes(object.name)) ?? objects[0]
}

function locateKey(object: WrittenObject, field: string): Location {
  const location = locateIn(object, field)
  const { start } = object.document.keyRangeOf([...object.base, ...pathOf(location)])
  return { ...location, line: start.line, column: start.column }
}

function pathOf(location: Location): (string | number)[] {
  return (location.path ?? '').split('.').flatMap((step) => [...step.matchAll(/[^[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part)))
}
