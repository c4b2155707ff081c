import { expect, test } from 'playwright/test'
import { grade, openLessonAt, parts, run } from './lesson-page'

test('a rule that a kubectl line broke for good is met again on a fresh cluster', async ({ page }) => {
  await openLessonAt(page, '/deployments/key-features')
  await run(page, 'kubectl delete deployment web')
  await run(page, 'kubectl create deployment web --image=nginx:1.27 --replicas=3')
  await grade(page)
  const offer = parts.grade(page).getByRole('note')
  await expect(offer).toContainText('broken by what you did earlier')
  await expect(offer).toContainText('it needs a fresh cluster')
  await expect(offer).toContainText('Your files stay as they are.')
  const text = await parts.field(page).inputValue()

  await offer.getByRole('button', { name: 'Reset the cluster' }).click()
  await expect(offer).toHaveCount(0)
  expect(await parts.field(page).inputValue()).toBe(text)
  await run(page, 'kubectl set image deployment/web web=nginx:1.27')
  await expect(await grade(page)).toHaveText(/^Passed: all \d+ checks hold\.$/)
})

test('a fault that the next step mends offers no fresh cluster', async ({ page }) => {
  await openLessonAt(page, '/deployments/key-features')
  await run(page, 'kubectl set image deployment/web web=nginx:1.26')
  await grade(page)
  await expect(page.getByRole('region', { name: 'First check that does not hold' })).toContainText('The task asks for nginx:1.27.')
  await expect(parts.grade(page).getByRole('note')).toHaveCount(0)
})
