import { expect, it } from 'vitest'
import { startsOf } from './film-restarts'

const created = (atMs: number, name: string) => ({ atMs, type: 'Normal', kind: 'Event', reason: 'Created', involvedObject: { name: 'a', fieldPath: `spec.containers{${name}}` } })
const status = (atMs: number, name: string, restartCount: number) => ({ atMs, type: 'MODIFIED', kind: 'Pod', name: 'a', containerStatuses: [{ name, restartCount }] })

it('knows when the containers that were started again were', () => {
  const frames = [created(100, 'web'), created(110, 'side'), status(200, 'web', 0), status(200, 'side', 0), created(10_400, 'web'), status(10_500, 'web', 1)]
  expect(startsOf({ frames }, 5000)).toEqual({ web: [5100, 15_400, 15_500] })
  expect(startsOf({ frames: frames.slice(0, 4) }, 5000)).toEqual({})
})
