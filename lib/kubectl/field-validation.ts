import type { Invocation } from './command'
import { fail } from './failure'
import { flag } from './flags'

/** `fieldValidation` as --validate asks for it (kubectl pkg/cmd/util/helpers.go GetValidationDirective). */
export function fieldValidation({ flags }: Invocation): 'Strict' | 'Warn' | 'Ignore' {
  const value = flag(flags, 'validate') ?? 'strict'
  if (['true', 'strict'].includes(value)) return 'Strict'
  if (value === 'warn') return 'Warn'
  return ['false', 'ignore'].includes(value) ? 'Ignore' : fail(`invalid - validate option "${value}"; must be one of: strict (or true), warn, ignore (or false)`)
}
