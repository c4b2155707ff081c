import { expect, test, type Page } from 'playwright/test'
import { grade, openBroken, openLessonAt, parts, serviceOnMap } from './lesson-page'

/** Takes every hint of the exercise on the workbench, agrees to see its solution, and plays it. */
async function play(page: Page): Promise<void> {
  for (const hint of [1, 2, 3]) await page.getByRole('button', { name: `Hint ${hint} of 3` }).click()
  await page.getByRole('button', { name: 'Show the solution' }).click()
  await expect(page.getByText('An exercise whose solution was shown is not credited.')).toBeVisible()
  await page.getByRole('button', { name: 'Show it' }).click()
  await page.getByRole('button', { name: 'Play it from the start' }).click()
}

/** It has been played to its end: the picture rests. Graded then, it passes, and the map says so. */
async function passesOnTheMap(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Time' }).getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 40_000 })
  await expect(await grade(page)).toHaveText(/^Passed: all \d+ checks hold\.$/)
  await expect(parts.cluster(page).getByText(/^✓ goal: (\d+) of \1$/)).toBeVisible()
}

test('the solution is played in front of the learner and ends in a pass, which is not credited', async ({ page }) => {
  await openBroken(page)
  await play(page)
  await expect(serviceOnMap(page)).toHaveAccessibleName(/endpoints ✓ 1 ready$/)
  await expect(parts.field(page)).toHaveValue(/targetPort: http/)
  await passesOnTheMap(page)
  await expect(page.getByText(/^solution shown/)).toBeVisible()
  await page.goto('/')
  await expect(page.getByText('Exercises passed: 0 of 8')).toBeVisible()
})

test('a sequence is played step by step', async ({ page }) => {
  await openLessonAt(page, '/deployments/online-store')
  await play(page)
  const store = parts.cluster(page).getByRole('button', { name: /^Deployment store/ })
  await expect(store).toHaveAccessibleName(/20 of 20 ready/, { timeout: 20_000 })
  await expect(store).toHaveAccessibleName(/5 of 5 ready/, { timeout: 20_000 })
  await passesOnTheMap(page)
})
