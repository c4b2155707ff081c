import { checkCreate } from '@/lib/kube/check'
import { allKinds, kindOf } from '@/lib/kube/kinds'
import { isRecord, locateIn, objectsOf, type WrittenObject } from './written'
import { parseManifests } from '@/lib/yaml/parse-manifests'
import type { Step } from './submission'
import type { Location, Refusal } from './verdict'

const fieldProblem = /(?:^|[\s[,])([a-z][\w-]*(?:\.[\w-]+|\[[^\]]*\])*): (?:Invalid value|Required value|Forbidden|Duplicate value|Unsupported value|Too many|Too long|Not found|Internal error)/
const structField = /Go struct field \w+\.([\w.]+) of type/

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
  return { step: index, message, diagnostics, at: locateMessage(message, objectsOf(step.text, step.file)) ?? { file: step.file, line: 1, column: 1 } }
}

/** The first place that a message of kubectl or the API server names, among the objects of a file. */
export function locateMessage(message: string, objects: readonly WrittenObject[]): Location | undefined {
  const object = objectNamed(message, objects)
  if (object === undefined) return undefined
  const unknown = /unknown field "([^"]+)"/.exec(message)?.[1]
  if (unknown !== undefined) return locateKey(object, unknown)
  const wrongType = structField.exec(message)?.[1]
  if (wrongType !== undefined) return locateIn(object, concretePath(object.value, wrongType))
  const field = fieldIn(message, object)
  return locateIn(object, field)
}

/** The field that a message is about, as the object has it. */
function fieldIn(message: string, object: WrittenObject): string {
  const noKind = /no matches for kind "(\w+)"/.exec(message)?.[1]
  if (noKind !== undefined) return allKinds().some((known) => known.kind === noKind) ? 'apiVersion' : 'kind'
  if (message.includes(`namespaces "${object.namespace}" not found`)) return 'metadata.namespace'
  if (message.includes('unrecognized type')) return mistypedField(object)
  const [, named = ''] = fieldProblem.exec(message) ?? []
  const isWritten = !named.startsWith('spec.clusterIPs') || JSON.stringify(object.value).includes('"clusterIPs"')
  return isWritten ? named : 'spec.clusterIP'
}

/** The server's word for a patch with a value of the wrong type names no field; that for the whole object does. */
function mistypedField({ apiVersion, kind, namespace, value }: WrittenObject): string {
  const definition = kindOf(apiVersion, kind)
  const checked = definition === undefined ? undefined : checkCreate(definition, value, { fieldValidation: 'Ignore', namespace })
  const field = checked !== undefined && 'status' in checked ? structField.exec(checked.status.message ?? '')?.[1] : undefined
  return field === undefined ? '' : concretePath(value, field)
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

/** Go's decoder names no list index (`spec.containers.ports.containerPort`): the first item that has the rest of the path stands for it. */
export function concretePath(value: unknown, field: string): string {
  let here = value
  let path = ''
  for (const step of field.split('.')) {
    if (Array.isArray(here)) {
      const index = Math.max(0, here.findIndex((item) => isRecord(item) && step in item))
      path += `[${index}]`
      here = here[index]
    }
    path += path === '' ? step : `.${step}`
    here = isRecord(here) ? here[step] : undefined
  }
  return path
}
