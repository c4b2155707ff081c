import { expect, test } from 'playwright/test'
import { errorsOf, grade, openBroken, parts, run, serviceOnMap } from './lesson-page'

test('read, write, apply, grade, and find it all again', async ({ page }) => {
  const errors = errorsOf(page)
  await page.goto('/')
  await page.getByRole('link', { name: 'How ClusterIP works' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'What happens when a Pod calls another by name' })).toBeVisible()
  await expect(parts.prose(page)).toContainText('A Service is not a process.')

  await openBroken(page, 'code')
  const editor = parts.editor(page)
  await expect(editor.getByText('catalogue')).toBeVisible()
  await editor.getByText('catalogue').dblclick()
  await page.keyboard.type('catalog')
  await page.keyboard.press('Escape')
  await editor.getByText('web').dblclick()
  await page.keyboard.type('http')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tab', { name: /^catalog.yaml ?, changed$/ })).toBeVisible()

  expect(await run(page, 'kubectl apply -f catalog.yaml')).toContain('service/catalog configured')
  await expect(serviceOnMap(page)).toHaveAccessibleName(/endpoints ✓ 1 ready$/)

  expect(await (await grade(page)).textContent()).toBe('Passed: all 4 checks hold.')
  await expect(parts.grade(page)).toContainText('All 4 checks hold.')
  await expect(page.getByText('passed · 1 attempt', { exact: true })).toBeVisible()

  await page.reload()
  await expect(page.getByText('passed · 1 attempt', { exact: true })).toBeVisible()
  await expect(parts.grade(page)).toContainText('You have passed this exercise.')
  await expect(page.getByRole('tab', { name: /^catalog.yaml ?, changed$/ })).toBeVisible()
  await expect(editor.getByText('catalogue')).toHaveCount(0)

  await page.goto('/')
  await expect(page.getByText('Exercises passed: 1 of 8')).toBeVisible()
  await expect(page.getByRole('link', { name: /^How ClusterIP works ?, done$/ })).toBeVisible()
  expect(errors).toEqual([])
})

test('Ctrl+Enter inside either editor grades once', async ({ page }) => {
  for (const editor of ['code', 'plain'] as const) {
    await openBroken(page, editor)
    await parts.editor(page).getByText(editor === 'code' ? 'catalogue' : /catalogue/).click()
    await grade(page)
    await expect(page.getByText(editor === 'code' ? '1 attempt' : '2 attempts', { exact: true })).toBeVisible()
  }
})
