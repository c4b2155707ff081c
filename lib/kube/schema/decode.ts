import { goZeroTime, parseMicroTime, parseTime, formatMicroTime, formatTime } from '../go-time'
import { goQuote } from '../go-format'
import { canonicalQuantity } from '../quantity'
import { base64Fault } from './base64'
import type { Field, Shape } from './structure'
import { fieldsOf } from './structure'

type Json = Readonly<Record<string, unknown>>

/** What only the text of a request knows: numbers as they were written (`30.0`) and keys that stood twice, by path (`spec.ports[0].port`). */
export interface JsonNotes {
  readonly numbers: ReadonlyMap<string, string>
  readonly duplicates: ReadonlySet<string>
}

/** A decoded object with the strict decoder's complaints in order of appearance, or the decoder's error (without the `… cannot be handled as …` before it). */
export type Decoded = { readonly object: Json; readonly strict: readonly string[] } | { readonly error: string }

interface Context {
  /** The struct whose field is being read and the fields leading there, for Go's messages. */
  readonly struct: string
  readonly fields: readonly string[]
  /** The same place as the strict decoder writes it. */
  readonly path: string
}

/** Go keeps the first mismatch and reads on; a type's own reader (a quantity, a time) stops everything and its error wins. */
interface State {
  saved?: string
  fatal?: string
  readonly strict: string[]
  readonly seen: Set<string>
  readonly notes: JsonNotes
}

const noNotes: JsonNotes = { numbers: new Map(), duplicates: new Set() }
const absent = Symbol('absent')

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

function mismatch(value: string, go: string, context: Context): string {
  if (context.struct === '') return `json: cannot unmarshal ${value} into Go value of type ${go}`
  return `json: cannot unmarshal ${value} into Go struct field ${[context.struct, ...context.fields].join('.')} of type ${go}`
}

function save(state: State, error: string): void {
  state.saved ??= error
}

function strict(state: State, text: string): void {
  if (state.seen.has(text)) return
  state.seen.add(text)
  state.strict.push(text)
}

function numberText(value: number, state: State, context: Context): string {
  return state.notes.numbers.get(context.path) ?? String(value)
}

const ranges = { 8: [0, 255], 32: [-(2 ** 31), 2 ** 31 - 1], 64: [-(2 ** 63), 2 ** 63] } as const

function isIntegerText(text: string, value: number, bits: 8 | 32 | 64): boolean {
  const [least, most] = ranges[bits]
  return /^-?\d+$/.test(text) && value >= least && (bits === 64 ? value < most : value <= most)
}

function decodeInteger(value: unknown, bits: 8 | 32 | 64, go: string, state: State, context: Context): unknown {
  if (typeof value !== 'number') {
    save(state, mismatch(jsonType(value), go, context))
    return absent
  }
  const text = numberText(value, state, context)
  if (isIntegerText(text, value, bits)) return value
  save(state, mismatch(`number ${text}`, go, context))
  return absent
}

function decodeBytes(value: unknown, state: State, context: Context): unknown {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) decodeInteger(item, 8, 'uint8', state, { ...context, path: `${context.path}[${String(at)}]` })
    return typeof value[0] === 'number' ? btoa(String.fromCharCode(...(value as number[]))) : ''
  }
  if (typeof value !== 'string') {
    save(state, mismatch(jsonType(value), '[]uint8', context))
    return absent
  }
  const bytes = value.replace(/[\r\n]/g, '')
  const fault = base64Fault(value)
  if (fault !== undefined) save(state, `illegal base64 data at input byte ${String(fault)}`)
  return bytes
}

function decodeTime(value: unknown, kind: 'time' | 'microTime', state: State, context: Context): unknown {
  if (typeof value !== 'string') {
    state.fatal = mismatch(jsonType(value), 'string', context)
    return absent
  }
  const parsed = kind === 'time' ? parseTime(value) : parseMicroTime(value)
  if ('error' in parsed) {
    state.fatal = parsed.error
    return absent
  }
  if (parsed.ms === goZeroTime) return absent
  return kind === 'time' ? formatTime(parsed.ms) : formatMicroTime(parsed.ms, parsed.micros)
}

function decodeQuantity(value: unknown, state: State, context: Context): unknown {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? numberText(value, state, context) : JSON.stringify(value)
  const canonical = canonicalQuantity(text)
  if (typeof canonical === 'string') return canonical
  state.fatal = canonical.error
  return absent
}

function decodeIntOrString(value: unknown, state: State, context: Context): unknown {
  if (typeof value === 'string') return value
  const inner: State = { strict: state.strict, seen: state.seen, notes: state.notes }
  const decoded = decodeInteger(value, 32, 'int32', inner, context)
  const { saved } = inner
  if (saved !== undefined) state.fatal = saved
  return decoded
}

function decodeList(value: unknown, shape: Extract<Shape, { kind: 'list' }>, state: State, context: Context): unknown {
  if (!Array.isArray(value)) {
    save(state, mismatch(jsonType(value), shape.go, context))
    return absent
  }
  const items: unknown[] = []
  for (const [at, item] of value.entries()) {
    if (state.fatal !== undefined) break
    const decoded = item === null ? zeroOf(shape.items) : decodeValue(item, shape.items, state, { ...context, path: `${context.path}[${String(at)}]` })
    items.push(decoded === absent ? zeroOf(shape.items) : decoded)
  }
  return items
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function child(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function decodeMap(value: unknown, shape: Extract<Shape, { kind: 'map' }>, state: State, context: Context): unknown {
  if (!isObject(value)) {
    save(state, mismatch(jsonType(value), shape.go, context))
    return absent
  }
  const entries: [string, unknown][] = []
  for (const [key, item] of Object.entries(value)) {
    if (state.fatal !== undefined) break
    const path = child(context.path, key)
    if (state.notes.duplicates.has(path)) strict(state, `duplicate field "${path}"`)
    const decoded = item === null ? zeroOf(shape.values) : decodeValue(item, shape.values, state, { ...context, path })
    entries.push([key, decoded === absent ? zeroOf(shape.values) : decoded])
  }
  return Object.fromEntries(entries)
}

/** The value Go's zero of that shape is written as, inside a list or map. */
function zeroOf(shape: Shape): unknown {
  switch (shape.kind) {
    case 'string':
    case 'bytes':
      return ''
    case 'boolean':
      return false
    case 'integer':
    case 'intOrString':
      return 0
    case 'quantity':
      return '0'
    case 'struct':
      return completeStruct({}, shape.definition)
    case 'list':
      return []
    case 'map':
      return {}
    default:
      return null
  }
}

function decodeValue(value: unknown, shape: Shape, state: State, context: Context): unknown {
  switch (shape.kind) {
    case 'string':
    case 'boolean':
      if (typeof value === shape.kind) return value
      save(state, mismatch(jsonType(value), shape.go, context))
      return absent
    case 'integer':
      return decodeInteger(value, shape.bits, shape.go, state, context)
    case 'bytes':
      return decodeBytes(value, state, context)
    case 'quantity':
      return decodeQuantity(value, state, context)
    case 'intOrString':
      return decodeIntOrString(value, state, context)
    case 'time':
    case 'microTime':
      return decodeTime(value, shape.kind, state, context)
    case 'raw':
      return value
    case 'list':
      return decodeList(value, shape, state, context)
    case 'map':
      return decodeMap(value, shape, state, context)
    case 'struct':
      return decodeStruct(value, shape, state, context)
  }
}

function decodeStruct(value: unknown, shape: Extract<Shape, { kind: 'struct' }>, state: State, context: Context): unknown {
  if (!isObject(value)) {
    save(state, mismatch(jsonType(value), shape.go, context))
    return absent
  }
  const fields = fieldsOf(shape.definition)
  const struct = shape.go.slice(shape.go.indexOf('.') + 1)
  const entries: [string, unknown][] = []
  for (const [name, item] of Object.entries(value)) {
    if (state.fatal !== undefined) break
    if (item === undefined) continue
    const path = child(context.path, name)
    const field = fields.get(name)
    if (field === undefined) {
      strict(state, `unknown field "${path}"`)
      continue
    }
    if (state.notes.duplicates.has(path)) strict(state, `duplicate field "${path}"`)
    const decoded = item === null ? nullOf(field) : decodeValue(item, field.shape, state, fieldContext(context, struct, field, path))
    if (decoded !== absent) entries.push([name, decoded])
  }
  return completeStruct(Object.fromEntries(entries), shape.definition)
}

function fieldContext(context: Context, struct: string, field: Field, path: string): Context {
  const names = field.embedded === undefined ? [field.name] : [...field.embedded.split('.'), field.name]
  return { struct, fields: [...context.fields, ...names], path }
}

/** Null leaves a field as it was, except that a quantity or number-or-text inside a struct becomes its zero. */
function nullOf(field: Field): unknown {
  const keepsZero = field.form === 'struct' && (field.shape.kind === 'quantity' || field.shape.kind === 'intOrString')
  return keepsZero ? zeroOf(field.shape) : absent
}

function isZero(value: unknown): boolean {
  if (value === '' || value === 0 || value === false) return true
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** Fields that stay empty until the object is written: messages show labels as `{}` rather than null, and defaulting tells an empty list of policies from none. */
const keptEmpty = new Set([
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta/labels',
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta/annotations',
  'io.k8s.api.autoscaling.v2.HPAScalingRules/policies',
  'io.k8s.api.core.v1.PersistentVolumeSpec/capacity',
])

function completeStruct(value: Json, definition: string): Json {
  const result: Record<string, unknown> = { ...value }
  for (const field of fieldsOf(definition).values()) {
    const present = Object.hasOwn(result, field.name)
    if (present && field.form === 'optional' && isZero(result[field.name]) && !keptEmpty.has(`${definition}/${field.name}`)) Reflect.deleteProperty(result, field.name)
    if (present) continue
    if (field.form === 'struct') addZeroStruct(result, field)
    else if (field.form === 'required' && field.shape.kind !== 'list' && field.shape.kind !== 'map') result[field.name] = zeroOf(field.shape)
  }
  return result
}

function addZeroStruct(result: Record<string, unknown>, field: Field): void {
  if (field.shape.kind === 'struct' || field.shape.kind === 'quantity' || field.shape.kind === 'intOrString') result[field.name] = zeroOf(field.shape)
}

/**
 * Reads parsed JSON into a definition's shape, as the API server's JSON reader does: case counts, null means absent, unknown fields are dropped and
 * noted, quantities and times become canonical, and fields that Go can't leave out (`status: {}`, `resources: {}`) are filled in with their zero.
 */
export function decodeDefinition(definition: string, value: unknown, notes: JsonNotes = noNotes): Decoded {
  const state: State = { strict: [], seen: new Set(), notes }
  const go = `v1.${definition.slice(definition.lastIndexOf('.') + 1)}`
  const object = decodeValue(value, { kind: 'struct', definition, go }, state, { struct: '', fields: [], path: '' })
  const error = state.fatal ?? state.saved
  if (error !== undefined) return { error }
  return { object: isObject(object) ? object : {}, strict: state.strict }
}

/** The decoder's errors in the words of a 400: `Deployment in version "v1" cannot be handled as a Deployment: …`. */
export function cannotBeHandled(given: { readonly kind: string; readonly version: string }, kind: string, why: string): string {
  return `${given.kind} in version ${goQuote(given.version)} cannot be handled as a ${kind}: ${why}`
}
