import { preloadStructure } from './api-structure'

/** The worker that hosts the clusters; undefined where the browser has none. */
export function startWorker(): Worker | undefined {
  if (typeof Worker === 'undefined') return undefined
  preloadStructure()
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'practice-cluster' })
}
