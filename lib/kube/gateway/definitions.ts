import type { CustomSchema } from '../schema/custom-schema'
import type { DefinitionNode, PropertyNode } from '../schema/structure-data'
import { gatewayClassSpec, gatewaySpec, routeSpec, schemaOf } from './route-schema'

const prefix = 'gateway.networking.k8s.io.v1'
const anything: PropertyNode = { ref: 'io.k8s.apimachinery.pkg.runtime.RawExtension' }
/** Lists whose items have owners of their own; all others belong to one owner as a whole (x-kubernetes-list-type of the Gateway API's CRDs). */
const keyedLists: Readonly<Record<string, readonly string[]>> = { [`${prefix}.Gateway.spec.listeners`]: ['name'] }

/** What of the Gateway API's kinds may be set, in the form of the API's own definitions: server-side apply goes by it. */
export const gatewayDefinitions: ReadonlyMap<string, DefinitionNode> = defined([['HTTPRoute', routeSpec], ['Gateway', gatewaySpec], ['GatewayClass', gatewayClassSpec]])

function defined(kinds: readonly (readonly [string, CustomSchema])[]): ReadonlyMap<string, DefinitionNode> {
  const found = new Map<string, DefinitionNode>()
  for (const [kind, spec] of kinds) {
    const name = `${prefix}.${kind}`
    define(name, schemaOf(spec), found)
    const own = found.get(name)
    found.set(name, { ...own, properties: { ...own?.properties, metadata: { ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' } } })
  }
  return found
}

function define(name: string, { properties = {} }: CustomSchema, into: Map<string, DefinitionNode>): void {
  into.set(name, { type: 'object', properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, nodeOf(`${name}.${key}`, schema, into)])) })
}

function nodeOf(name: string, schema: CustomSchema, into: Map<string, DefinitionNode>): PropertyNode {
  if (schema.type === 'array') {
    const keys = keyedLists[name]
    return { type: 'array', items: schema.items === undefined ? anything : nodeOf(`${name}.items`, schema.items, into), ...(keys === undefined ? {} : { 'list-type': 'map', 'list-map-keys': keys }) }
  }
  if (schema.type !== 'object') return { type: schema.type }
  if (schema.properties === undefined) return anything
  define(name, schema, into)
  return { ref: name }
}
