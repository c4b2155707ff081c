import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import type { Exercise } from '@/lib/grade/exercise'
import { grade } from '@/lib/grade/grade'
import { prepareCluster } from '@/lib/grade/run-submission'
import type { Cluster } from '@/lib/cluster/cluster'
import { readSubmission } from '@/scripts/grade/read-submission'

const counted = { exercises: 0, right: 0, wrong: 0, starters: 0 }
const expected = { exercises: 22, right: 93, wrong: 242 }

function answersIn(folder: string, sort: 'right' | 'wrong'): string[] {
  const path = join(import.meta.dirname, '../content', folder, sort)
  return existsSync(path) ? readdirSync(path).sort() : []
}

function submissionIn(folder: string, sort: string, name: string) {
  const path = join(import.meta.dirname, '../content', folder, sort, name)
  const read = readSubmission(readdirSync(path).sort().map((file) => join(path, file)))
  if ('error' in read) throw new Error(read.error)
  return read.submission
}

describe.each(Object.entries(exercises))('%s', (id, { folder, load }) => {
  let loaded: { exercise: Exercise; start: Cluster } | undefined
  const prepared = async () => {
    if (loaded === undefined) {
      const exercise = await load()
      loaded = { exercise, start: prepareCluster(exercise) }
    }
    return loaded
  }
  counted.exercises++

  it('has the id it is listed under, three hints and at least two right answers', async () => {
    const { exercise } = await prepared()
    expect(exercise.id).toBe(id)
    expect(exercise.hints).toHaveLength(3)
    expect(answersIn(folder, 'right').length).toBeGreaterThanOrEqual(2)
    expect(new Set(exercise.expectations.map((expectation) => expectation.id)).size).toBe(exercise.expectations.length)
  })

  it('is not passed by its starter, nor by nothing', async () => {
    const { exercise, start } = await prepared()
    const steps = Object.entries(exercise.starter).map(([file, text]) => ({ do: 'apply' as const, file, text }))
    expect(grade(exercise, { steps, files: {} }, start).status).not.toBe('met')
    expect(grade(exercise, { steps: [], files: {} }, start).status).not.toBe('met')
    counted.starters++
  })

  it('is passed by its own solution', async () => {
    const { exercise, start } = await prepared()
    const steps = Object.entries(exercise.solution).map(([file, text]) => ({ do: 'apply' as const, file, text }))
    expect(failures(grade(exercise, { steps, files: {} }, start))).toEqual([])
  })

  it.each(answersIn(folder, 'right'))('is passed by %s', async (name) => {
    const { exercise, start } = await prepared()
    expect(failures(grade(exercise, submissionIn(folder, 'right', name), start))).toEqual([])
    counted.right++
  })

  it.each(answersIn(folder, 'wrong'))('recognises %s', async (name) => {
    const { exercise, start } = await prepared()
    const verdict = grade(exercise, submissionIn(folder, 'wrong', name), start)
    expect(verdict.status).not.toBe('met')
    expect(verdict.findings.map((finding) => finding.mistake)).toContain(name.replace(/--.*$/, ''))
    counted.wrong++
  })
})

function failures(verdict: ReturnType<typeof grade>): string[] {
  return [...verdict.refusals.map((refusal) => refusal.message), ...verdict.findings.filter((finding) => !finding.met).map((finding) => `${finding.expectation}: ${finding.message}`)]
}

describe('the course', () => {
  it('counts what it should', () => {
    expect(counted).toMatchObject({ exercises: expected.exercises, right: expected.right, wrong: expected.wrong, starters: expected.exercises })
  })
})

afterAll(() => console.log(`course: ${counted.exercises} exercises, ${counted.starters} starters refused, ${counted.right} right answers passed, ${counted.wrong} wrong answers recognised`))
