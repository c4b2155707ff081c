import { expect, test, type Locator, type Page } from 'playwright/test'
import { openBroken, parts, serviceOnMap } from './lesson-page'

/** Presses Tab until the focus is there; fails where it never comes. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let at = 0; at < 90; at++) {
    if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return
    await page.keyboard.press(key)
  }
  throw new Error('Tab never comes to where it should')
}

test('the whole loop in the plain field without a mouse', async ({ page }) => {
  await page.goto('/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused()
  await tabTo(page, page.getByRole('link', { name: 'How ClusterIP works' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/services\/clusterip-architecture$/)

  await openBroken(page)
  const field = parts.field(page)
  await tabTo(page, field)
  await page.keyboard.press('Tab')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(/^ {2}apiVersion|apiVersion: v1\n {2}$|\n {2}$/)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('apiVersion: v1\nkind: Service\nmetadata:\n  name: catalog\nspec:\n  selector:\n    app: catalog\n  ports:\n  - port: 80\n    targetPort: http\n')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(field).not.toBeFocused()

  const grade = page.getByRole('tab', { name: 'Grade' })
  await tabTo(page, grade)
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('tab', { name: 'Terminal' })).toBeFocused()
  await expect(page.getByRole('tab', { name: 'Terminal' })).toHaveAttribute('aria-selected', 'true')
  await tabTo(page, parts.prompt(page))
  await page.keyboard.type('kubectl apply -f catalog.yaml')
  await page.keyboard.press('Enter')
  await expect(parts.log(page)).toContainText('service/catalog configured')
  await expect(serviceOnMap(page)).toHaveAccessibleName(/endpoints ✓ 1 ready$/)
  await page.keyboard.press('Control+Enter')
  await expect(parts.grade(page).getByRole('status')).toHaveText('Passed: all 4 checks hold.')
})

test('Escape, then Tab leaves Monaco, and Tab alone indents in it', async ({ page }) => {
  await openBroken(page, 'code')
  await expect(parts.editor(page).getByText('catalogue')).toBeVisible()
  const field = parts.field(page)
  await tabTo(page, field)
  await page.keyboard.press('Tab')
  await expect(field).toBeFocused()
  await expect(page.getByRole('tab', { name: /^catalog.yaml ?, changed$/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(field).not.toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Plain text field' }))
})

test('dividers move with the arrow keys and fold with Enter', async ({ page }) => {
  await openBroken(page)
  for (const [label, key, folds] of [
    ['Width of the text', 'ArrowRight', parts.prose(page)],
    ['Height of the cluster map', 'ArrowDown', parts.cluster(page)],
    ['Width of the editor', 'ArrowRight', parts.editor(page)],
  ] as const) {
    const divider = page.getByRole('separator', { name: label })
    await divider.focus()
    const before = Number(await divider.getAttribute('aria-valuenow'))
    await page.keyboard.press(key)
    await expect.poll(async () => Number(await divider.getAttribute('aria-valuenow'))).toBeGreaterThan(before)
    await page.keyboard.press('Enter')
    await expect(folds).toBeHidden()
    await expect(divider).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(folds).toBeVisible()
  }
})

test('the arrow keys go from object to object, Enter opens one, Escape closes it', async ({ page }) => {
  await openBroken(page)
  const map = parts.cluster(page)
  const boxes = map.getByRole('group', { name: 'Cluster map, Traffic' }).getByRole('button')
  await page.getByRole('region', { name: 'Time' }).getByRole('button', { name: 'Pause' }).press('Enter')
  await boxes.first().focus()
  await page.keyboard.press('Home')
  const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).not.toBe(first)
  await serviceOnMap(page).focus()
  await page.keyboard.press('Enter')
  const panel = map.getByRole('complementary', { name: /catalog/ })
  await expect(panel.getByRole('heading').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('the time line and the speeds work from the keyboard', async ({ page }) => {
  await openBroken(page)
  await page.getByRole('region', { name: 'Time' }).getByRole('button', { name: 'Pause' }).press('Space')
  await expect(page.getByRole('region', { name: 'Time' }).getByRole('button', { name: 'Play' })).toBeFocused()
  const slider = parts.time(page)
  await slider.focus()
  await page.keyboard.press('Home')
  await expect(slider).toHaveAttribute('aria-valuenow', '0')
  const atStart = (await slider.getAttribute('aria-valuetext')) ?? ''
  await page.keyboard.press('ArrowRight')
  await expect(slider).not.toHaveAttribute('aria-valuetext', atStart)
  await page.keyboard.press('End')
  await expect(slider).toHaveAttribute('aria-valuenow', (await slider.getAttribute('aria-valuemax')) ?? '')
  await page.keyboard.press('Space')
  await expect(page.getByRole('region', { name: 'Time' }).getByRole('button', { name: 'Pause' })).toBeVisible()
})

test('? shows the keys, Ctrl+K finds a lesson, and the focus comes back', async ({ page }) => {
  await page.goto('/')
  const keys = page.getByRole('button', { name: /^Keys/ })
  await expect(keys).toHaveAttribute('aria-keyshortcuts', '?')
  await keys.focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await expect(sheet).toContainText('Apply and grade')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(keys).toBeFocused()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search/ }).pressSequentially('nodeport')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/(services\/nodeport|glossary)/)
})
