import { apiVersionOf } from '@/lib/kube/kinds'
import { definitionOf, fieldsOf, type Field, type Shape } from '@/lib/kube/schema/structure'
import { CommandFailure, fail } from '../failure'
import { isSet } from '../flags'
import { call, print, type Command } from '../command'
import { findResource } from '../resources'

export const explainCommand: Command = {
  name: 'explain',
  about: 'Show the fields of a kind, or of one field.',
  usage: 'kubectl explain TYPE[.FIELD…] [--recursive] [--api-version=VERSION]',
  *run(invocation) {
    const [path, ...more] = invocation.args
    if (path === undefined) throw new CommandFailure('error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.')
    if (more.length > 0) fail('We accept only this format: explain RESOURCE')
    yield* call(invocation, 'GET', '/apis')
    const [type = '', ...steps] = path.split('.')
    const definition = findResource(type) ?? refuseType(type)
    let shape: Shape = { kind: 'struct', definition: definition.definition, go: definition.kind }
    let field: Field | undefined
    for (const step of steps) {
      field = fieldsOf(inner(shape)).get(step) ?? fail(`field "${step}" does not exist`)
      shape = field.shape
    }
    const head = `${definition.group === '' ? '' : `GROUP:      ${definition.group}\n`}KIND:       ${definition.kind}\nVERSION:    ${definition.version}\n\n`
    const about = field === undefined ? '' : `FIELD: ${field.name} <${typeText(field.shape)}>${enumText(field.shape)}\n\n`
    const fields = fieldLines(inner(shape), isSet(invocation.flags, 'recursive'), 2)
    yield* print(`${head}${about}DESCRIPTION:\n    ${apiVersionOf(definition)} ${definition.kind}${steps.length === 0 ? '' : `, field ${steps.join('.')}`}. The editor shows each field's documentation.\n${fields === '' ? '' : `\nFIELDS:\n${fields}`}`)
    return 0
  },
}

function refuseType(type: string): never {
  throw new CommandFailure(`the server doesn't have a resource type "${type}"`)
}

function inner(shape: Shape): string {
  if (shape.kind === 'list') return inner(shape.items)
  if (shape.kind === 'map') return inner(shape.values)
  return shape.kind === 'struct' ? shape.definition : ''
}

function fieldLines(definition: string, recursive: boolean, indent: number): string {
  const required = new Set(definitionOf(definition)?.required ?? [])
  const pad = ' '.repeat(indent)
  return [...fieldsOf(definition).values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => {
      const line = `${pad}${field.name}\t<${typeText(field.shape)}>${required.has(field.name) ? ' -required-' : ''}\n`
      const enumeration = enumText(field.shape) === '' ? '' : `${pad}${enumText(field.shape).trim()}\n`
      const below = recursive && inner(field.shape) !== '' && indent < 24 && inner(field.shape) !== definition ? fieldLines(inner(field.shape), true, indent + 2) : ''
      return `${line}${enumeration}${recursive ? below : '\n'}`
    })
    .join('')
}

function typeText(shape: Shape): string {
  switch (shape.kind) {
    case 'list':
      return `[]${typeText(shape.items)}`
    case 'map':
      return `map[string]${typeText(shape.values)}`
    case 'struct':
      return shape.definition.slice(shape.definition.lastIndexOf('.') + 1)
    case 'intOrString':
      return 'IntOrString'
    case 'quantity':
      return 'Quantity'
    case 'time':
      return 'Time'
    case 'microTime':
      return 'MicroTime'
    case 'bytes':
      return 'string'
    case 'raw':
      return 'Object'
    default:
      return shape.kind
  }
}

function enumText(shape: Shape): string {
  return shape.kind === 'string' && shape.enum !== undefined ? `\nenum: ${shape.enum.filter((value) => value !== '').join(', ')}` : ''
}
