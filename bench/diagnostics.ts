import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { browserArguments, needBrowser } from '@/scripts/browser.mjs'
import type { PageTimes } from './diagnostics/page'
import { languageServerTimes } from './diagnostics/language-server'
import { servePage } from './diagnostics/serve-page'
import type { Figure, Measurement } from './figure'
import { root } from './root'

const rounds = 300
/** So many rounds before are not counted: the engine compiles what it runs often. */
const warmUp = 50

/**
 * From the text posted to the engine's worker to its diagnostics received, in Chromium, on a page that holds nothing else. Every round's text differs:
 * every other one has a misspelled field. yaml-language-server checks the same texts in the same run, in Node as editors run it, against the same
 * schema; its time has no worker and no messages in it.
 */
export const diagnostics: Measurement = {
  name: 'diagnostics',
  about: 'a 100-line manifest from posted text to diagnostics, in Chromium; yaml-language-server on the same texts in Node',
  run: async () => {
    const texts = variants(readFileSync(join(root, 'bench/fixtures/hundred-lines.yaml'), 'utf8'), warmUp + rounds)
    const { rounds: all, longTasks, found } = await inBrowser(texts)
    const peer = await languageServerTimes(texts)
    const warm = all.slice(warmUp)
    const figures: Figure[] = [
      { name: 'ours, median', unit: 'ms', values: warm, wanted: { of: 'median', atMost: 8 }, note: `${rounds} rounds after ${warmUp}; first round ${(all[0] ?? NaN).toFixed(1)} ms; found ${tally(found)}` },
      { name: 'ours, p99', unit: 'ms', values: warm, wanted: { of: 'p99', atMost: 16 } },
      { name: 'longest task of the page over 50 ms', unit: 'ms', values: longTasks.length === 0 ? [0] : longTasks, wanted: { of: 'max', atMost: 50 }, note: '0: the browser saw none' },
    ]
    if ('problem' in peer) return [...figures, { name: 'yaml-language-server', unit: 'ms', values: [NaN], note: peer.problem }]
    return [...figures, { name: 'yaml-language-server', unit: 'ms', values: peer.times.slice(warmUp), note: `in Node, no messages; first round ${(peer.times[0] ?? NaN).toFixed(0)} ms; found ${tally(peer.found)}` }]
  },
}

async function inBrowser(texts: readonly string[]): Promise<PageTimes> {
  const executablePath = await needBrowser()
  const server = await servePage()
  const browser = await chromium.launch({ args: browserArguments, ...(executablePath === undefined ? {} : { executablePath }) })
  try {
    const page = await browser.newPage()
    await page.goto(server.url)
    return await page.evaluate(async (all) => {
      if (window.measure === undefined) throw new Error('the page did not start')
      return window.measure(all)
    }, texts)
  } finally {
    await browser.close()
    await server.close()
  }
}

function variants(text: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${i % 2 === 0 ? text : text.replace('containerPort: 8080', 'containerPrt: 8080')}# round ${i}\n`)
}

/** `0, 1` for results that were none or one. */
function tally(found: readonly number[]): string {
  return `${[...new Set(found)].toSorted((a, b) => a - b).join(', ')} problems`
}
