import { readFromEngine, type Posted, type ToEngine } from '@/lib/session/messages'

/** What the page measured, in milliseconds. */
export interface PageTimes {
  readonly rounds: readonly number[]
  /** Durations of tasks over 50 ms on the page's thread (the browser reports no shorter ones). */
  readonly longTasks: readonly number[]
  /** How many diagnostics each round brought. */
  readonly found: readonly number[]
}

declare global {
  interface Window {
    measure?: (texts: readonly string[]) => Promise<PageTimes>
  }
}

const session = 'bench'
const worker = new Worker('engine.worker.js', { type: 'module' })
const post = (message: ToEngine): void => worker.postMessage(message)

function next(wanted: (message: Posted) => boolean): Promise<Posted> {
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<unknown>): void => {
      const message = readFromEngine(data)
      if (message === undefined || !wanted(message)) return
      worker.removeEventListener('message', listen)
      resolve(message)
    }
    worker.addEventListener('message', listen)
  })
}

/** One text after another, each posted when the answer to the one before is here and the page has rested. */
window.measure = async (texts) => {
  post({ do: 'stage', session, given: [], traffic: [] })
  await next(({ say }) => say === 'opened')
  const longTasks: number[] = []
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ entryTypes: ['longtask'] })
  const rounds: number[] = []
  const found: number[] = []
  for (const [ticket, text] of texts.entries()) {
    const answer = next((message) => message.say === 'diagnosed' && message.ticket === ticket)
    const start = performance.now()
    post({ do: 'diagnose', session, ticket, file: 'shop.yaml', text })
    const message = await answer
    rounds.push(performance.now() - start)
    found.push(message.say === 'diagnosed' ? message.diagnostics.length : -1)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  observer.disconnect()
  return { rounds, longTasks, found }
}
