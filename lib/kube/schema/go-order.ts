import { sortedMap } from '../go-format'
import { fieldsOf, type Shape } from './structure'

type Json = Readonly<Record<string, unknown>>

/**
 * An object with its keys as Go's JSON writer puts them: a struct's fields in their order of declaration, a map's keys sorted. What the definition
 * does not know comes last.
 */
export function inGoOrder(object: Json, definition: string): Json {
  const result: Record<string, unknown> = {}
  for (const { name, shape } of fieldsOf(definition).values()) if (object[name] !== undefined) result[name] = ordered(object[name], shape)
  for (const [name, value] of Object.entries(object)) if (!Object.hasOwn(result, name)) result[name] = value
  return result
}

function ordered(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return shape.kind === 'list' ? value.map((item) => ordered(item, shape.items)) : value
  if (typeof value !== 'object' || value === null) return value
  if (shape.kind === 'struct') return inGoOrder(value as Json, shape.definition)
  if (shape.kind !== 'map') return value
  return sortedMap(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ordered(item, shape.values)])))
}
