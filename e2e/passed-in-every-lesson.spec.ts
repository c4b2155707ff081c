import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { errorsOf, grade, openLessonAt, run, write } from './lesson-page'

const content = join(import.meta.dirname, '../content')

/** One exercise of each lesson of modules 2 and 3 that has one, with one of its right answers. */
const answers = [
  ['deployments/what-is-a-deployment', '2-deployments/1-what-is-a-deployment/exercises/first-deployment/right/created'],
  ['deployments/key-features', '2-deployments/2-key-features/exercises/declarative-update/right/set-image'],
  ['deployments/online-store', '2-deployments/3-online-store/exercises/sale-day/right/scaled'],
  ['strategies/zero-downtime', '3-strategies/1-zero-downtime/exercises/never-below-four/right/patched-then-set-image'],
  ['strategies/blue-green', '3-strategies/2-blue-green/exercises/switch-to-green/right/manifest'],
  ['strategies/blue-green-when', '3-strategies/3-blue-green-when/exercises/test-green-first/right/exposed'],
  ['strategies/blue-green-trade-offs', '3-strategies/4-blue-green-trade-offs/exercises/ten-second-rollback/right/manifest'],
  ['strategies/canary', '3-strategies/5-canary/exercises/first-canary/right/manifest-and-scale'],
  ['strategies/canary-in-action', '3-strategies/6-canary-in-action/exercises/two-percent/right/manifest'],
  ['strategies/canary-real-world', '3-strategies/7-canary-real-world/exercises/catch-the-bug/right/patches-in-steps'],
] as const

/** Manifests go into the editor's open file, one document behind the other; kubectl lines are typed. */
async function answer(page: Page, folder: string): Promise<void> {
  const files = readdirSync(join(content, folder)).sort().map((name) => ({ name, text: readFileSync(join(content, folder, name), 'utf8') }))
  const manifests = files.filter(({ name }) => !name.endsWith('.kubectl'))
  if (manifests.length > 0) await write(page, manifests.map(({ text }) => text).join('---\n'))
  const lines = files.flatMap(({ name, text }) => (name.endsWith('.kubectl') ? text.split('\n') : [])).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  for (const line of lines) await run(page, line)
}

for (const [lesson, folder] of answers) {
  test(`${lesson}: a right answer passes, and the course knows it afterwards`, async ({ page }) => {
    const errors = errorsOf(page)
    await openLessonAt(page, `/${lesson}`)
    await answer(page, folder)
    await expect(await grade(page)).toHaveText(/^Passed: all \d+ checks hold\.$/)
    await page.goto('/')
    await expect(page.getByText('Exercises passed: 1 of 7')).toBeVisible()
    expect(errors).toEqual([])
  })
}
