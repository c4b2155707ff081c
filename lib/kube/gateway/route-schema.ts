import type { CustomSchema } from '../schema/custom-schema'

const text: CustomSchema = { type: 'string' }
const name: CustomSchema = { type: 'string', minLength: 1, maxLength: 253 }
const port: CustomSchema = { type: 'integer', minimum: 1, maximum: 65_535 }
const free: CustomSchema = { type: 'object' }
const hostname: CustomSchema = {
  type: 'string', minLength: 1, maxLength: 253, pattern: '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
}

function object(properties: Readonly<Record<string, CustomSchema>>, required: readonly string[] = []): CustomSchema {
  return { type: 'object', properties, required }
}

function list(items: CustomSchema, maxItems: number): CustomSchema {
  return { type: 'array', items, maxItems }
}

const parentRef = object(
  { group: { ...text, default: 'gateway.networking.k8s.io' }, kind: { ...text, default: 'Gateway' }, namespace: text, name, sectionName: text, port },
  ['name'],
)
const backendRef = object(
  {
    group: { ...text, default: '' }, kind: { ...text, default: 'Service' }, namespace: text, name, port,
    weight: { type: 'integer', minimum: 0, maximum: 1_000_000, default: 1 }, filters: list(free, 16),
  },
  ['name'],
)
const namedValue = object({ type: { ...text, enum: ['Exact', 'RegularExpression'], default: 'Exact' }, name, value: { ...text, minLength: 1 } }, ['name', 'value'])
const pathMatch: CustomSchema = {
  ...object({ type: { ...text, enum: ['Exact', 'PathPrefix', 'RegularExpression'], default: 'PathPrefix' }, value: { ...text, maxLength: 1024, default: '/' } }),
  default: { type: 'PathPrefix', value: '/' },
}
const method: CustomSchema = { type: 'string', enum: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] }
const match = object({ path: pathMatch, method, headers: list(namedValue, 16), queryParams: list(namedValue, 16) })
const anyPath = { path: { type: 'PathPrefix', value: '/' } }
const rule = object({
  name: text, matches: { ...list(match, 64), default: [anyPath] }, filters: list(free, 16), backendRefs: list(backendRef, 16), timeouts: free,
})

/** HTTPRoute's spec (Gateway API 1.6, standard channel). */
export const routeSpec: CustomSchema = object({ parentRefs: list(parentRef, 32), hostnames: list(hostname, 16), rules: { ...list(rule, 16), minItems: 1, default: [{ matches: [anyPath] }] } })

const listener = object(
  {
    name, hostname, port, protocol: { ...text, minLength: 1, maxLength: 255 }, tls: free,
    allowedRoutes: {
      ...object({ namespaces: { ...object({ from: { ...text, enum: ['All', 'Selector', 'Same', 'None'], default: 'Same' }, selector: free }), default: { from: 'Same' } }, kinds: list(free, 8) }),
      default: { namespaces: { from: 'Same' } },
    },
  },
  ['name', 'port', 'protocol'],
)

/** Gateway's spec. */
export const gatewaySpec: CustomSchema = object(
  { gatewayClassName: { ...name }, listeners: { ...list(listener, 64), minItems: 1 }, addresses: list(free, 16), infrastructure: free, allowedListeners: free },
  ['gatewayClassName', 'listeners'],
)

/** GatewayClass's spec. */
export const gatewayClassSpec: CustomSchema = object({ controllerName: { ...name }, parametersRef: free, description: { ...text, maxLength: 64 } }, ['controllerName'])

/** A custom resource around its spec. */
export function schemaOf(spec: CustomSchema): CustomSchema {
  return { type: 'object', required: ['spec'], properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' }, spec, status: { type: 'object' } } }
}
