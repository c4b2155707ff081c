import { brotliCompressSync } from 'node:zlib'
import type { Browser, Worker } from 'playwright'
import { grade, openLesson, run } from '@/e2e/lesson-page'
import { bundled } from '../diagnostics/serve-page'
import type { Figure } from '../figure'

/**
 * What the engine's worker has loaded once a lesson's cluster runs, `kubectl get pods` was answered and a grade was given: its scripts, those from the
 * browser's cache too, and its data, each as the server compresses it.
 */
export async function workerFigures(browser: Browser, base: URL): Promise<readonly Figure[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: base.href })
  const tab = await context.newPage()
  const engine = tab.waitForEvent('worker')
  await openLesson(tab, 'clusterip-architecture')
  await run(tab, 'kubectl get pods')
  await grade(tab)
  const addresses = await loadedBy(await engine)
  await context.close()
  const sizes = await Promise.all(addresses.map(async (address) => ({ isScript: new URL(address).pathname.endsWith('.js'), kilobytes: await servedKilobytes(address) })))
  const sum = (list: typeof sizes) => list.reduce((total, { kilobytes }) => total + kilobytes, 0)
  const scripts = sizes.filter(({ isScript }) => isScript)
  const data = sizes.filter(({ isScript }) => !isScript)
  return [
    { name: "the engine's worker, code loaded by a first lesson, as served", unit: 'KB', values: [sum(scripts)], wanted: { of: 'max', atMost: 250 }, note: `${scripts.length} scripts: cluster, kubectl get pods, one grade` },
    { name: 'the data it fetches beside, as served', unit: 'KB', values: [sum(data)], note: `${data.length} files: the structure of the API` },
    await everythingInOneFile(),
  ]
}

/** The worker's own script does not stand among its resources. */
async function loadedBy(worker: Worker): Promise<readonly string[]> {
  const resources = await worker.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  return [...new Set([worker.url(), ...resources].map((address) => address.replace(/#.*$/, '')))]
}

/** `fetch` of Node unpacks what it gets, and leaves the length of what was sent. */
async function servedKilobytes(address: string): Promise<number> {
  const answer = await fetch(address, { headers: { 'accept-encoding': 'br' } })
  const text = Buffer.from(await answer.arrayBuffer())
  return Number(answer.headers.get('content-length') ?? brotliCompressSync(text).length) / 1000
}

/** Every verb, program and exercise included, as no lesson loads it. */
async function everythingInOneFile(): Promise<Figure> {
  const text = (await bundled()).find(({ name }) => name === 'engine.worker.js')?.text ?? ''
  return { name: 'all that it might load, one file, Brotli', unit: 'KB', values: [brotliCompressSync(text).length / 1000] }
}
