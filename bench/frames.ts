import { chromium, type Page } from 'playwright'
import { browserArguments, needBrowser } from '@/scripts/browser.mjs'
import type { Figure, Measurement } from './figure'
import { served } from './page/served'
import { framesWhile } from './page/trace'

const lesson = '/services/clusterip-architecture'
const desktop = { width: 1440, height: 900 }
const images = ['nginx:1.26', 'nginx:1.27', 'nginx:1.25'] as const
/** Real milliseconds of each rollout that are watched. */
const watchMs = 3_000
/** Pods, and how the map draws them. */
const sizes = [
  { replicas: 20, drawn: 'chips' },
  { replicas: 250, drawn: 'dots' },
] as const

/** Rollouts on the map of a lesson with time at 50×, in the production build: what each frame of the page's main thread costs, from a trace. */
export const frames: Measurement = {
  name: 'frames',
  about: 'the map while 20 and 250 Pods are rolled out at 50×: script, style and layout of each frame',
  run: async () => {
    const server = await served()
    const executablePath = await needBrowser()
    const browser = await chromium.launch({ args: browserArguments, ...(executablePath === undefined ? {} : { executablePath }) })
    try {
      const figures: Figure[] = []
      for (const { replicas, drawn } of sizes) {
        const page = await browser.newPage({ viewport: desktop })
        await page.addInitScript(() => localStorage.setItem('desired-state/editor', 'plain'))
        await page.goto(new URL(lesson, server.url).href)
        await page.getByRole('group', { name: 'Cluster map, Traffic' }).waitFor({ timeout: 60_000 })
        figures.push(await rollouts(page, replicas, drawn))
        await page.close()
      }
      return figures
    } finally {
      await browser.close()
      server.close()
    }
  },
}

async function rollouts(page: Page, replicas: number, drawn: string): Promise<Figure> {
  await page.getByText('50×', { exact: true }).click()
  await kubectl(page, `kubectl create deployment big --image=nginx:1.25 --replicas=${replicas}`)
  await kubectl(page, `kubectl patch deployment big --patch '{"spec":{"minReadySeconds":4}}'`)
  await kubectl(page, 'kubectl rollout status deployment/big')
  const devtools = await page.context().newCDPSession(page)
  const values: number[] = []
  for (const image of images) {
    await type(page, `kubectl set image deployment/big nginx=${image}`)
    // Nothing is asked of the page meanwhile: the test's own scripts would be measured with it.
    values.push(...(await framesWhile(devtools, async () => {
      await page.keyboard.press('Enter')
      await page.waitForTimeout(watchMs)
    })))
    await kubectl(page, 'kubectl rollout status deployment/big')
  }
  return { name: `${replicas} Pods as ${drawn}, frames with work`, unit: 'ms', values, wanted: { of: 'p99', atMost: 8 }, note: `${values.length} frames in ${images.length} rollouts` }
}

const promptOf = (page: Page) => page.getByRole('textbox', { name: 'kubectl line' })

async function type(page: Page, line: string): Promise<void> {
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await promptOf(page).fill(line)
}

/** Runs a line in the terminal to its end. */
async function kubectl(page: Page, line: string): Promise<void> {
  await type(page, line)
  await page.keyboard.press('Enter')
  await promptOf(page).and(page.getByPlaceholder('kubectl get pods')).waitFor({ timeout: 120_000 })
}
