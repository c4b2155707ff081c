import { expect, test, type Page } from 'playwright/test'
import { openLesson, parts, run } from './lesson-page'

interface Watching {
  readonly seen: { readonly times: readonly number[]; readonly moved: boolean }
}

/** Watches the map meanwhile: at which times its drawing changed, in page milliseconds, and whether anything on it was ever animated. */
async function watchMap(page: Page, until: () => Promise<void>): Promise<Watching['seen']> {
  await page.evaluate(() => {
    const picture = document.querySelector('.map-picture')
    if (picture === null) throw new Error('no map')
    const seen = { times: [] as number[], moved: false }
    Object.assign(window, { seen })
    new MutationObserver(() => seen.times.push(performance.now())).observe(picture, { subtree: true, childList: true, attributes: true, characterData: true })
    const look = () => {
      seen.moved ||= picture.getAnimations({ subtree: true }).length > 0
      requestAnimationFrame(look)
    }
    look()
  })
  await until()
  return page.evaluate(() => (window as unknown as Watching).seen)
}

test('without motion the live map goes in steps of half a second and nothing on it moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openLesson(page, 'clusterip-architecture')
  await run(page, 'kubectl create deployment big --image=nginx:1.25 --replicas=12')
  await page.getByText('50×', { exact: true }).click()
  await expect(page.getByLabel('Play', { exact: true })).toBeVisible({ timeout: 30_000 })
  await page.getByLabel('Play', { exact: true }).click()
  await expect(page.getByLabel('Pause', { exact: true })).toBeVisible()
  const { times, moved } = await watchMap(page, async () => {
    await parts.prompt(page).fill('kubectl set image deployment/big nginx=nginx:1.26')
    await parts.prompt(page).press('Enter')
    await expect(parts.cluster(page).getByRole('button', { name: /^Pod big-.*, Ready, 1\.26/ })).toHaveCount(12, { timeout: 30_000 })
    await expect.poll(() => page.evaluate(() => (window as unknown as Watching).seen.times.length)).toBeGreaterThan(4)
  })
  expect(moved).toBe(false)
  // What one drawing changes is told within a few milliseconds.
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(gaps.filter((gap) => gap > 60 && gap < 400)).toEqual([])
})

test('with motion requests travel on the map', async ({ page }) => {
  await openLesson(page, 'clusterip-architecture')
  await page.getByText('1×', { exact: true }).click()
  await expect(page.locator('.map-requests[d^="M"]').first()).toBeAttached()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect(page.locator('.map-requests')).toHaveCount(0)
})
