import { expect, test } from 'playwright/test'

const lesson = '/services/clusterip-architecture'
/** Of a lesson's first HTML, in bytes over the wire; `nomodule` scripts are for browsers that no longer count. */
const scriptBudget = 150 * 1024

test('a lesson can be read with JavaScript off', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(lesson)
  await expect(page.getByRole('heading', { level: 1, name: 'What happens when a Pod calls another by name' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('A Service is not a process.')
  await expect(page.getByRole('main')).toContainText('kubectl get endpointslices')
  await expect(page.getByRole('main')).toContainText('with a port that nobody opens it is refused by the Pod')
  await expect(page.getByRole('main')).toContainText('Find out why and repair the Service')
  await context.close()
})

test('the scripts that the first HTML names weigh less than 150 KB as they are served', async ({ request }) => {
  const html = await (await request.get(lesson)).text()
  const tags = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('noModule'))
  const scripts = [...new Set(tags.flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []))]
  expect(scripts.length).toBeGreaterThan(0)
  const sizes = await Promise.all(
    scripts.map(async (src) => {
      const headers = (await request.get(src, { headers: { 'accept-encoding': 'br' } })).headers()
      expect(headers['content-encoding']).toBe('br')
      return Number(headers['content-length'])
    }),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(scriptBudget)
})

test('neither editor nor engine is asked for before the page has nothing else to do', async ({ page }) => {
  await page.addInitScript(() => {
    const idle: IdleRequestCallback[] = []
    window.requestIdleCallback = (callback) => idle.push(callback)
    window.cancelIdleCallback = (handle) => {
      idle[handle - 1] = () => undefined
    }
    Object.assign(window, {
      nowIdle: () => {
        for (const callback of idle.splice(0)) callback({ didTimeout: false, timeRemaining: () => 50 })
      },
    })
  })
  const scripts: string[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url())
  })
  await page.goto(lesson, { waitUntil: 'networkidle' })
  await expect(page.getByRole('button', { name: /^Apply and grade/ })).toBeVisible()
  expect(page.workers()).toHaveLength(0)
  await expect(page.getByRole('region', { name: 'Editor' }).getByRole('textbox')).toHaveJSProperty('tagName', 'TEXTAREA')
  const before = new Set(scripts)
  await page.evaluate(() => (window as unknown as { nowIdle: () => void }).nowIdle())
  await expect(page.getByRole('region', { name: 'Editor' }).getByText('catalogue')).not.toHaveJSProperty('tagName', 'TEXTAREA')
  await expect.poll(() => page.workers().length).toBeGreaterThan(0)
  expect(scripts.filter((url) => !before.has(url)).length).toBeGreaterThan(0)
})

test('every page says what may run on it, and keeps to it', async ({ page }) => {
  const violations: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  for (const path of ['/', lesson, '/progress', '/glossary']) {
    const response = await page.goto(path)
    const policy = response?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("object-src 'none'")
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe-inline|unsafe-eval|https?:/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await page.goto(lesson)
  await expect(page.getByRole('region', { name: 'Practice cluster' }).first().getByRole('button', { name: /^Service catalog/ })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('region', { name: 'Editor' }).getByText('catalogue')).toBeVisible()
  expect(violations).toEqual([])
})
