import { goQuote } from '../go-format'
import type { FieldError } from '../field-error'
import { invalid, notSupported, required, tooMany } from '../field-error'

/** The part of a custom resource's OpenAPI schema that the Gateway API uses. Objects without `properties` keep whatever they hold. */
export interface CustomSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'array'
  readonly properties?: Readonly<Record<string, CustomSchema>>
  readonly items?: CustomSchema
  readonly required?: readonly string[]
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

type Json = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function child(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** Drops fields that the schema does not know, names them for the strict decoder, and fills in defaults. */
export function pruneAndDefault(value: unknown, schema: CustomSchema, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined ? value : value.map((item, at) => pruneAndDefault(item, items, `${path}[${String(at)}]`, unknown))
  }
  if (!isObject(value) || schema.properties === undefined) return value
  const { properties } = schema
  const kept: [string, unknown][] = []
  for (const [name, item] of Object.entries(value)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (property === undefined) unknown.push(`unknown field "${child(path, name)}"`)
    else if (item !== null || property.default === undefined) kept.push([name, pruneAndDefault(item, property, child(path, name), unknown)])
  }
  return { ...defaultsOf(properties), ...Object.fromEntries(kept) }
}

function defaultsOf(properties: Readonly<Record<string, CustomSchema>>): Json {
  const given = Object.entries(properties).filter(([, property]) => property.default !== undefined)
  return Object.fromEntries(given.map(([name, property]) => [name, pruneAndDefault(property.default, property, '', [])]))
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function typeError(path: string, value: unknown, type: string): FieldError {
  const found = typeOf(value)
  return { reason: 'FieldValueTypeInvalid', field: path, message: `Invalid value: ${goQuote(found)}: ${path} in body must be of type ${type}: ${goQuote(found)}` }
}

function validateNumber(value: number, schema: CustomSchema, path: string): FieldError[] {
  if (schema.minimum !== undefined && value < schema.minimum) return [invalid(path, value, `${path} in body should be greater than or equal to ${String(schema.minimum)}`)]
  return schema.maximum !== undefined && value > schema.maximum ? [invalid(path, value, `${path} in body should be less than or equal to ${String(schema.maximum)}`)] : []
}

function validateText(value: string, schema: CustomSchema, path: string): FieldError[] {
  if (schema.enum !== undefined) return schema.enum.includes(value) ? [] : [notSupported(path, value, schema.enum)]
  if (schema.maxLength !== undefined && value.length > schema.maxLength) return [{ reason: 'FieldValueTooLong', field: path, message: `Too long: may not be more than ${String(schema.maxLength)} bytes` }]
  if (schema.minLength !== undefined && value.length < schema.minLength) return [invalid(path, value, `${path} in body should be at least ${String(schema.minLength)} chars long`)]
  return schema.pattern !== undefined && !new RegExp(schema.pattern).test(value) ? [invalid(path, value, `${path} in body should match '${schema.pattern}'`)] : []
}

function validateList(value: readonly unknown[], schema: CustomSchema, path: string): FieldError[] {
  const { items, minItems = 0, maxItems = Infinity } = schema
  const size = value.length > maxItems ? [tooMany(path, value.length, maxItems)] : value.length < minItems ? [invalid(path, value.length, `${path} in body should have at least ${String(minItems)} items`)] : []
  return [...size, ...(items === undefined ? [] : value.flatMap((item, at) => validateCustom(item, items, `${path}[${String(at)}]`)))]
}

function validateFields(value: Json, schema: CustomSchema, path: string): FieldError[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name)).map((name) => required(child(path, name)))
  const wrong = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => (Object.hasOwn(value, name) ? validateCustom(value[name], property, child(path, name)) : []))
  return [...wrong, ...missing]
}

/** Everything that does not fit the schema, in the words of the server's custom resource validation. */
export function validateCustom(value: unknown, schema: CustomSchema, path: string): FieldError[] {
  if (typeOf(value) !== schema.type) return [typeError(path, value, schema.type)]
  if (typeof value === 'number') return validateNumber(value, schema, path)
  if (typeof value === 'string') return validateText(value, schema, path)
  if (Array.isArray(value)) return validateList(value, schema, path)
  return isObject(value) ? validateFields(value, schema, path) : []
}
