import { CommandFailure, fail } from '../failure'

const plain = ['json', 'kyaml', 'name', 'yaml']
const templates = ['go-template', 'go-template-file', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'template', 'templatefile']
const columns = ['custom-columns', 'custom-columns-file']

/** What `-o` asks for: a format, and of one that takes a template the template (of a `…-file` the file's text). */
export interface Output {
  readonly format: string
  readonly template: string
}

/** Reads `-o`; undefined: no format. Only templates stand behind `=`; what is no template may be in capitals (cli-runtime genericclioptions). */
export function readOutput(output: string): Output | undefined {
  const lower = output.toLowerCase()
  if (plain.includes(lower)) return { format: lower, template: '' }
  const equals = output.indexOf('=')
  const format = equals === -1 ? output : output.slice(0, equals)
  const template = equals === -1 ? '' : output.slice(equals + 1)
  if (templates.includes(format)) return template === '' ? fail('template format specified but no template given') : { format, template }
  if (!columns.includes(format)) return undefined
  return template === '' ? fail('custom-columns format specified but no custom columns given') : { format, template }
}

/** Ends a command whose `-o` has no printer; `get` also knows columns and wide tables. */
export function refuseOutput(output: string, verb: 'get' | 'change'): never {
  const formats = [...plain, ...templates, ...(verb === 'get' ? [...columns, 'wide'] : [])].sort()
  throw new CommandFailure(`error: unable to match a printer suitable for the output format "${output}", allowed formats are: ${formats.join(',')}`)
}

/** Whether a format takes a template. */
export function isTemplateFormat(format: string): boolean {
  return templates.includes(format) || columns.includes(format)
}

/** Whether a format's template stands in a file. */
export function isFileFormat(format: string): boolean {
  return /file$/.test(format)
}

/** Whether a format wants columns, which only `get` prints. */
export function isColumnFormat(format: string): boolean {
  return columns.includes(format)
}
