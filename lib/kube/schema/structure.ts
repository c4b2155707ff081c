import { structureData } from '#api-structure'
import { gatewayDefinitions } from '../gateway/definitions'
import type { DefinitionNode, PropertyNode } from './structure-data'

/**
 * How the Go type of a field treats "nothing": `pointer` and `optional` are left out of JSON when nil or zero, `struct` is always written,
 * `required` is written even when zero (lists and maps as null), `nullable` is a pointer written as null, `omitZero` a struct left out when zero.
 */
export type FieldForm = 'pointer' | 'optional' | 'struct' | 'required' | 'nullable' | 'omitZero'

/** What a JSON value is decoded into. `struct` names a definition of structure.generated.json. */
export type Shape =
  | { readonly kind: 'string'; readonly enum?: readonly string[]; readonly go: string }
  | { readonly kind: 'boolean' | 'bytes' | 'quantity' | 'intOrString' | 'time' | 'microTime' | 'raw'; readonly go: string }
  | { readonly kind: 'integer'; readonly bits: 8 | 32 | 64; readonly go: string }
  | { readonly kind: 'list'; readonly items: Shape; readonly go: string }
  | { readonly kind: 'map'; readonly values: Shape; readonly go: string }
  | { readonly kind: 'struct'; readonly definition: string; readonly go: string }

/** One field of a definition; `embedded` is the Go struct through which it is inlined (it appears in the decoder's messages). */
export interface Field {
  readonly name: string
  readonly shape: Shape
  readonly form: FieldForm
  readonly embedded?: string
  readonly listType?: string
  readonly listMapKeys?: readonly string[]
  readonly patchMergeKey?: string
  readonly patchStrategy?: string
  readonly mapType?: string
}

/** The definition of that name (`io.k8s.api.core.v1.Service`), undefined when the API has none. */
export function definitionOf(name: string): DefinitionNode | undefined {
  const { definitions } = structureData()
  return Object.hasOwn(definitions, name) ? definitions[name] : gatewayDefinitions.get(name)
}

/** Names of every definition, in the API's order. */
export function definitionNames(): readonly string[] {
  return Object.keys(structureData().definitions)
}

const wellKnown: Readonly<Record<string, Shape | undefined>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { kind: 'quantity', go: 'resource.Quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { kind: 'intOrString', go: 'intstr.IntOrString' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': { kind: 'time', go: 'v1.Time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { kind: 'microTime', go: 'v1.MicroTime' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { kind: 'raw', go: 'v1.FieldsV1' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { kind: 'raw', go: 'runtime.RawExtension' },
}

function goNameOfRef(ref: string): string {
  const api = /^io\.k8s\.api\.\w+\.(v\w+)\.(\w+)$/.exec(ref)
  return `${api?.[1] ?? 'v1'}.${ref.slice(ref.lastIndexOf('.') + 1)}`
}

function listShape(element: PropertyNode, named: string): Shape {
  const items = shapeOf(element, named.startsWith('[]') ? named.slice(2) : '')
  return { kind: 'list', items, go: named === '' ? `[]${items.go}` : named }
}

function mapShape(value: PropertyNode, named: string): Shape {
  const values = shapeOf(value, /^map\[[^\]]*\](.*)$/.exec(named)?.[1] ?? '')
  return { kind: 'map', values, go: named === '' ? `map[string]${values.go}` : named }
}

/** `named` is the Go type where it says more than the node does. */
function shapeOf(node: PropertyNode, named = ''): Shape {
  if (node.ref !== undefined) return wellKnown[node.ref] ?? { kind: 'struct', definition: node.ref, go: goNameOfRef(node.ref) }
  if (node.items !== undefined) return listShape(node.items, named)
  if (node.additionalProperties !== undefined) return mapShape(node.additionalProperties, named)
  return scalarShape(node, named)
}

function scalarShape(node: PropertyNode, named: string): Shape {
  if (node.type === 'boolean') return { kind: 'boolean', go: 'bool' }
  if (node.type === 'integer') return { kind: 'integer', bits: node.format === 'int64' ? 64 : 32, go: node.format ?? 'int64' }
  if (node.format === 'byte') return { kind: 'bytes', go: '[]uint8' }
  return { kind: 'string', go: named === '' ? 'string' : named, ...(node.enum === undefined ? {} : { enum: node.enum }) }
}

const formByLetter: Readonly<Record<string, FieldForm | undefined>> = { p: 'pointer', o: 'optional', s: 'struct', r: 'required', P: 'nullable', z: 'omitZero' }

function formOf(node: PropertyNode, letter: string): FieldForm {
  const stated = formByLetter[letter]
  if (stated !== undefined) return stated
  if (node.ref !== undefined) return node.default === undefined ? 'pointer' : 'struct'
  if (node.type === 'array' || node.type === 'object') return 'optional'
  return node.default === undefined ? 'optional' : 'required'
}

function fieldOf(name: string, node: PropertyNode, go: string): Field {
  const [letter = '', rest = ''] = go.split(':', 2)
  const [type = '', embedded] = rest.split('|', 2)
  return {
    name,
    shape: shapeOf(node, type),
    form: formOf(node, letter),
    ...(embedded === undefined ? {} : { embedded }),
    ...(node['list-type'] === undefined ? {} : { listType: node['list-type'] }),
    ...(node['list-map-keys'] === undefined ? {} : { listMapKeys: node['list-map-keys'] }),
    ...(node['patch-merge-key'] === undefined ? {} : { patchMergeKey: node['patch-merge-key'] }),
    ...(node['patch-strategy'] === undefined ? {} : { patchStrategy: node['patch-strategy'] }),
    ...(node['map-type'] === undefined ? {} : { mapType: node['map-type'] }),
  }
}

const compiled = new Map<string, ReadonlyMap<string, Field>>()

/** The fields of a definition by name; empty for an unknown definition. Compiled once. */
export function fieldsOf(definition: string): ReadonlyMap<string, Field> {
  const known = compiled.get(definition)
  if (known !== undefined) return known
  const fields = new Map<string, Field>()
  const goNames = structureData().goFields[definition]
  for (const [name, node] of Object.entries(definitionOf(definition)?.properties ?? {})) fields.set(name, fieldOf(name, node, goNames?.[name] ?? ''))
  compiled.set(definition, fields)
  return fields
}
