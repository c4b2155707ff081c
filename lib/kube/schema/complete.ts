import type { Field, Shape } from './structure'
import { fieldsOf } from './structure'

type Json = Readonly<Record<string, unknown>>

function completeValue(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'struct' && typeof value === 'object' && value !== null) return completeObject(value as Json, shape.definition)
  if (shape.kind === 'list' && Array.isArray(value) && shape.items.kind === 'struct') {
    const items: unknown[] = value
    const completed = items.map((item) => completeValue(item, shape.items))
    return completed.every((item, at) => item === items[at]) ? value : completed
  }
  return value
}

function isLeftOut(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function writesNull({ form, shape }: Field): boolean {
  if (form === 'nullable') return true
  if (form === 'required') return shape.kind === 'list' || shape.kind === 'map'
  return form === 'struct' && (shape.kind === 'time' || shape.kind === 'microTime')
}

/**
 * The object as it comes out of the store again: it is kept as protobuf, which knows no difference between an empty list and none.
 */
export function storedObject(object: Json, definition: string): Json {
  let result: Record<string, unknown> | undefined
  for (const field of fieldsOf(definition).values()) {
    const before = object[field.name]
    if (before === undefined || before === null) continue
    const after = storedValue(before, field)
    if (after !== before) (result ??= { ...object })[field.name] = after
  }
  return result ?? object
}

function storedValue(value: unknown, { form, shape }: Field): unknown {
  if (Array.isArray(value) && value.length === 0 && form === 'required') return null
  if (shape.kind === 'struct') return storedObject(value as Json, shape.definition)
  if (shape.kind !== 'list' || shape.items.kind !== 'struct' || !Array.isArray(value)) return value
  const { definition } = shape.items
  const items = value as readonly Json[]
  const stored = items.map((item) => storedObject(item, definition))
  return stored.every((item, at) => item === items[at]) ? value : stored
}

/**
 * The object as Go's JSON writer would write it: lists and maps that may not be left out become null, empty ones that may are gone. Parts that are
 * already so are shared with the input.
 */
export function completeObject(object: Json, definition: string): Json {
  let result: Record<string, unknown> | undefined
  for (const field of fieldsOf(definition).values()) {
    const before = object[field.name]
    if (before === undefined) {
      if (writesNull(field)) (result ??= { ...object })[field.name] = null
      continue
    }
    if (field.form === 'optional' && isLeftOut(before)) {
      Reflect.deleteProperty((result ??= { ...object }), field.name)
      continue
    }
    const after = completeValue(before, field.shape)
    if (after !== before) (result ??= { ...object })[field.name] = after
  }
  return result ?? object
}
