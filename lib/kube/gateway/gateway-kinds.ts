import type { FieldError } from '../field-error'
import { defineKind, type Address } from '../define-kind'
import type { KindDefinition } from '../kind'
import { validateDns1123Subdomain } from '../names'
import type { KubeObject } from '../object'
import { validateObjectMeta, validateObjectMetaUpdate } from '../object-meta'
import type { CustomSchema } from '../schema/custom-schema'
import { addresses } from '../rare/addresses'
import { pruneAndDefault, validateCustom } from '../schema/custom-schema'
import type { Decoded } from '../schema/decode'
import { decodeDefinition } from '../schema/decode'
import { gatewayClassSpec, gatewaySpec, routeSpec, schemaOf } from './route-schema'
import type { HTTPRoute } from './v1'

const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'
const incomplete: FieldError = {
  reason: 'FieldValueInvalid', field: '<nil>',
  message: 'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
}

/** Custom resources keep what they are sent but for unknown fields; only metadata is read as Go reads it. */
function decodeCustom(value: Readonly<Record<string, unknown>>, schema: CustomSchema): Decoded {
  const meta = decodeDefinition(objectMeta, value['metadata'] ?? {})
  if ('error' in meta) return meta
  const unknown: string[] = []
  const object = pruneAndDefault(value, schema, '', unknown) as Readonly<Record<string, unknown>>
  const strict = [...unknown, ...meta.strict.map((text) => text.replace('field "', 'field "metadata.'))]
  return { object: { ...object, metadata: meta.object }, strict }
}

/** Rules written as expressions run only when the schema holds. */
function validateSpec(object: KubeObject, schema: CustomSchema, rules: (object: KubeObject) => readonly FieldError[]): readonly FieldError[] {
  const errors = validateCustom(object, schema, '')
  if (errors.length === 0) return rules(object)
  return errors.some(({ reason }) => reason === 'FieldValueTypeInvalid') ? [...errors, incomplete] : errors
}

/** A share for a Service needs the Service's port. */
function validateBackends(object: KubeObject): readonly FieldError[] {
  const { spec } = object as HTTPRoute
  return (spec.rules ?? []).flatMap(({ backendRefs = [] }, at) =>
    backendRefs.flatMap(({ kind, group: owner, port }, index) =>
      (owner ?? '') === '' && kind === 'Service' && port === undefined
        ? [{ reason: 'FieldValueInvalid' as const, field: `spec.rules[${String(at)}].backendRefs[${String(index)}]`, message: 'Invalid value: Must have port for Service reference' }]
        : [],
    ),
  )
}

/** Two references to the same parent say to which listener each goes (expressions of the Gateway API's CRD). */
function validateParents(object: KubeObject): readonly FieldError[] {
  const sections = new Map<string, string[]>()
  for (const { group, kind, namespace, name, port, sectionName = '' } of (object as HTTPRoute).spec.parentRefs ?? []) {
    const parent = JSON.stringify([group, kind, namespace, name, port])
    sections.set(parent, [...(sections.get(parent) ?? []), sectionName])
  }
  const all = [...sections.values()]
  const wrong = (word: string): FieldError => ({ reason: 'FieldValueInvalid', field: 'spec.parentRefs', message: `Invalid value: sectionName must be ${word} when parentRefs includes 2 or more references to the same parent` })
  return [
    ...(all.some((names) => names.includes('') && names.some((name) => name !== '')) ? [wrong('specified')] : []),
    ...(all.some((names) => new Set(names).size < names.length) ? [wrong('unique')] : []),
  ]
}

interface Custom {
  readonly spec: CustomSchema
  readonly rules?: (object: KubeObject) => readonly FieldError[]
  readonly status?: Readonly<Record<string, unknown>>
}

function customKind(address: Address, { spec, rules = () => [], status }: Custom): KindDefinition {
  const schema = schemaOf(spec)
  const plain = defineKind(address)
  return {
    ...plain,
    decode: (value) => decodeCustom(value, schema),
    prepareForCreate: ({ ...object }) => {
      Reflect.deleteProperty(object, 'status')
      return status === undefined ? object : ({ ...object, status } as unknown as KubeObject)
    },
    prepareForUpdate: (object, old) => ({ ...object, ...('status' in old ? { status: old.status } : {}) }),
    validate: (object) => [...validateObjectMeta(object.metadata, plain.namespaced, validateDns1123Subdomain), ...validateSpec(object, schema, rules)],
    validateUpdate: (object, old) => [...validateObjectMetaUpdate(object.metadata, old.metadata), ...validateSpec(object, schema, rules)],
  }
}

const waiting = { lastTransitionTime: '1970-01-01T00:00:00Z', message: 'Waiting for controller', reason: 'Pending', status: 'Unknown' }

/** HTTPRoute: which requests go to which Services, and in which shares. */
export const httpRoute = customKind(addresses.httpRoute, { spec: routeSpec, rules: (object) => [...validateParents(object), ...validateBackends(object)] })

/** Gateway: where requests from outside arrive. Until a controller takes it, its conditions are unknown. */
export const gateway = customKind(addresses.gateway, {
  spec: gatewaySpec,
  status: { conditions: [{ ...waiting, type: 'Accepted' }, { ...waiting, type: 'Programmed' }] },
})

/** GatewayClass: who makes Gateways of that class. */
export const gatewayClass = customKind(addresses.gatewayClass, { spec: gatewayClassSpec, status: { conditions: [{ ...waiting, type: 'Accepted' }] } })
