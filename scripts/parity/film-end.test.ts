import { expect, it } from 'vitest'
import { upToTheEnd } from './film-end'

const pod = (atMs: number, phase: string, fields: object = {}) => ({ atMs, type: 'MODIFIED', kind: 'Pod', name: 'a', phase, ...fields })
const event = (atMs: number, reason: string) => ({ atMs, type: 'Normal', kind: 'Event', reason, message: reason, involvedObject: { kind: 'Pod', name: 'a' } })
const slice = (atMs: number, ready: boolean) => ({ atMs, type: 'MODIFIED', kind: 'EndpointSlice', name: 's', endpoints: [{ ready }] })
const waiting = { containerStatuses: [{ name: 'c', restartCount: 0, state: { waiting: {} } }] }
const running = { containerStatuses: [{ name: 'c', restartCount: 0, state: { running: {} } }] }
const times = (frames: readonly { readonly atMs: number }[]) => frames.map(({ atMs }) => atMs)

it('leaves out what followed where a kubelet had acted and told nothing yet', () => {
  const recorded = [pod(500, 'Pending'), event(2000, 'Pulled')]
  const ours = [pod(1, 'Pending'), pod(2, 'Pending', waiting), event(3, 'Pulled'), event(4, 'Created'), pod(5, 'Running', running)]
  expect(times(upToTheEnd(recorded, ours, 4000))).toEqual([1, 3])
})

it('leaves out what followed the last frame of a recording that ended at once', () => {
  const recorded = [slice(500, true), pod(9000, 'Succeeded', running)]
  const ours = [slice(1, true), pod(4000, 'Succeeded', running), slice(4004, false)]
  expect(times(upToTheEnd(recorded, ours, 9050))).toEqual([1, 4000])
  expect(times(upToTheEnd(recorded, ours, 11_000))).toEqual([1, 4000, 4004])
})

it('keeps what differs before, and all of a Pod whose status tells what was done', () => {
  const recorded = [pod(500, 'Pending', waiting), event(600, 'Created'), event(700, 'Started'), pod(800, 'Running', running)]
  const ours = [pod(1, 'Pending', waiting), event(2, 'Created'), event(3, 'Started'), pod(4, 'Failed', running), pod(5, 'Running', running), pod(6, 'Failed', running)]
  expect(upToTheEnd(recorded, ours, 4000)).toBe(ours)
  const early = [slice(400, true), ...recorded]
  expect(times(upToTheEnd(early, [slice(1, false), slice(2, true), ...ours], 850))).toEqual([1, 2, 1, 2, 3, 4, 5])
})
