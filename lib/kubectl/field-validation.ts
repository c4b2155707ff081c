import { dryRunOf, type Invocation } from './command'
import { fail } from './failure'
import { flag } from './flags'

/** `fieldValidation` as --validate asks for it (kubectl pkg/cmd/util/helpers.go GetValidationDirective). */
export function fieldValidation({ flags }: Invocation): 'Strict' | 'Warn' | 'Ignore' {
  const value = flag(flags, 'validate') ?? 'strict'
  if (['true', 'strict'].includes(value)) return 'Strict'
  if (value === 'warn') return 'Warn'
  return ['false', 'ignore'].includes(value) ? 'Ignore' : fail(`invalid - validate option "${value}"; must be one of: strict (or true), warn, ignore (or false)`)
}

/** The query of a request that writes an object. Its manager is the one of --field-manager, else the verb's `usual` one, unless the caller says which. */
export function writeQuery(invocation: Invocation, usual: string, manager = flag(invocation.flags, 'field-manager') ?? usual): string {
  return `?${dryRunOf(invocation) === 'server' ? 'dryRun=All&' : ''}fieldManager=${manager}&fieldValidation=${fieldValidation(invocation)}`
}
