import type { Draft } from '@/lib/kube/draft'
import { invalid, required, tooLong, tooMany, type FieldError } from '@/lib/kube/field-error'
import { goQuote } from '@/lib/kube/go-format'
import { byteLength } from '@/lib/kube/names'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import type { JobSpec, SuccessPolicyRule } from './v1.generated'

const maxRules = 20
const maxIndexesBytes = 64 * 1024

/** How many indexes a text such as `0-3,5` names, or what is wrong with it. */
type IndexCount = { readonly count: number } | { readonly error: string }

function parseInterval(text: string, completions: number): readonly [first: number, last: number] | { readonly error: string } {
  const parts = text.split('-')
  if (parts.length > 2) return { error: `the fragment ${goQuote(text)} violates the requirement that an index interval can have at most two parts separated by '-'` }
  const numbers: number[] = []
  for (const part of parts) {
    if (!/^[+-]?\d+$/.test(part)) return { error: `cannot convert string to integer for index: ${goQuote(part)}` }
    if (Number(part) >= completions) return { error: `too large index: ${goQuote(part)}` }
    numbers.push(Number(part))
  }
  const [first = 0, last = first] = numbers
  return parts.length === 2 && first >= last ? { error: `non-increasing order, previous: ${String(first)}, current: ${String(last)}` } : [first, last]
}

/** Reads the indexes of a Job as its status writes them: rising, without overlap, below `completions`. */
export function countIndexes(text: string, completions: number): IndexCount {
  let count = 0
  let previous: number | undefined
  for (const part of text === '' ? [] : text.split(',')) {
    const interval = parseInterval(part, completions)
    if ('error' in interval) return interval
    const [first, last] = interval
    if (previous !== undefined && previous >= first) return { error: `non-increasing order, previous: ${String(previous)}, current: ${String(first)}` }
    count += last - first + 1
    previous = last
  }
  return { count }
}

/** The first index that two such texts share; parts that can't be read count for nothing. */
export function overlapOf(one: string, other: string, completions: number): number | undefined {
  const intervals = (text: string) => text.split(',').flatMap((part) => {
    const interval = parseInterval(part, completions)
    return 'error' in interval ? [] : [interval]
  })
  if (one === '' || other === '') return undefined
  const shared = intervals(one).flatMap(([from, to]) => intervals(other).flatMap(([start, end]) => (from <= end && start <= to ? [Math.max(from, start)] : [])))
  return shared.length === 0 ? undefined : Math.min(...shared)
}

/** `successPolicy` of an indexed Job (validateSuccessPolicy). */
export function validateSuccessPolicy(spec: Draft<JobSpec>, path: string): FieldError[] {
  const rules = spec.successPolicy?.rules ?? []
  const at = `${path}.rules`
  return [
    ...(rules.length === 0 ? [required(at, 'at least one rules must be specified when the successPolicy is specified')] : []),
    ...(rules.length > maxRules ? [tooMany(at, rules.length, maxRules)] : []),
    ...rules.flatMap((rule, index) => validateRule(rule, spec.completions ?? 0, `${at}[${String(index)}]`)),
  ]
}

function validateRule({ succeededCount, succeededIndexes }: Draft<SuccessPolicyRule>, completions: number, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (succeededCount === undefined && succeededIndexes === undefined) errors.push(required(path, 'at least one of succeededCount or succeededIndexes must be specified'))
  const parsed = succeededIndexes === undefined ? undefined : countIndexes(succeededIndexes, completions)
  if (succeededIndexes !== undefined && byteLength(succeededIndexes) > maxIndexesBytes) errors.push(tooLong(`${path}.succeededIndexes`, maxIndexesBytes))
  if (parsed !== undefined && 'error' in parsed) errors.push(invalid(`${path}.succeededIndexes`, succeededIndexes, `error parsing succeededIndexes: ${parsed.error}`))
  if (succeededCount === undefined) return errors
  const named = parsed === undefined ? undefined : 'count' in parsed ? parsed.count : 0
  return [...errors, ...validateCount(succeededCount, completions, named, `${path}.succeededCount`)]
}

function validateCount(count: number, completions: number, named: number | undefined, path: string): FieldError[] {
  const atMost = (limit: number, of: string): FieldError => invalid(path, count, `must be less than or equal to ${String(limit)} (the number of ${of})`)
  return [
    ...validateNonnegative(count, path),
    ...(count > completions ? [atMost(completions, 'specified completions')] : []),
    ...(named !== undefined && count > named ? [atMost(named, 'indexes in the specified succeededIndexes field')] : []),
  ]
}
