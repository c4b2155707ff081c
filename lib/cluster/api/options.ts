import type { FieldError } from '@/lib/kube/field-error'
import { goQuote } from '@/lib/kube/go-format'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { badRequest, invalidStatus } from '@/lib/kube/status-error'

/** Options of a write as they stand in its query. */
export interface WriteQuery {
  readonly dryRun: boolean
  readonly fieldValidation: 'Ignore' | 'Strict' | 'Warn'
  readonly fieldManager: string
  readonly force: boolean | undefined
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Status }

const validations = ['', 'Ignore', 'Strict', 'Warn']

/** Reads and checks them (apimachinery pkg/apis/meta/v1/validation); `kind` names the options in errors: CreateOptions, PatchOptions … */
export function writeQuery(query: URLSearchParams, kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions', apply = false): Checked<WriteQuery> {
  const errors: FieldError[] = []
  const force = query.get('force')
  const fieldManager = query.get('fieldManager') ?? ''
  if (kind === 'PatchOptions') errors.push(...applyErrors(force, fieldManager, apply))
  errors.push(...managerErrors(fieldManager))
  const dryRun = query.getAll('dryRun')
  errors.push(...dryRunErrors(dryRun))
  const fieldValidation = query.get('fieldValidation') ?? ''
  if (!validations.includes(fieldValidation)) {
    errors.push({ reason: 'FieldValueNotSupported', field: 'fieldValidation', message: `Unsupported value: ${JSON.stringify(fieldValidation)}: supported values: "", "Ignore", "Strict", "Warn"` })
  }
  if (errors.length > 0) return { ok: false, failure: invalidStatus({ group: 'meta.k8s.io', kind }, '', errors) }
  const value = { dryRun: dryRun.length > 0, fieldValidation: (fieldValidation === '' ? 'Warn' : fieldValidation) as WriteQuery['fieldValidation'], fieldManager, force: force === null ? undefined : flagOf(query, 'force') }
  return { ok: true, value }
}

function applyErrors(force: string | null, manager: string, apply: boolean): FieldError[] {
  if (apply) return manager === '' ? [{ reason: 'FieldValueRequired', field: 'fieldManager', message: 'Required value: is required for apply patch' }] : []
  return force === null ? [] : [{ reason: 'FieldValueForbidden', field: 'force', message: 'Forbidden: may not be specified for non-apply patch' }]
}

export function dryRunErrors(dryRun: readonly string[]): FieldError[] {
  if (dryRun.every((value) => value === 'All')) return []
  return [{ reason: 'FieldValueNotSupported', field: 'dryRun', message: `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"` }]
}

const longestManager = 128

function managerErrors(manager: string): FieldError[] {
  if (manager.length > longestManager) return [{ reason: 'FieldValueTooLong', field: 'fieldManager', message: `Too long: may not be more than ${String(longestManager)} bytes` }]
  for (const [index, character] of [...manager].entries()) {
    if (/[\p{C}\p{Zl}\p{Zp}]/u.test(character)) {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
      return [{ reason: 'FieldValueInvalid', field: 'fieldManager', message: `Invalid value: ${goQuote(manager)}: invalid character U+${code} (at position ${String(index)})` }]
    }
  }
  return []
}

/** A whole number of the query, as strconv.ParseInt reads it. */
export function integerOf(query: URLSearchParams, name: string): Checked<number | undefined> {
  const text = query.get(name)
  if (text === null) return { ok: true, value: undefined }
  const isNumber = /^[+-]?\d+$/.test(text)
  if (isNumber && BigInt.asIntN(64, BigInt(text)) === BigInt(text)) return { ok: true, value: Number(text) }
  return { ok: false, failure: badRequest(`strconv.ParseInt: parsing ${goQuote(text)}: ${isNumber ? 'value out of range' : 'invalid syntax'}`) }
}

/** A flag of the query: present counts as true unless it says no (apimachinery pkg/runtime/converter.go Convert_Slice_string_To_bool). */
export function flagOf(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)
  return text !== null && text.toLowerCase() !== 'false' && text !== '0'
}
