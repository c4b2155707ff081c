import { expect, test, vi } from 'vitest'
import type { ProgressEvent } from '@/lib/progress/events'
import { importEvents, startProgress } from './progress-store'

let written: () => void = () => undefined

vi.mock('./progress-storage', () => ({
  openStorage: () =>
    Promise.resolve({
      readAll: () => Promise.resolve({ events: [], aside: 0 }),
      add: () => new Promise<void>((resolve) => (written = resolve)),
      clear: () => Promise.resolve(),
    }),
}))

test('an import is said to be taken in only when the storage has it', async () => {
  await startProgress()
  const event: ProgressEvent = { id: '1', at: 1, learner: 'ada', type: 'LearnerNamed', name: 'Ada' }
  let added: number | undefined
  const importing = importEvents([event]).then((count) => (added = count))
  await Promise.resolve()
  expect(added).toBeUndefined()
  written()
  expect(await importing).toBe(1)
})
