import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from 'playwright/test'
import { grade, openBroken, openLesson, parts, repaired, write } from './lesson-page'

const row = (page: Page, exercise: string) => page.getByRole('row', { name: new RegExp(`^${exercise}`) })

async function openProgress(page: Page): Promise<void> {
  await page.goto('/progress')
  await expect(page.getByRole('heading', { name: 'Your records' })).toBeVisible()
}

async function pass(page: Page): Promise<void> {
  await openBroken(page)
  await write(page, repaired)
  await grade(page)
  await expect(page.getByText('passed · 1 attempt', { exact: true })).toBeVisible()
}

async function importFile(page: Page, text: string): Promise<void> {
  await page.getByLabel('Progress file').setInputFiles({ name: 'file.json', mimeType: 'application/json', buffer: Buffer.from(text) })
}

test('two learners of one browser have a record each', async ({ page }) => {
  await pass(page)
  await openProgress(page)
  await expect(row(page, 'A Service that reaches nothing')).toContainText('passed')
  await page.getByRole('button', { name: 'Give a name' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Ada', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Another learner' }).click()
  await page.getByRole('textbox', { name: 'Name of the new learner' }).fill('Grace')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, 'A Service that reaches nothing')).toContainText('not begun')

  await page.reload()
  const learner = page.getByRole('combobox', { name: 'Learner' })
  await expect(learner.getByRole('option', { selected: true })).toHaveText('Grace')
  await learner.selectOption({ label: 'Ada' })
  await expect(row(page, 'A Service that reaches nothing')).toContainText('passed')
})

test('one file takes the progress to another browser', async ({ page, browser }) => {
  await pass(page)
  await openProgress(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()])
  expect(download.suggestedFilename()).toMatch(/^desired-state-progress-.*\.json$/)
  const text = await readFile(await download.path(), 'utf8')

  const other = await (await browser.newContext()).newPage()
  await openProgress(other)
  await expect(row(other, 'A Service that reaches nothing')).toContainText('not begun')
  await importFile(other, text)
  await expect(other.getByText(/^\d+ records were taken in\.$/)).toBeVisible()
  await expect(row(other, 'A Service that reaches nothing')).toContainText('passed')
  await importFile(other, text)
  await expect(other.getByText('Everything in this file was here already.')).toBeVisible()
  await other.reload()
  await expect(row(other, 'A Service that reaches nothing')).toContainText('passed')
  await other.context().close()
})

test('a file that is none of ours is answered with one line, and takes nothing away', async ({ page }) => {
  await openProgress(page)
  const foreign: readonly (readonly [string, string])[] = [
    ['not json', 'This file is not a progress file: it is not JSON, or it was cut off.'],
    ['[1,2,3]', 'This file is not a progress file of Desired State.'],
    ['{"format":"desired-state-progress","version":99,"events":[]}', 'This progress file is of version 99; this page reads version 1.'],
    ['{"format":"desired-state-progress","version":1,"events":[{"id":"x"},null]}', 'This progress file is damaged: 2 of its 2 events cannot be read. Nothing was taken from it.'],
  ]
  for (const [text, say] of foreign) {
    await importFile(page, text)
    await expect(page.getByText(say, { exact: true })).toBeVisible()
  }
  await expect(row(page, 'A Service that reaches nothing')).toContainText('not begun')
})

test('two tabs at once add to the same record', async ({ page, context }) => {
  await openProgress(page)
  const second = await context.newPage()
  await pass(second)
  await expect(row(page, 'A Service that reaches nothing')).toContainText('passed')
  await second.close()
  await page.reload()
  await expect(row(page, 'A Service that reaches nothing')).toContainText('passed')
})

test('records that cannot be read are set aside, said, and cost nothing else', async ({ page }) => {
  await pass(page)
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('desired-state')
        open.onerror = () => reject(new Error('the storage does not open'))
        open.onsuccess = () => {
          const write = open.result.transaction('events', 'readwrite')
          write.objectStore('events').put({ id: 'broken', at: 'yesterday' })
          write.oncomplete = () => {
            open.result.close()
            resolve()
          }
        }
      }),
  )
  await openProgress(page)
  await expect(page.getByText('1 stored record could not be read and was set aside, not deleted. Everything else is here.')).toBeVisible()
  await expect(row(page, 'A Service that reaches nothing')).toContainText('passed')
})

test('a browser that stores nothing says so, and the lesson works', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
  })
  await pass(page)
  await expect(page.getByText('This browser does not let the page store anything')).toBeVisible()
})

test('deleting everything asks first, and leaves nothing', async ({ page }) => {
  await openLesson(page, 'clusterip-architecture')
  await write(page, '# mine\n')
  await openProgress(page)
  await expect(page.getByText(/^\d+ records?, in this browser alone/)).toBeVisible()
  await page.getByRole('button', { name: 'Delete everything' }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByText(/^\d+ records?, in this browser alone/)).toBeVisible()
  await page.getByRole('button', { name: 'Delete everything' }).click()
  await page.getByRole('button', { name: 'Delete everything, for all learners here' }).click()
  await expect(page.getByText('Everything was deleted.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Nothing is recorded yet.')).toBeVisible()
  await openLesson(page, 'clusterip-architecture')
  await expect(parts.field(page)).toHaveValue(/^apiVersion: v1/)
})
