import { expect, test } from 'playwright/test'
import { openLesson, parts } from './lesson-page'

/** What the main button of each lesson's figure brings about. */
const figures = [
  { lesson: 'why-services', title: 'Pods come and go, addresses change', press: 'Delete the Pod that answers', says: /frontend still calls the old one, where nobody is/ },
  { lesson: 'three-types', title: 'Who can reach what', press: 'NodePort', says: /Every node now listens on port/ },
  { lesson: 'clusterip', title: 'One name, called from different places', press: 'visitors: the virtual IP', says: /From outside no route|outside/ },
  { lesson: 'clusterip-architecture', title: 'Name, virtual IP, ready Pod', press: 'Select nobody', says: /only the list behind the address is empty/ },
  { lesson: 'nodeport', title: 'The same port on every node', press: 'externalTrafficPolicy: Local', says: /With Local the caller's address is kept/ },
  { lesson: 'loadbalancer', title: 'One address, and a node less', press: 'Make the LoadBalancer Service', says: /<pending> is not an error|Every phone calls one address/ },
  { lesson: 'comparing-service-types', title: 'Three Services in front of the same Pods', press: 'Switch node-2 off', says: /Its visitors know that one address/ },
] as const

for (const { lesson, title, press, says } of figures) {
  test(`the figure of ${lesson} reacts`, async ({ page }) => {
    await page.goto(`/services/${lesson}`)
    const figure = page.getByRole('group', { name: `Figure: ${title}` })
    await page.getByRole('main').hover()
    await expect(async () => {
      await page.mouse.wheel(0, 500)
      await expect(figure).toBeVisible({ timeout: 400 })
    }).toPass({ timeout: 20_000 })
    const say = figure.getByRole('status')
    await expect(figure.getByRole('button', { name: press }).first()).toBeEnabled({ timeout: 20_000 })
    await expect(say).not.toHaveText(says)
    await figure.getByRole('button', { name: press }).first().click()
    await expect(say).toHaveText(says, { timeout: 20_000 })
    await figure.getByRole('button', { name: 'Reset' }).click()
    await expect(say).not.toHaveText(says)
  })
}

test('each link of the chain breaks and is repaired by a click', async ({ page }) => {
  await page.goto('/services/clusterip-architecture')
  const link = page.getByRole('group', { name: 'The way of a request' }).getByRole('button', { name: /^name: / })
  await expect(link).toHaveAccessibleName(/^name: backend\./, { timeout: 20_000 })
  await link.click()
  await expect(link).toHaveAccessibleName(/^name: backned\./)
  await expect(link).toHaveAttribute('aria-pressed', 'true')
  await link.press('Enter')
  await expect(link).toHaveAccessibleName(/^name: backend\./)
})

test('every option of a quiz explains itself, and the answer is kept', async ({ page }) => {
  await page.goto('/services/clusterip-architecture')
  const question = page.getByRole('group', { name: /^A Service has a virtual IP and its name resolves/ })
  const explained = new Set<string>()
  for (const option of await question.getByRole('radio').all()) {
    await option.click()
    await expect(option).toBeChecked()
    await expect(question.getByRole('status')).toHaveText(/^(✓ Right\.|✕ Not this one\.) \S/)
    explained.add((await question.getByRole('status').textContent()) ?? '')
  }
  expect(explained.size).toBe(3)
  await question.getByRole('radio', { name: 'At its endpoints' }).click()
  await expect(question.getByRole('status')).toContainText('✓ Right.')
  await page.reload()
  await expect(question.getByRole('radio', { name: 'At its endpoints' })).toBeChecked()
})

test('YAML of the text goes into the editor, kubectl of the text into the terminal', async ({ page }) => {
  await openLesson(page, 'clusterip')
  await page.getByRole('main').getByRole('button', { name: /^Insert/ }).first().click()
  await expect(parts.field(page)).toHaveValue(/^apiVersion: v1\nkind: Service\n/)
  await page.getByRole('button', { name: 'Run kubectl exec frontend -- nslookup backend-api' }).click()
  await expect(page.getByRole('tab', { name: 'Terminal' })).toHaveAttribute('aria-selected', 'true')
  await expect(parts.log(page)).toContainText('$ kubectl exec frontend -- nslookup backend-api')
  await expect(parts.log(page)).toContainText(/Server:/)
})

test('a word of the glossary explains itself to mouse and keyboard', async ({ page }) => {
  await page.goto('/services/clusterip-architecture')
  const term = page.getByRole('main').getByRole('link', { name: 'virtual IP' }).first()
  await expect(term).toBeVisible()
  await term.focus()
  await expect(page.getByRole('tooltip')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tooltip')).toHaveCount(0)
})
