import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { grade } from '@/lib/grade/grade'

it('a Deployment replaced by itself, its fields in another order, is unchanged', async () => {
  const exercise = await exercises['services/empty-endpoints']?.load()
  if (exercise === undefined) throw new Error('no such exercise')
  const files = { 'catalog.json': readFileSync(join(import.meta.dirname, 'fixtures/catalog-in-another-order.json'), 'utf8') }
  const steps = [
    { do: 'kubectl' as const, line: 'kubectl replace -f catalog.json', file: 'steps.kubectl', lineNumber: 1 },
    ...Object.entries(exercise.solution).map(([file, text]) => ({ do: 'apply' as const, file, text })),
  ]
  expect(grade(exercise, { steps, files })).toMatchObject({ status: 'met', refusals: [] })
})
