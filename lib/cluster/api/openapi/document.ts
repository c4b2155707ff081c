import { definitionNames, definitionOf } from '@/lib/kube/schema/structure'
import type { PropertyNode } from '@/lib/kube/schema/structure-data'
import { groupVersion, type ApiResource, type ServedResources } from '../resources'

/** GET /openapi/v3: where each group's document is. */
export function openApiIndex(served: ServedResources) {
  const versions = ['', ...served.groups()].flatMap((group) => served.versionsOf(group).map((version) => pathOf(group, version)))
  return { paths: Object.fromEntries(versions.map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}?hash=1` }])) }
}

function pathOf(group: string, version: string): string {
  return group === '' ? `api/${version}` : `apis/${groupVersion({ group, version })}`
}

type Json = Readonly<Record<string, unknown>>

/**
 * The OpenAPI document of a group's version, made from the API's structure: its kinds with everything they refer to, and its paths, whose PATCH
 * takes fieldValidation, by which clients know that the server checks fields.
 */
export function openApiDocument(served: ServedResources, path: string): Json | undefined {
  const resources = served.all.filter(({ group, version }) => pathOf(group, version) === path)
  if (resources.length === 0) return undefined
  const roots = definitionNames().filter((name) => (definitionOf(name)?.gvk ?? []).some(({ group, version }) => pathOf(group, version) === path))
  const schemas: Record<string, unknown> = {}
  for (const name of roots) collect(name, schemas)
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.3' },
    paths: Object.fromEntries(resources.flatMap(pathsOf)),
    components: { schemas },
  }
}

function collect(name: string, schemas: Record<string, unknown>): void {
  const definition = definitionOf(name)
  if (definition === undefined || Object.hasOwn(schemas, name)) return
  const { gvk, properties, required, type } = definition
  schemas[name] = {
    ...(type === undefined ? {} : { type }),
    ...(required === undefined ? {} : { required }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([key, node]) => [key, schemaOf(node)])) }),
    ...(gvk === undefined ? {} : { 'x-kubernetes-group-version-kind': gvk }),
  }
  for (const node of Object.values(properties ?? {})) for (const ref of refsOf(node)) collect(ref, schemas)
}

function refsOf(node: PropertyNode): string[] {
  if (node.ref !== undefined) return [node.ref]
  return [...(node.items === undefined ? [] : refsOf(node.items)), ...(node.additionalProperties === undefined ? [] : refsOf(node.additionalProperties))]
}

const extensions = ['list-type', 'list-map-keys', 'map-type', 'patch-merge-key', 'patch-strategy'] as const

function schemaOf(node: PropertyNode): Json {
  const extra = Object.fromEntries(extensions.flatMap((name) => (node[name] === undefined ? [] : [[`x-kubernetes-${name}`, node[name]]])))
  const initial = node.default === undefined ? {} : { default: node.default }
  if (node.ref !== undefined) return { allOf: [{ $ref: `#/components/schemas/${node.ref}` }], ...initial, ...extra }
  return {
    ...(node.type === undefined ? {} : { type: node.type }),
    ...(node.format === undefined ? {} : { format: node.format }),
    ...(node.enum === undefined ? {} : { enum: node.enum }),
    ...(node.items === undefined ? {} : { items: schemaOf(node.items) }),
    ...(node.additionalProperties === undefined ? {} : { additionalProperties: schemaOf(node.additionalProperties) }),
    ...initial,
    ...extra,
  }
}

const methods: Readonly<Record<string, string | undefined>> = { get: 'get', update: 'put', patch: 'patch', delete: 'delete' }

function pathsOf(resource: ApiResource): [string, Json][] {
  const { group, version, kind, namespaced, verbs } = resource
  const base = `/${pathOf(group, version)}${namespaced ? '/namespaces/{namespace}' : ''}/${resource.resource}`
  const gvk = { 'x-kubernetes-group-version-kind': { group, version, kind } }
  const one = Object.fromEntries(
    verbs.flatMap((verb) => {
      const method = methods[verb]
      return method === undefined ? [] : [[method, { 'x-kubernetes-action': verb === 'update' ? 'put' : verb, ...gvk, parameters: parametersOf(verb) }] as const]
    }),
  )
  const many = {
    ...(verbs.includes('list') ? { get: { 'x-kubernetes-action': 'list', ...gvk } } : {}),
    ...(verbs.includes('create') ? { post: { 'x-kubernetes-action': 'post', ...gvk, parameters: parametersOf('create') } } : {}),
  }
  return [
    [base, many],
    [`${base}/{name}`, one],
  ]
}

function parametersOf(verb: string): Json[] {
  const names = verb === 'patch' ? ['dryRun', 'fieldManager', 'fieldValidation', 'force'] : verb === 'create' || verb === 'update' ? ['dryRun', 'fieldManager', 'fieldValidation'] : []
  return names.map((name) => ({ name, in: 'query', schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true } }))
}
