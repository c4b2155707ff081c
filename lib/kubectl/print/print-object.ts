import { kindOf } from '@/lib/kube/kinds'
import { CommandFailure, fail } from '../failure'
import { goJsonText, isObject } from '../json'
import { printedName } from '../resources'
import { printGoTemplate } from './go-template'
import { printCustomColumns } from './custom-columns'
import { printJsonPath } from './json-path'
import { toYaml } from './yaml'

const formats = 'custom-columns, custom-columns-file, go-template, go-template-file, json, jsonpath, jsonpath-as-json, jsonpath-file, kyaml, name, template, templatefile, wide, yaml'

/** Whether `-o` asks for something else than a table. */
export function isObjectFormat(output: string | undefined): output is string {
  return output !== undefined && output !== '' && output !== 'wide'
}

/** An object (or List) in the format of `-o`; an unknown one ends the command. */
export function printObject(output: string, object: unknown, options: { readonly showManagedFields?: boolean; readonly headers?: boolean } = {}): string {
  const shown = options.showManagedFields === true ? object : withoutManagedFields(object)
  const [format = '', ...more] = output.split('=')
  const argument = more.join('=')
  switch (format) {
    case 'json':
      return `${goJsonText(shown, 4)}
`
    case 'yaml':
      return toYaml(shown)
    case 'name':
      return itemsOf(shown).map((item) => `${nameOf(item)}\n`).join('')
    case 'jsonpath':
      if (argument === '') fail('template format specified but no template given')
      return printJsonPath(argument, object)
    case 'custom-columns':
      return printCustomColumns(argument, itemsOf(object), options.headers !== false)
    case 'go-template':
    case 'template':
      if (argument === '') fail('template format specified but no template given')
      return printGoTemplate(argument, object)
    default:
      throw new CommandFailure(`error: unable to match a printer suitable for the output format "${output}", allowed formats are: ${formats}`)
  }
}

/** The items of a List, or the object itself. */
export function itemsOf(object: unknown): readonly unknown[] {
  return isObject(object) && Array.isArray(object['items']) ? (object['items'] as unknown[]) : [object]
}

function nameOf(object: unknown): string {
  if (!isObject(object)) return ''
  const definition = kindOf(String(object['apiVersion']), String(object['kind']))
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  return definition === undefined ? `${String(object['kind']).toLowerCase()}/${String(metadata['name'])}` : printedName(definition, String(metadata['name']))
}

function withoutManagedFields(object: unknown): unknown {
  if (!isObject(object)) return object
  if (Array.isArray(object['items'])) return { ...object, items: object['items'].map(withoutManagedFields) }
  const metadata = object['metadata']
  if (!isObject(metadata) || metadata['managedFields'] === undefined) return object
  const { managedFields: _hidden, ...rest } = metadata
  return { ...object, metadata: rest }
}
