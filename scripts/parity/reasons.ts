import type { CaseResult } from './recording'

/** Why some cases differ: looked for in a case's name and its differences, the first that fits counts. */
const reasons: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/not part of this practice cluster/, 'Not part of the practice cluster, which says so.'],
  [/→ "[^"]*unknown (?:command|flag)|unknown (?:shorthand )?flag/, 'A command or flag of kubectl that the practice terminal does not have.'],
]

/** A known reason why a case differs, in a sentence. */
export function reasonOf({ id, difference = [] }: CaseResult): string | undefined {
  const text = [id, ...difference].join('\n')
  return reasons.find(([pattern]) => pattern.test(text))?.[1]
}
