import { baselineChecks } from './baseline'
import type { Subject, Violation } from './check'
import type { LevelVersion } from './policy'
import { restrictedChecks } from './restricted'

/** Everything about a Pod that a level forbids, in the order in which it is told. */
export function violationsOf(subject: Subject, { level, minor }: LevelVersion): Violation[] {
  if (level === 'privileged') return []
  const restricted = level === 'restricted' ? restrictedChecks.filter(({ since }) => since <= minor) : []
  const replaced = new Set(restricted.map(({ replaces }) => replaces))
  const checks = [...baselineChecks.filter(({ id, since }) => since <= minor && !replaced.has(id)), ...restricted]
  return checks.flatMap((check) => {
    const violation = check.look(subject, minor)
    return violation === undefined ? [] : [violation]
  })
}

/** `privileged (container "web" must not set …), seccompProfile (…)`. */
export function detailsOf(violations: readonly Violation[]): string {
  return violations.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`)).join(', ')
}
