import { expect, test, type Page } from 'playwright/test'
import { errorsOf, openBroken, parts, repaired, run } from './lesson-page'

/** From the text in the field to the page's answer, in real milliseconds. */
const limitMs = 1_000
/** What this machine may be slower than a learner's, at most. */
const slack = 3

const aliasBomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at] ?? 'a'}`).join(', ')}]`)].join('\n')

const texts: readonly { readonly what: string; readonly text: string; readonly isWrong: boolean }[] = [
  { what: 'nothing', text: '', isWrong: false },
  { what: '5 MB', text: 'apiVersion: v1\n'.repeat(350_000), isWrong: true },
  { what: '10,000 brackets', text: `a: ${'['.repeat(10_000)}`, isWrong: true },
  { what: 'an alias bomb', text: aliasBomb, isWrong: true },
  { what: '__proto__ keys', text: `${repaired}__proto__:\n  polluted: yes\nconstructor:\n  prototype: {polluted: yes}\n`, isWrong: true },
  { what: 'binary text', text: Array.from({ length: 2_000 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join('').replaceAll('\r', ''), isWrong: true },
]

/** Writes into the plain field as pasting does: at once. */
async function paste(page: Page, text: string): Promise<void> {
  await parts.field(page).evaluate((area: HTMLTextAreaElement, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, value)
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }, text)
}

for (const { what, text, isWrong } of texts) {
  test(`${what} in the editor gets an answer and stays as the draft`, async ({ page }) => {
    const errors = errorsOf(page)
    await openBroken(page)
    const from = Date.now()
    await paste(page, text)
    const problems = page.getByRole('list', { name: 'Problems' })
    if (isWrong) await expect(problems.getByRole('listitem').first()).toBeVisible({ timeout: limitMs * slack + 2_000 })
    else await expect(problems).toBeHidden()
    expect(Date.now() - from).toBeLessThan(limitMs * slack + 2_000)
    await page.keyboard.press('Control+Enter')
    await expect(parts.side(page).getByText(/^(could not run|not right)$/)).toBeVisible()
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
    expect(await run(page, 'kubectl get nodes -o name')).toContain('node/node-1')
    await page.goto('/progress')
    await openBroken(page)
    if (what === '5 MB') await expect(page.getByText('catalog.yaml has 5.0 MiB')).toBeVisible()
    else expect(await parts.field(page).inputValue()).toHaveLength(text.length)
    expect(errors).toEqual([])
  })
}

test('odd lines of the terminal get an answer, and the next line works', async ({ page }) => {
  const errors = errorsOf(page)
  await openBroken(page)
  const lines = ['kubectl', '|', 'kubectl get pods | | grep', "kubectl get 'pods", 'rm -rf /', 'kubectl get __proto__', `kubectl get ${'x'.repeat(20_000)}`, 'kubectl get pods -o jsonpath={', 'kubectl --namespace', '\u0000\u0007\u202e', 'kubectl apply -f -', 'kubectl exec catalog -- ', 'kubectl get pods -l ((((', 'kubectl patch service catalog -p {{{']
  for (const line of lines) {
    await test.step(line.slice(0, 40), async () => {
      await page.getByRole('tab', { name: 'Terminal' }).click()
      const entries = parts.log(page)
      const before = (await entries.textContent()) ?? ''
      await parts.prompt(page).fill(line)
      await parts.prompt(page).press('Enter')
      await expect.poll(async () => ((await entries.textContent()) ?? '').length, { timeout: limitMs * slack }).toBeGreaterThan(before.length + line.length + 2)
      await expect(parts.prompt(page)).toHaveAttribute('placeholder', 'kubectl get pods')
    })
  }
  expect(await run(page, 'kubectl get nodes -o name')).toContain('node/node-1')
  expect(errors).toEqual([])
})
