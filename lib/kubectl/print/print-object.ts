import { templates } from '#kubectl-templates'
import { kindOf } from '@/lib/kube/kinds'
import { fail } from '../failure'
import { goJsonText, isObject, type JsonObject } from '../json'
import { printedName } from '../resources'
import { readOutput, refuseOutput } from './output'
import { structJson } from './struct-json'
import { toYaml } from './yaml'

/** Whether `-o` asks for something else than a table. */
export function isObjectFormat(output: string | undefined): output is string {
  return output !== undefined && output !== '' && output !== 'wide'
}

/** How an object is printed. */
export interface PrintOptions {
  readonly showManagedFields?: boolean
  readonly headers?: boolean
  /** --allow-missing-template-keys=false */
  readonly needsFields?: boolean
  /** The client holds it as a Go type: its JSON has the fields in the order of the type. */
  readonly typed?: boolean
}

/** An object (or List) in the format of `-o`; an unknown one ends the command. */
export function printObject(output: string, object: unknown, options: PrintOptions = {}): string {
  const { format, template } = readOutput(output) ?? refuseOutput(output, 'get')
  const whole = () => (options.showManagedFields === true ? object : withoutManagedFields(object))
  const { needsFields = false } = options
  switch (format) {
    case 'json':
      return options.typed === true ? structJson(whole() as JsonObject) : `${goJsonText(whole(), 4)}\n`
    case 'yaml':
      return toYaml(yamlReadable(whole(), ''))
    case 'kyaml':
      return templates().toKyaml(yamlReadable(whole(), 'error decoding: '))
    case 'name':
      return itemsOf(object).map((item) => `${nameOf(item)}\n`).join('')
    case 'jsonpath':
    case 'jsonpath-file':
    case 'jsonpath-as-json':
      return templates().printJsonPath(template, object, { needsFields, asJson: format === 'jsonpath-as-json' })
    case 'custom-columns':
      return templates().printCustomColumns(templates().readColumns(template), itemsOf(object), options.headers !== false)
    case 'custom-columns-file':
      return templates().printCustomColumns(templates().readColumnsFile(template), itemsOf(object), options.headers !== false)
    default:
      return templates().printGoTemplate(template, object, needsFields)
  }
}

/** The items of a List, or the object itself. */
export function itemsOf(object: unknown): readonly unknown[] {
  return isObject(object) && Array.isArray(object['items']) ? (object['items'] as unknown[]) : [object]
}

function nameOf(object: unknown): string {
  if (!isObject(object)) return ''
  const definition = kindOf(String(object['apiVersion']), String(object['kind']))
  const name = isObject(object['metadata']) && typeof object['metadata']['name'] === 'string' ? object['metadata']['name'] : '<unknown>'
  const [, group] = /^(.+)\/[^/]*$/.exec(String(object['apiVersion'])) ?? []
  return definition === undefined ? `${String(object['kind']).toLowerCase()}${group === undefined ? '' : `.${group}`}/${name}` : printedName(definition, name)
}

/** The object, or a List's every item, without the record of who manages which field. */
export function withoutManagedFields(object: JsonObject): JsonObject
export function withoutManagedFields(object: unknown): unknown
export function withoutManagedFields(object: unknown): unknown {
  if (!isObject(object)) return object
  if (Array.isArray(object['items'])) return { ...object, items: object['items'].map((item: unknown) => withoutManagedFields(item)) }
  const metadata = object['metadata']
  if (!isObject(metadata) || metadata['managedFields'] === undefined) return object
  const { managedFields: _hidden, ...rest } = metadata
  return { ...object, metadata: rest }
}

/** What JSON leaves unescaped and go-yaml's reader does not take: YAML is made from JSON by reading it (sigs.k8s.io/yaml JSONToYAML). */
const unreadable = /[\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/

function yamlReadable(object: unknown, doing: string): unknown {
  if (unreadable.test(JSON.stringify(object))) fail(`${doing}yaml: control characters are not allowed`)
  return object
}
