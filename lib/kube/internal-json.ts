import { sortedMap } from './go-format'
import { internalStructs, type InternalStruct } from './internal-structs'

type Json = Readonly<Record<string, unknown>>

interface InternalField {
  readonly goName: string
  readonly jsonName: string
  readonly zero: unknown
  readonly struct: InternalStruct | undefined
  readonly isInlined: boolean
}

const zeros: Readonly<Record<string, unknown>> = { $: '', '#': 0, '!': false, '?': null, '=': {}, '~': {} }
const irregularNames: Readonly<Record<string, string | undefined>> = { CephFS: 'cephfs', StorageOS: 'storageos' }

/** `HTTPGet` is `httpGet`, `SELinuxOptions` `seLinuxOptions`, `TTY` `tty`. */
function jsonNameOf(goName: string): string {
  const irregular = irregularNames[goName]
  if (irregular !== undefined) return irregular
  const capitals = /^[A-Z]+/.exec(goName)?.[0] ?? ''
  if (capitals === goName) return goName.toLowerCase()
  const count = Math.max(1, capitals.length - 1)
  return goName.slice(0, count).toLowerCase() + goName.slice(count)
}

const compiled = new Map<InternalStruct, readonly InternalField[]>()

function fieldsOf(struct: InternalStruct): readonly InternalField[] {
  const known = compiled.get(struct)
  if (known !== undefined) return known
  const fields = internalStructs[struct].split(' ').map((text): InternalField => {
    const [, goName = '', sign = '', type = ''] = /^(\w*)([$#!?=~])(\w*)$/.exec(text) ?? []
    return { goName, jsonName: jsonNameOf(goName), zero: zeros[sign], struct: type === '' ? undefined : (type as InternalStruct), isInlined: sign === '~' }
  })
  compiled.set(struct, fields)
  return fields
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldValue(value: unknown, { struct, zero }: InternalField): unknown {
  const given = value ?? zero
  if (Array.isArray(given)) return struct === undefined ? given : given.map((item: unknown) => (isObject(item) ? internalJson(struct, item) : item))
  if (!isObject(given)) return given
  return struct === undefined ? sortedMap(given) : internalJson(struct, given)
}

/**
 * An object as the server's message shows its inner struct: Go's field names and every field, set or not. The node's namespaces, which the API has in
 * a Pod's spec, are part of the inner security context.
 */
export function internalJson(struct: InternalStruct, value: Json): Json {
  const result: Record<string, unknown> = {}
  for (const field of fieldsOf(struct)) {
    if (field.isInlined && field.struct !== undefined) Object.assign(result, internalJson(field.struct, value))
    else result[field.goName] = fieldValue(struct === 'PodSpec' && field.goName === 'SecurityContext' ? mergedSecurity(value) : value[field.jsonName], field)
  }
  return result
}

function mergedSecurity(spec: Json): unknown {
  const context = spec['securityContext']
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } = spec
  return { ...(isObject(context) ? context : {}), hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers }
}

/** A template as the server shows it: metadata's fields, those that are set, beside the inner `Spec`. */
export function internalTemplateJson(template: { readonly metadata?: object; readonly spec?: object }): Json {
  const metadata = Object.entries({ ...template.metadata }).map(([key, value]: [string, unknown]) => [key, isObject(value) ? sortedMap(value) : value] as const)
  return { ...Object.fromEntries(metadata), Spec: internalJson('PodSpec', (template.spec ?? {}) as Json) }
}
