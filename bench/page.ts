import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright'
import { browserArguments, needBrowser } from '@/scripts/browser.mjs'
import type { Figure, Measurement } from './figure'
import { countingProxy, type Fetched } from './page/proxy'
import { served } from './page/served'
import { workerFigures } from './page/worker'

const lesson = '/services/clusterip-architecture'
const rounds = 5
/** Chrome's "Slow 4G": 150 ms, 1.6 Mbit/s down, 750 kbit/s up. */
const slow4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const phone = { width: 390, height: 844 }
const desktop = { width: 1440, height: 900 }

/**
 * A lesson page of the production build in Chromium: bytes as sent, largest contentful paint on a slow phone, what is fetched before the page
 * has loaded, and how long the code editor takes from the press of its button to the first character it accepts, on this machine without throttling.
 */
export const page: Measurement = {
  name: 'page',
  about: `the lesson page ${lesson} of the production build: bytes, paint on slow 4G, the editor`,
  run: async () => {
    const server = await served()
    const executablePath = await needBrowser()
    const browser = await chromium.launch({ args: browserArguments, ...(executablePath === undefined ? {} : { executablePath }) })
    try {
      return [...(await firstScripts(server.url)), ...(await paints(browser, server.url)), ...(await editor(browser, server.url, 'fetched')), ...(await editor(browser, server.url, 'not fetched')), ...(await files(browser, server.url)), ...(await workerFigures(browser, server.url))]
    } finally {
      await browser.close()
      server.close()
    }
  },
}

/** Scripts that the HTML itself asks for, each as the server compresses it for a browser (Brotli where it has that). */
async function firstScripts(base: URL): Promise<Figure[]> {
  const html = await (await fetch(new URL(lesson, base))).text()
  const tags = [...html.matchAll(/<script\b[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\snomodule/i.test(tag))
  const proxy = await countingProxy(base)
  for (const path of new Set(tags.map(([, path]) => path ?? ''))) await (await fetch(`${proxy.url}${path}`, { headers: { 'accept-encoding': 'br, gzip' } })).arrayBuffer()
  await proxy.close()
  const bytes = proxy.fetched.reduce((sum, each) => sum + each.bytes, 0)
  return [
    { name: 'scripts of the first HTML, compressed', unit: 'KB', values: [bytes / 1000], wanted: { of: 'max', atMost: 150 }, note: `${proxy.fetched.length} files` },
    { name: 'the HTML itself, gzip', unit: 'KB', values: [gzipSync(html).length / 1000], note: 'inline scripts included' },
  ]
}

/** LCP with 4× slower processor on slow 4G, cache empty each time. */
async function paints(browser: Browser, base: URL): Promise<Figure[]> {
  const values: number[] = []
  for (let i = 0; i < rounds; i++) {
    const context = await browser.newContext({ viewport: phone })
    const tab = await context.newPage()
    const devtools = await context.newCDPSession(tab)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', slow4G)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await tab.goto(new URL(lesson, base).href, { waitUntil: 'load', timeout: 120_000 })
    values.push(await largestPaint(tab))
    await context.close()
  }
  return [{ name: 'LCP, 4× slower processor, slow 4G, phone', unit: 'ms', values, wanted: { of: 'median', atMost: 2500 } }]
}

function largestPaint(tab: Page): Promise<number> {
  return tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = NaN
        new PerformanceObserver((list) => (last = list.getEntries().at(-1)?.startTime ?? last)).observe({ type: 'largest-contentful-paint', buffered: true })
        setTimeout(() => resolve(last), 2000)
      }),
  )
}

/** From the press of "Code editor" until its text and field are drawn, its files fetched before (the pointer over the button fetches them, as idle time does on a wide screen) or not. */
async function editor(browser: Browser, base: URL, files: 'fetched' | 'not fetched'): Promise<Figure[]> {
  const values: number[] = []
  for (let i = 0; i < rounds; i++) {
    const context = await browser.newContext({ viewport: desktop })
    const tab = await context.newPage()
    await tab.addInitScript(() => localStorage.setItem('desired-state/editor', 'plain'))
    await tab.goto(new URL(lesson, base).href, { waitUntil: 'networkidle', timeout: 120_000 })
    const button = tab.getByRole('button', { name: 'Code editor' })
    await button.scrollIntoViewIfNeeded()
    if (files === 'fetched') {
      await button.hover()
      await tab.waitForTimeout(500)
      await tab.waitForLoadState('networkidle')
    }
    values.push(
      await button.evaluate(
        (element) =>
          new Promise<number>((resolve) => {
            const start = performance.now()
            const look = (): void => {
              const field = document.querySelector('.monaco-editor textarea, .monaco-editor .native-edit-context')
              if (field !== null && document.querySelector('.monaco-editor .view-line') !== null) setTimeout(() => resolve(performance.now() - start))
              else requestAnimationFrame(look)
            }
            ;(element as HTMLElement).click()
            look()
          }),
      ),
    )
    await context.close()
  }
  const bound = files === 'fetched' ? { wanted: { of: 'median', atMost: 1000 } as const } : {}
  return [{ name: `code editor, asked for to drawn, its files ${files} before`, unit: 'ms', values, ...bound, note: 'plain field before, which can be written in meanwhile' }]
}

/** What is fetched with a wide screen and nothing chosen: before the load event, after it, and by the engine's worker. */
async function files(browser: Browser, base: URL): Promise<Figure[]> {
  const proxy = await countingProxy(base)
  const context = await browser.newContext({ viewport: desktop })
  const tab = await context.newPage()
  await tab.goto(proxy.url + lesson, { waitUntil: 'load', timeout: 120_000 })
  const loaded = performance.now()
  await tab.waitForSelector('.monaco-editor .view-line', { timeout: 60_000 }).catch(() => undefined)
  await tab.waitForLoadState('networkidle')
  await context.close()
  await proxy.close()
  const scripts = proxy.fetched.filter(({ path }) => /\.js(?:$|\?)/.test(path))
  const workers = scripts.filter(({ destination }) => destination === 'worker').map(({ path }) => path)
  const inWorker = (each: Fetched) => each.destination === 'worker' || workers.some((path) => each.referer.endsWith(path))
  const before = scripts.filter((each) => each.at < loaded && !inWorker(each))
  const after = scripts.filter((each) => each.at >= loaded && !inWorker(each))
  const kilobytes = (list: readonly Fetched[]) => list.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  const largest = Math.max(0, ...before.map(({ bytes }) => bytes)) / 1000
  return [
    { name: 'scripts fetched before the page has loaded', unit: 'KB', values: [kilobytes(before)], note: `${before.length} files, the largest ${largest.toFixed(0)} KB` },
    { name: 'scripts fetched afterwards (the editor)', unit: 'KB', values: [kilobytes(after)], note: `${after.length} files` },
    { name: 'scripts fetched for workers, as served', unit: 'KB', values: [kilobytes(scripts.filter(inWorker))], note: `${workers.length} workers; files that the page has too count with the page` },
  ]
}
