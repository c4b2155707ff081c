import type { LimitRange, LimitRangeItem } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import type { FieldError } from '../field-error'
import { duplicate, forbidden, invalid, invalids, required } from '../field-error'
import { validateDns1123Subdomain, validateQualifiedName } from '../names'
import { validateObjectMeta } from '../object-meta'
import { compareQuantities, quantityMilliValue, quantityValue } from '../quantity'
import { defaultResourceList } from '../resource-list'
import { validateContainerResourceName, validateResourceName } from './container-resources'
import { addresses } from '../rare/addresses'

type List = Readonly<Record<string, string>>
const parts = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const
const standardTypes = ['Pod', 'Container', 'PersistentVolumeClaim']

function listOf(item: LimitRangeItem, part: (typeof parts)[number]): List {
  return (item[part] ?? {}) as List
}

function validateType(type: string, field: string): FieldError[] {
  const faults = invalids(field, type, validateQualifiedName(type))
  if (faults.length > 0) return faults
  return type.includes('/') || standardTypes.includes(type) ? [] : [invalid(field, type, 'must be a standard limit type or fully qualified')]
}

function validateNames(item: LimitRangeItem, part: (typeof parts)[number], field: string): FieldError[] {
  const isForPods = item.type === 'Pod' || item.type === 'Container'
  return Object.keys(listOf(item, part)).flatMap((name) => {
    const here = `${field}.${part}[${name}]`
    return isForPods ? validateContainerResourceName(name, here) : validateResourceName(name, here)
  })
}

function validateDefaults(item: LimitRangeItem, field: string): FieldError[] {
  if (item.type !== 'Pod') return [...validateNames(item, 'default', field), ...validateNames(item, 'defaultRequest', field)]
  const given = (['default', 'defaultRequest'] as const).filter((part) => Object.keys(listOf(item, part)).length > 0)
  return given.map((part) => forbidden(`${field}.${part}`, "may not be specified when `type` is 'Pod'"))
}

function exceeds(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && compareQuantities(a, b) > 0
}

const maxMilliValue = 9_223_372_036_854_775

/** A number as the server's 64 bits hold it. */
function wrapped(value: number): number {
  return Math.abs(value) < 2 ** 63 ? value : Number(BigInt.asIntN(64, BigInt(value)))
}

/** max ÷ min as the server computes it: in thousandths where all three numbers leave room for it, else in whole units. */
function quotient(ratio: string, max: string, min: string): { readonly ratio: number; readonly most: number } {
  const isSmall = [ratio, max, min].every((quantity) => wrapped(quantityValue(quantity)) < maxMilliValue)
  const count = isSmall ? quantityMilliValue : quantityValue
  return { ratio: isSmall ? quantityMilliValue(ratio) / 1000 : quantityValue(ratio), most: count(max) / count(min) }
}

function validateRatio(ratio: string | undefined, min: string | undefined, max: string | undefined, field: string): FieldError[] {
  if (ratio === undefined) return []
  const errors = compareQuantities(ratio, '1') < 0 ? [invalid(field, ratio, `ratio ${ratio} is less than 1`)] : []
  if (min === undefined || max === undefined) return errors
  const { ratio: wanted, most } = quotient(ratio, max, min)
  return wanted > most ? [...errors, invalid(field, ratio, `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`)] : errors
}

/** The amounts of one resource against each other, in the server's order. */
function validateAmounts(item: LimitRangeItem, name: string, field: string): FieldError[] {
  const [max, min, limit, request, ratio] = parts.map((part) => listOf(item, part)[name])
  const errors: FieldError[] = []
  const check = (a: string | undefined, b: string | undefined, part: string, shown: string | undefined, words: (a: string, b: string) => string): void => {
    if (exceeds(a, b)) errors.push(invalid(`${field}.${part}[${name}]`, shown, words(a ?? '', b ?? '')))
  }
  check(min, max, 'min', min, (a, b) => `min value ${a} is greater than max value ${b}`)
  check(min, request, 'defaultRequest', request, (a, b) => `min value ${a} is greater than default request value ${b}`)
  check(request, max, 'defaultRequest', request, (a, b) => `default request value ${a} is greater than max value ${b}`)
  check(request, limit, 'defaultRequest', request, (a, b) => `default request value ${a} is greater than default limit value ${b}`)
  check(min, limit, 'default', min, (a, b) => `min value ${a} is greater than default value ${b}`)
  check(limit, max, 'default', max, (a, b) => `default value ${a} is greater than max value ${b}`)
  return [...errors, ...validateRatio(ratio, min, max, `${field}.maxLimitRequestRatio[${name}]`)]
}

function validateItem(item: LimitRangeItem, isRepeated: boolean, field: string): FieldError[] {
  const names = new Set(parts.flatMap((part) => Object.keys(listOf(item, part))))
  const needsSize = item.type === 'PersistentVolumeClaim' && listOf(item, 'min')['storage'] === undefined && listOf(item, 'max')['storage'] === undefined
  return [
    ...validateType(item.type, `${field}.type`),
    ...(isRepeated ? [duplicate(`${field}.type`, item.type)] : []),
    ...validateNames(item, 'max', field),
    ...validateNames(item, 'min', field),
    ...validateDefaults(item, field),
    ...(needsSize ? [required(`${field}.limits`, 'either minimum or maximum storage value is required, but neither was provided')] : []),
    ...validateNames(item, 'maxLimitRequestRatio', field),
    ...[...names].flatMap((name) => validateAmounts(item, name, field)),
  ]
}

function validateLimits({ spec }: LimitRange): FieldError[] {
  const limits = (spec as LimitRange['spec'] | undefined)?.limits ?? []
  return limits.flatMap((item, at) => validateItem(item, limits.findIndex(({ type }) => type === item.type) < at, `spec.limits[${String(at)}]`))
}

/** A container's limit is at most the maximum, its request the limit, then the minimum (SetDefaults_LimitRangeItem). */
function defaultItem(item: LimitRangeItem): LimitRangeItem {
  const rounded = Object.fromEntries(parts.flatMap((part) => (item[part] === undefined ? [] : [[part, defaultResourceList(listOf(item, part))]])))
  const given = { ...item, ...rounded }
  if (item.type !== 'Container') return given
  const limit = { ...listOf(given, 'max'), ...listOf(given, 'default') }
  const request = { ...listOf(given, 'min'), ...limit, ...listOf(given, 'defaultRequest') }
  return { ...given, default: limit, defaultRequest: request }
}

/** A LimitRange without a name is named by a uid (limitrangeStrategy.PrepareForCreate). */
function withName(object: LimitRange): LimitRange {
  const { name = '', generateName = '', uid = '00000000-0000-4000-8000-000000000000' } = object.metadata as Partial<LimitRange['metadata']>
  return name !== '' || generateName !== '' ? object : { ...object, metadata: { ...object.metadata, name: uid } }
}

/** LimitRange: what single Pods, containers and claims may ask for, and what they get without asking (ValidateLimitRange). */
export const limitRange = defineKind<LimitRange>(
  addresses.limitRange,
  {
    default: (object) => ((object.spec.limits as readonly LimitRangeItem[] | undefined) === undefined ? object : { ...object, spec: { ...object.spec, limits: object.spec.limits.map(defaultItem) } }),
    prepareForCreate: withName,
    validate: validateLimits,
    leavesMetadata: true,
    validateUpdate: (object) => [...validateObjectMeta(object.metadata, true, validateDns1123Subdomain), ...validateLimits(object)],
  },
)
