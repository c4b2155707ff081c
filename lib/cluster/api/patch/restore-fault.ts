import { canonicalQuantity } from '@/lib/kube/quantity'
import { fieldsOf, type Shape } from '@/lib/kube/schema/structure'

type Json = Readonly<Record<string, unknown>>

/**
 * Why a patched object can't be turned into its Go type again, in the words of apimachinery's converter (pkg/runtime/converter.go), which a strategic
 * merge goes through: other words than the JSON reader's. Undefined where it can.
 */
export function restoreFault(value: unknown, definition: string): string | undefined {
  return fault(value, { kind: 'struct', definition, go: '' })
}

function fault(value: unknown, shape: Shape): string | undefined {
  if (value === null || value === undefined) return undefined
  switch (shape.kind) {
    case 'struct':
      return isObject(value) ? structFault(value, shape.definition) : `cannot restore struct from: ${goKind(value)}`
    case 'list':
      return Array.isArray(value) ? first(value.map((item) => fault(item, shape.items))) : `cannot restore slice from ${goKind(value)}`
    case 'map':
      return isObject(value) ? first(Object.values(value).map((item) => fault(item, shape.values))) : `cannot restore map from ${goKind(value)}`
    case 'string':
      return stringFault(value, shape.go)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'unrecognized type: bool'
    case 'integer':
      return integerFault(value, shape.bits)
    case 'intOrString':
      return isIntOrString(value) ? undefined : `json: cannot unmarshal ${jsonKind(value)} into Go value of type int32`
    case 'quantity':
      return quantityFault(value)
    default:
      return undefined
  }
}

/** Go could make a letter of a whole number, which JSON does not mean. */
function stringFault(value: unknown, go: string): string | undefined {
  if (typeof value === 'string') return undefined
  return Number.isInteger(value) ? `cannot convert int64 to ${go}` : 'unrecognized type: string'
}

function integerFault(value: unknown, bits: number): string | undefined {
  if (typeof value !== 'number') return `unrecognized type: int${String(bits)}`
  return Number.isInteger(value) ? undefined : `cannot convert float64 to int${String(bits)}`
}

function isIntOrString(value: unknown): boolean {
  return typeof value === 'string' || (Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31 - 1)
}

function jsonKind(value: unknown): string {
  if (typeof value === 'number') return `number ${String(value)}`
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : 'object'
}

function quantityFault(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const canonical = canonicalQuantity(value)
  return typeof canonical === 'string' ? undefined : canonical.error
}

function structFault(value: Json, definition: string): string | undefined {
  for (const [name, field] of fieldsOf(definition)) {
    const found = fault(value[name], field.shape)
    if (found !== undefined) return found
  }
  return undefined
}

function first(faults: readonly (string | undefined)[]): string | undefined {
  return faults.find((text) => text !== undefined)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'slice'
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'number':
      return Number.isInteger(value) ? 'int64' : 'float64'
    case 'string':
      return 'string'
    default:
      return 'map'
  }
}
