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
      return typeof value === 'string' ? undefined : 'unrecognized type: string'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'unrecognized type: bool'
    case 'integer':
      return typeof value === 'number' ? undefined : `unrecognized type: int${String(shape.bits)}`
    case 'quantity':
      return quantityFault(value)
    default:
      return undefined
  }
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
