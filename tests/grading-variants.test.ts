import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { grade } from '@/lib/grade/grade'
import { prepareCluster } from '@/lib/grade/run-submission'
import type { Submission } from '@/lib/grade/submission'
import { readSubmission } from '@/scripts/grade/read-submission'
import { complaint } from './grading/complaint'
import { show, variations, type Given } from './grading/variants'

/** At least so many, so that a variation that no longer applies anywhere is noticed; raise it with the exercises. */
const atLeast = 690
let counted = 0

function rightAnswers(folder: string): { readonly name: string; readonly submission: Submission }[] {
  const path = join(import.meta.dirname, '../content', folder, 'right')
  if (!existsSync(path)) return []
  return readdirSync(path).sort().map((name) => {
    const read = readSubmission(readdirSync(join(path, name)).sort().map((file) => join(path, name, file)))
    if ('error' in read) throw new Error(read.error)
    return { name, submission: read.submission }
  })
}

/** Two mixtures of three variations each, the same ones every time. */
const mixtures = fc.sample(fc.shuffledSubarray([...variations], { minLength: 3, maxLength: 3 }), { seed: 1, numRuns: 2 })

/** `tried` are the variations that were tried once already. */
function* variantsOf(submission: Submission, given: Given, tried: Set<string>): Generator<{ readonly name: string; readonly variant: Submission }> {
  for (const { name, once, vary } of variations) {
    const variant = once === true && tried.has(name) ? undefined : vary(submission, given)
    if (variant === undefined) continue
    tried.add(name)
    yield { name, variant }
  }
  for (const mixture of mixtures) {
    const variant = mixture.reduce((before, { vary }) => vary(before, given) ?? before, submission)
    if (variant !== submission) yield { name: mixture.map(({ name }) => name).join(', then '), variant }
  }
}

it.each(Object.entries(exercises))('%s accepts its right answers in every spelling', { timeout: 120_000 }, async (_id, { folder, load }) => {
  const exercise = await load()
  const given: Given = { exercise, start: prepareCluster(exercise) }
  const refused: string[] = []
  const tried = new Set<string>()
  for (const { name, submission } of rightAnswers(folder)) {
    for (const { name: how, variant } of variantsOf(submission, given, tried)) {
      counted++
      const problem = complaint(grade(exercise, variant, given.start))
      if (problem !== undefined) refused.push(`${name}, ${how}: ${problem}\n${show(variant)}`)
    }
  }
  expect(refused).toEqual([])
})

describe('variants', () => {
  it('are as many as they should be', () => {
    expect(counted).toBeGreaterThanOrEqual(atLeast)
  })
})

afterAll(() => console.log(`grading: ${counted} variants of right answers passed`))
