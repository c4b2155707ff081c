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
  const fields = fieldsOf(definition)
  let result: Record<string, unknown> | undefined
  for (const name in object) {
    const before = object[name]
    const after = completeField(before, fields.get(name))
    if (after === before) continue
    result ??= { ...object }
    if (after === undefined) Reflect.deleteProperty(result, name)
    else result[name] = after
  }
  for (const name of nullsOf(definition)) if (object[name] === undefined) (result ??= { ...object })[name] = null
  return result ?? object
}

/** Undefined: left out. */
function completeField(value: unknown, field: Field | undefined): unknown {
  if (field === undefined || value === undefined) return value
  return field.form === 'optional' && isLeftOut(value) ? undefined : completeValue(value, field.shape)
}

const knownNulls = new Map<string, readonly string[]>()

/** Fields that are null where they are not given: few of the many a kind has. */
function nullsOf(definition: string): readonly string[] {
  let names = knownNulls.get(definition)
  if (names === undefined) {
    names = [...fieldsOf(definition).values()].filter(writesNull).map(({ name }) => name)
    knownNulls.set(definition, names)
  }
  return names
}
