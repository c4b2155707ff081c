import { fieldsOf, type Shape } from '@/lib/kube/schema/structure'

type Json = Readonly<Record<string, unknown>>

const known = new Map<string, Json>()

/**
 * A definition's Go value with nothing set, as JSON: structs and required fields are there, empty. A new object is compared with it, so what Go
 * can't leave out belongs to nobody.
 */
export function zeroObject(definition: string): Json {
  const present = known.get(definition)
  if (present !== undefined) return present
  const entries: [string, unknown][] = []
  for (const field of fieldsOf(definition).values()) {
    if (field.form === 'struct') entries.push([field.name, zeroOf(field.shape)])
    else if (field.form === 'required' || field.form === 'nullable') entries.push([field.name, field.form === 'nullable' ? null : requiredZero(field.shape)])
  }
  const made = Object.fromEntries(entries)
  known.set(definition, made)
  return made
}

function zeroOf(shape: Shape): unknown {
  if (shape.kind === 'struct') return zeroObject(shape.definition)
  return requiredZero(shape)
}

function requiredZero(shape: Shape): unknown {
  switch (shape.kind) {
    case 'string':
      return ''
    case 'boolean':
      return false
    case 'integer':
    case 'intOrString':
      return 0
    case 'quantity':
      return '0'
    case 'struct':
      return zeroObject(shape.definition)
    default:
      return null
  }
}
