import { expect, test } from 'playwright/test'
import { parts, repaired, write } from './lesson-page'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('a phone shows one part at a time, and an exercise can be passed on it', async ({ page }) => {
  await page.goto('/services/clusterip-architecture')
  const tabs = page.getByRole('navigation', { name: 'Parts of the lesson' })
  const tab = (name: RegExp) => tabs.getByRole('button', { name })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(parts.editor(page)).toBeHidden()

  await tab(/^Cluster/).tap()
  await expect(parts.cluster(page).getByRole('button', { name: /^Service catalog,.*endpoints 0$/ })).toBeVisible({ timeout: 20_000 })
  await expect(parts.prose(page)).toBeHidden()

  await tab(/^Edit/).tap()
  await expect(parts.cluster(page)).toBeHidden()
  await write(page, repaired.replace('targetPort: http', 'targetPort: web'))
  await page.getByRole('button', { name: 'Apply and grade' }).tap()
  await expect(tab(/^Grade/)).toHaveAttribute('aria-current', 'page')
  await expect(parts.grade(page)).toContainText('none of them has a port named web')
  await expect(tab(/^Grade/)).toHaveText(/\d\/4/)

  await page.getByRole('button', { name: 'catalog.yaml, line 10' }).tap()
  await expect(tab(/^Edit/)).toHaveAttribute('aria-current', 'page')
  await expect(parts.field(page)).toBeFocused()
  await write(page, repaired)
  await page.getByRole('button', { name: 'Apply and grade' }).tap()
  await expect(parts.grade(page)).toContainText('All 4 checks hold.')
  await expect(tab(/^Grade/)).toHaveText(/4\/4/)
  await tab(/^Read/).tap()
  await expect(page.getByText('passed · 2 attempts')).toBeVisible()
})

test('nothing is wider than the phone, and what is tapped is large enough', async ({ page }) => {
  for (const path of ['/', '/services/why-services', '/services/comparing-service-types', '/progress', '/glossary', '/parity']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390)
  }
  await page.goto('/services/why-services')
  for (const button of await page.getByRole('navigation', { name: 'Parts of the lesson' }).getByRole('button').all()) {
    const box = await button.boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
  }
})

test('the terminal of a phone has keys for what its keyboard lacks', async ({ page }) => {
  await page.goto('/services/clusterip-architecture')
  await page.getByRole('navigation', { name: 'Parts of the lesson' }).getByRole('button', { name: 'Grade' }).tap()
  await page.getByRole('tab', { name: 'Terminal' }).tap()
  const prompt = parts.prompt(page)
  await expect(prompt).toHaveAttribute('placeholder', 'kubectl get pods', { timeout: 20_000 })
  await prompt.fill('kubectl get nod')
  await page.getByRole('button', { name: 'Tab', exact: true }).tap()
  await expect(prompt).toHaveValue(/^kubectl get nodes? ?/)
  await prompt.fill('kubectl get nodes')
  await prompt.press('Enter')
  await expect(parts.log(page)).toContainText('node-1')
  await page.getByRole('button', { name: 'Line before' }).tap()
  await expect(prompt).toHaveValue('kubectl get nodes')
})

test('why nobody answers stands at the foot of the map, not over who calls', async ({ page }) => {
  await page.goto('/services/clusterip-architecture')
  await page.getByRole('navigation', { name: 'Parts of the lesson' }).getByRole('button', { name: /^Cluster/ }).tap()
  const map = parts.cluster(page)
  await expect(map.getByRole('button', { name: /^Service catalog,.*endpoints 0$/ })).toBeVisible({ timeout: 20_000 })
  const boxes = await Promise.all([map.locator('.map-why'), map.locator('[data-shape="client"]').first(), map.locator('[data-shape="service"]')].map((part) => part.boundingBox()))
  const [why, caller, service] = boxes.map((box) => ({ top: box?.y ?? NaN, bottom: (box?.y ?? NaN) + (box?.height ?? NaN) }))
  expect(why?.top).toBeGreaterThan(caller?.bottom ?? NaN)
  expect(why?.top).toBeGreaterThan(service?.top ?? NaN)
})
