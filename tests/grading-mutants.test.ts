import { afterAll, describe, expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { firstToTell, grade } from '@/lib/grade/grade'
import { prepareCluster } from '@/lib/grade/run-submission'
import type { Verdict } from '@/lib/grade/verdict'
import { complaint } from './grading/complaint'
import { freeFields } from './grading/free-fields'
import { mutantsOf, sayMutant, type Mutant } from './grading/mutants'

/** At least so many, so that an exercise that leaves everything open is noticed; raise it with the exercises. */
const atLeast = 420
let counted = 0

it.each(Object.entries(exercises))('%s refuses its solution with a field changed that it depends on, and names it', { timeout: 120_000 }, async (id, { load }) => {
  const exercise = await load()
  const start = prepareCluster(exercise)
  const wrong: string[] = []
  for (const mutant of mutantsOf(exercise, freeFields[id] ?? [])) {
    counted++
    const verdict = grade(exercise, mutant.submission, start)
    if (verdict.status === 'met') wrong.push(`${sayMutant(mutant)}: passes`)
    else if (!isNamed(mutant, verdict)) wrong.push(`${sayMutant(mutant)}: says neither the field nor what was seen: ${complaint(verdict) ?? ''}`)
  }
  expect(wrong).toEqual([])
})

/** What is told first names the field, the value that was wanted or the one that stands there, or says what was observed. */
function isNamed({ field, was, is }: Mutant, verdict: Verdict): boolean {
  const first = firstToTell(verdict)
  if (first === undefined) return false
  if ('observed' in first) return true
  const place = first.at?.path ?? ''
  const told = `${first.message} ${place}`.toLowerCase()
  const words = [field.split('.').at(-1)?.replace(/\[\d+\]$/, '') ?? field, String(was), ...(is === undefined ? [] : [String(is)])]
  return words.some((word) => told.includes(word.toLowerCase())) || (place !== '' && field.startsWith(place))
}

describe('mutants', () => {
  it('are as many as they should be', () => {
    expect(counted).toBeGreaterThanOrEqual(atLeast)
  })
})

afterAll(() => console.log(`grading: ${counted} mutants of solutions refused`))
