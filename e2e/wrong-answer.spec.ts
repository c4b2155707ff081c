import { expect, test, type Page } from 'playwright/test'
import { grade, openBroken, openLesson, parts, repaired, write } from './lesson-page'

/** The text of the caret's line in the plain editor. */
async function lineOfCaret(page: Page): Promise<string> {
  return parts.field(page).evaluate((area: HTMLTextAreaElement) => {
    const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1
    return document.activeElement === area ? (area.value.slice(start).split('\n')[0] ?? '') : 'the caret is not in the editor'
  })
}

test('a typical mistake is told in its own words, with the way to its line', async ({ page }) => {
  await openBroken(page)
  await write(page, repaired.replace('targetPort: http', 'targetPort: web'))
  await grade(page)
  const front = page.getByRole('region', { name: 'First check that does not hold' })
  await expect(front).toContainText('The selector is right now: it finds the Pods. But none of them has a port named web')
  await expect(front.getByRole('term')).toContainText(['wanted', 'seen', 'where'])
  await expect(parts.side(page).getByText('not right', { exact: true })).toBeVisible()
  await expect(page.getByRole('tab', { name: /^Grade · \d of 4$/ })).toBeVisible()

  await front.getByRole('button', { name: 'catalog.yaml, line 10' }).click()
  expect(await lineOfCaret(page)).toBe('    targetPort: web')
})

test('another mistake has other words and another line', async ({ page }) => {
  await openBroken(page)
  await write(page, repaired.replace('app: catalog', 'app: catalogue'))
  await grade(page)
  const front = page.getByRole('region', { name: 'First check that does not hold' })
  await expect(front).toContainText('the Service still selects app: catalogue')
  await front.getByRole('button', { name: 'catalog.yaml, line 7' }).click()
  expect(await lineOfCaret(page)).toBe('    app: catalogue')
})

test('the place leads to its line in Monaco as well', async ({ page }) => {
  await openBroken(page, 'code')
  await parts.editor(page).getByText('catalogue').dblclick()
  await page.keyboard.type('catalog')
  await page.keyboard.press('Escape')
  await grade(page)
  await page.getByRole('button', { name: 'catalog.yaml, line 10' }).click()
  await expect(parts.field(page)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.type('# here ')
  await expect(parts.editor(page).getByText('# here targetPort: web')).toBeVisible()
})

test('a syntax error could not run, and has its line', async ({ page }) => {
  await openBroken(page)
  await write(page, repaired.replace('  selector:', '\tselector:'))
  await expect(page.getByRole('list', { name: 'Problems' }).getByRole('button', { name: /line 6$/ })).toBeVisible()
  await grade(page)
  await expect(parts.side(page).getByText('could not run', { exact: true })).toBeVisible()
  const refused = page.getByRole('region', { name: 'What was refused' })
  await refused.getByRole('button', { name: 'catalog.yaml, line 6' }).first().click()
  expect(await lineOfCaret(page)).toBe('\tselector:')
})

test('a refusal of the API server has its words and its line', async ({ page }) => {
  await openLesson(page, 'nodeport')
  await page.getByRole('region', { name: 'A port that is taken' }).getByRole('button', { name: 'Put it on the workbench' }).click()
  await expect(parts.editor(page).getByRole('tab', { name: 'docs.yaml' })).toBeVisible()
  await write(page, (await parts.field(page).inputValue()).replace('nodePort: 30080', 'nodePort: 32768'))
  await grade(page)
  await expect(parts.side(page).getByText('could not run', { exact: true })).toBeVisible()
  const refused = page.getByRole('region', { name: 'What was refused' })
  await expect(refused).toContainText('The range of valid ports is 30000-32767')
  await refused.getByRole('button', { name: 'docs.yaml, line 12' }).first().click()
  expect(await lineOfCaret(page)).toBe('    nodePort: 32768')
})
