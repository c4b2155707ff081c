import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from 'playwright/test'

/** Opens a lesson and scrolls until its figure stands and shows what its cluster did. */
async function openFigure(page: Page, path: string, title: string, shows: (figure: Locator) => Locator): Promise<Locator> {
  await page.goto(path)
  const figure = page.getByRole('group', { name: `Figure: ${title}` })
  await page.getByRole('main').hover()
  await expect(async () => {
    await page.mouse.wheel(0, 500)
    await expect(figure).toBeVisible({ timeout: 400 })
  }).toPass({ timeout: 20_000 })
  await expect(shows(figure)).toBeVisible({ timeout: 30_000 })
  return figure
}

async function axe(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).include('.prose-figure').analyze()
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([])
  }
}

const time = (figure: Locator) => figure.getByRole('slider', { name: 'Time' })
const cell = (figure: Locator, row: string, at: number) => figure.getByRole('row', { name: new RegExp(`^${row}`) }).getByRole('cell').nth(at)

test('the rollout film follows its sliders, by keyboard alone', async ({ page }) => {
  const figure = await openFigure(page, '/strategies/zero-downtime', 'A rolling update, filmed', time)
  await expect(figure).toContainText('10 + 3 = 13 Pods')
  await expect(figure).toContainText(/highest total 13 .* lowest available 8/)
  await figure.getByRole('slider', { name: 'maxUnavailable' }).focus()
  await page.keyboard.press('Home')
  await expect(figure).toContainText(/10 − 0 = 10 Pods/)
  await expect(figure).toContainText(/lowest available 10/, { timeout: 20_000 })
  await time(figure).focus()
  await page.keyboard.press('Home')
  await expect(time(figure)).toHaveAttribute('aria-valuenow', '0')
  await page.keyboard.press('ArrowRight')
  await expect(time(figure)).toHaveAttribute('aria-valuetext', /^1\.0 s of /)
  await figure.getByText('Pods over time as a table').press('Enter')
  await expect(figure.getByRole('columnheader', { name: '1.27 available' })).toBeVisible()
  await axe(page)
})

test('what the API server refuses is said in its words', async ({ page }) => {
  const figure = await openFigure(page, '/strategies/zero-downtime', 'A rolling update, filmed', time)
  await figure.getByRole('button', { name: 'in Pods' }).click()
  await figure.getByRole('slider', { name: 'maxSurge' }).fill('0')
  await figure.getByRole('slider', { name: 'maxUnavailable' }).fill('0')
  await expect(figure.getByRole('status')).toContainText('may not be 0 when `maxSurge` is 0', { timeout: 20_000 })
})

test('the three strategies stand beside each other for each fault', async ({ page }) => {
  const figure = await openFigure(page, '/strategies/comparing-strategies', 'One faulty release, three strategies', time)
  const hit = async (at: number) => Number.parseInt((await cell(figure, 'users hit', at).textContent()) ?? '', 10)
  expect(await hit(2)).toBeLessThan(await hit(1))
  expect(await hit(2)).toBeGreaterThan(0)
  await figure.getByRole('button', { name: 'never ready' }).press('Enter')
  for (const at of [0, 1, 2]) await expect(cell(figure, 'users hit', at)).toHaveText(/^0 of/, { timeout: 20_000 })
  await expect(cell(figure, 'peak Pods', 1)).toHaveText('20')
  await axe(page)
})

test('a film without motion goes from moment to moment', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const figure = await openFigure(page, '/strategies/blue-green-trade-offs', 'Three ways back', time)
  await time(figure).press('Home')
  await figure.getByRole('button', { name: 'Play' }).click()
  await expect(time(figure)).toHaveAttribute('aria-valuetext', /: switch back: the Service selects blue|: blue from 0|: rollout undo/, { timeout: 10_000 })
  await figure.getByRole('button', { name: 'Pause' }).click()
  await axe(page)
})

test('the reconcile loop stands still after a command and goes on step by step', async ({ page }) => {
  const figure = await openFigure(page, '/deployments/what-is-a-deployment', 'The loops behind a Deployment', (each) => each.getByRole('button', { name: 'Delete a Pod' }))
  await figure.getByRole('button', { name: 'Delete a Pod' }).press('Enter')
  await expect(cell(figure, 'ReplicaSet', 2)).toHaveText('makes 1 Pod')
  await figure.getByRole('button', { name: 'Next step' }).press('Enter')
  await expect(cell(figure, 'scheduler', 2)).toHaveText('chooses a node')
  await figure.getByRole('button', { name: 'As text' }).click()
  await expect(figure.getByRole('heading', { name: /^Deployment web: \d of 3 ready/ })).toBeVisible()
  await axe(page)
})

test('a revision is returned to and gets a new number', async ({ page }) => {
  const figure = await openFigure(page, '/deployments/key-features', 'Revisions are ReplicaSets', (each) => each.getByRole('button', { name: 'nginx:1.26' }))
  await figure.getByRole('button', { name: 'nginx:1.26' }).click()
  await figure.getByRole('button', { name: 'Return to 1' }).press('Enter')
  await expect(figure.getByRole('listitem').first()).toContainText('revision 3 · 1.25 · was 1', { timeout: 20_000 })
  await axe(page)
})

test('the switch moves all traffic, and the weight a share of it', async ({ page }) => {
  const blue = await openFigure(page, '/strategies/blue-green', 'One field moves all traffic', (each) => each.getByRole('button', { name: 'Select green' }))
  await blue.getByRole('button', { name: 'Select green' }).press('Enter')
  await expect(blue).toContainText('1.9: 20', { timeout: 20_000 })
  await axe(page)
  const canary = await openFigure(page, '/strategies/canary-in-action', 'A share by weight', (each) => each.getByRole('slider', { name: 'canary’s weight' }))
  await canary.getByRole('slider', { name: 'canary’s weight' }).press('End')
  await expect(canary).toContainText(/Everything goes to one Pod|2\.0 fails some/, { timeout: 20_000 })
  await axe(page)
})

test('each step of the canary has its own error rate', async ({ page }) => {
  const figure = await openFigure(page, '/strategies/canary-real-world', 'The bug that shows at 25 %', time)
  await expect(cell(figure, '2.0 at 10 %', 1)).toHaveText(/^0 of/)
  await expect(cell(figure, '2.0 at 25 %', 1)).not.toHaveText(/^0 of/)
  await axe(page)
})

test('a sale day fills the nodes and empties them again', async ({ page }) => {
  const figure = await openFigure(page, '/deployments/online-store', 'A day of the store', (each) => each.getByRole('button', { name: 'Sale: scale to 20' }))
  await figure.getByRole('button', { name: 'Sale: scale to 20' }).press('Enter')
  await expect(figure.getByRole('status')).toContainText('Twenty Pods', { timeout: 30_000 })
  await figure.getByRole('button', { name: 'Evening: scale to 5' }).press('Enter')
  await expect(figure.getByRole('status')).toContainText('all five are on one node', { timeout: 30_000 })
})

test('testers find the fault behind a Service of their own', async ({ page }) => {
  const figure = await openFigure(page, '/strategies/blue-green-when', 'A second door for the testers', (each) => each.getByRole('button', { name: 'Make Service payments-test' }))
  await figure.getByRole('button', { name: 'Make Service payments-test' }).press('Enter')
  await expect(figure.getByRole('status')).toContainText('No user does', { timeout: 30_000 })
  await figure.getByRole('button', { name: 'Mend green' }).press('Enter')
  await expect(figure).toContainText('0 errors of 20 (1.9)', { timeout: 30_000 })
})

test('Pods make a share only in whole Pods', async ({ page }) => {
  const figure = await openFigure(page, '/strategies/canary', 'A share made of Pods', (each) => each.getByRole('slider', { name: 'canary Pods' }))
  await figure.getByRole('slider', { name: 'canary Pods' }).press('Home')
  await expect(figure.getByRole('status')).toContainText('so its share is 0 %', { timeout: 30_000 })
})
