import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'playwright/test'
import { parts } from './lesson-page'

const pages = [
  { name: 'home', path: '/' },
  { name: 'progress', path: '/progress' },
  { name: 'glossary', path: '/glossary' },
  { name: 'parity', path: '/parity' },
  ...['why-services', 'three-types', 'clusterip', 'clusterip-architecture', 'nodeport', 'loadbalancer', 'comparing-service-types'].map((id) => ({ name: id, path: `/services/${id}` })),
]
const screens = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

for (const { name, path } of pages) {
  test(`axe finds nothing on ${name}, light and dark, wide and narrow`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const screen of screens) {
      await page.setViewportSize(screen)
      if (path.startsWith('/services') && screen.width > 760) await expect(parts.cluster(page).getByRole('group', { name: 'Cluster map, Traffic' })).toBeVisible({ timeout: 20_000 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        const found = violations.map(({ id, nodes }) => `${screen.width} ${colorScheme} ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join(' | ')}`)
        expect(found).toEqual([])
      }
    }
  })
}
