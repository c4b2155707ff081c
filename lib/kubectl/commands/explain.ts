import { descriptions } from '#field-descriptions'
import { apiVersionOf } from '@/lib/kube/kinds'
import { definitionOf, fieldsOf, type Field, type Shape } from '@/lib/kube/schema/structure'
import { CommandFailure, fail } from '../failure'
import { flag, isSet } from '../flags'
import { call, printExactly, type Command } from '../command'
import { findResource, resourceMappings, type ResourceMapping } from '../resources'

/** `explain` (kubectl pkg/explain/v2, plaintext). */
export const explainCommand: Command = {
  name: 'explain',
  about: 'Show the fields of a kind, or of one field.',
  usage: 'kubectl explain TYPE[.FIELD…] [--recursive] [--api-version=VERSION]',
  *run(invocation) {
    const { args, flags } = invocation
    const [path, ...more] = args
    if (path === undefined) throw new CommandFailure('error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.')
    if (more.length > 0) fail('We accept only this format: explain RESOURCE')
    yield* call(invocation, 'GET', '/apis')
    const [type = '', ...steps] = path.replace(/(?!^)\.+(?=\.|$)/g, '').split('.')
    const definition = ofVersion(findResource(type) ?? refuseType(type), flag(flags, 'api-version') ?? '')
    const output = flag(flags, 'output') ?? 'plaintext'
    if (output !== 'plaintext') fail(`${output === 'plaintext-openapiv2' ? 'the older form' : JSON.stringify(output)} is not part of this practice cluster; explain prints plaintext`)
    yield* printExactly(headOf(definition))
    yield* printExactly(explained(definition, steps, isSet(flags, 'recursive')))
    return 0
  },
}

function refuseType(type: string): never {
  throw new CommandFailure(`the server doesn't have a resource type "${type}"`)
}

function ofVersion(definition: ResourceMapping, wanted: string): ResourceMapping {
  if (wanted === '') return definition
  const { resource } = definition
  const found = resourceMappings.find((mapping) => mapping.resource === resource && apiVersionOf(mapping) === wanted)
  return found ?? fail(`couldn't find resource for "${wanted.includes('/') ? '' : '/'}${wanted}, Resource=${resource}"`)
}

/** Printed before the field is looked for: it stands there also where there is none. */
function headOf({ group, kind, version }: ResourceMapping): string {
  return `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`
}

function explained(definition: ResourceMapping, steps: readonly string[], recursive: boolean): string {
  const found = follow(definition, steps)
  const field = found.field === undefined ? '' : `FIELD: ${found.field.name} <${typeText(found.field.shape)}>\n${longEnum(found.field.shape)}\n\n`
  const about = [found.about, aboutDefinition(found.shape)].filter((text) => text !== '').map((text) => `${text}\n`)
  const fields = fieldLines(structOf(found.shape), recursive, 2, new Set())
  return `${field}DESCRIPTION:\n${indented(wrapped(about.length === 0 ? '<empty>' : about.join(''), 76), 4)}\n${fields === '' ? '' : `FIELDS:\n${fields}`}\n`
}

interface Found {
  readonly shape: Shape
  readonly field?: Field
  /** The field's own words. */
  readonly about: string
}

function follow(definition: ResourceMapping, steps: readonly string[]): Found {
  let found: Found = { shape: { kind: 'struct', definition: definition.definition, go: definition.kind }, about: '' }
  for (const step of steps) {
    const owner = structOf(found.shape)
    // The real one names the last step, whichever is missing.
    const field = fieldsOf(owner).get(step) ?? fail(`field "${steps.at(-1) ?? ''}" does not exist`)
    found = { shape: field.shape, field, about: aboutField(owner, step) ?? '' }
  }
  return found
}

/** The definition that a shape's values, or the elements of its lists and maps, have; '' for none. */
function structOf(shape: Shape): string {
  if (shape.kind === 'list') return structOf(shape.items)
  if (shape.kind === 'map') return structOf(shape.values)
  return shape.kind === 'struct' ? shape.definition : ''
}

function aboutDefinition(shape: Shape): string {
  return descriptions()[structOf(shape)]?.about ?? ''
}

const conventions = 'https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md'
/** Of every object that is a resource; the data does not repeat them. */
const ofObjects: Readonly<Record<string, string | undefined>> = {
  apiVersion: `APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: ${conventions}#resources`,
  kind: `Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: ${conventions}#types-kinds`,
}

function aboutField(owner: string, name: string): string | undefined {
  return descriptions()[owner]?.fields[name] ?? (definitionOf(owner)?.gvk === undefined ? undefined : ofObjects[name])
}

function fieldLines(definition: string, recursive: boolean, indent: number, above: ReadonlySet<string>): string {
  if (above.has(definition)) return ''
  const required = definitionOf(definition)?.required ?? []
  const below = new Set([...above, definition])
  return [...fieldsOf(definition).values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, shape }) => {
      const line = `${' '.repeat(indent)}${name}\t<${typeText(shape)}>${required.includes(name) ? ' -required-' : ''}${shortEnum(shape, indent)}\n`
      if (recursive) return line + fieldLines(structOf(shape), true, indent + 2, below)
      return `${line}${indented(wrapped(aboutField(definition, name) ?? '<no description>', 78 - indent), indent + 2)}\n\n`
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
    case 'microTime':
    case 'bytes':
      return 'string'
    case 'raw':
      return shape.go.slice(shape.go.lastIndexOf('.') + 1)
    default:
      return shape.kind
  }
}

const mostShown = 4

function enumOf(shape: Shape): readonly string[] {
  return shape.kind === 'string' ? (shape.enum ?? []).map((value) => (value === '' ? '""' : value)) : []
}

function shortEnum(shape: Shape, indent: number): string {
  const values = enumOf(shape)
  if (values.length === 0) return ''
  return `\n${' '.repeat(indent)}enum: ${values.slice(0, mostShown).join(', ')}${values.length > mostShown ? ', ....' : ''}`
}

function longEnum(shape: Shape): string {
  const values = enumOf(shape)
  return values.length === 0 ? '' : `ENUM:${values.map((value) => `\n    ${value}`).join('')}`
}

function indented(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by))
}

/** Lines of at most so many characters, broken between words; line ends stay. */
function wrapped(text: string, width: number): string {
  return text.split('\n').map((line) => wrappedLine(line, width)).join('\n')
}

function wrappedLine(line: string, width: number): string {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current].join('\n')
}
