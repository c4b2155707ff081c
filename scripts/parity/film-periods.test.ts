import { expect, it } from 'vitest'
import { comparePeriods } from './film-periods'

const steps = [
  { atMs: 0, do: 'create', objects: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'web', readinessProbe: { periodSeconds: 5 } }] } }] },
]
const unhealthy = (atMs: number, count: number) => ({ atMs, type: 'Warning', kind: 'Event', reason: 'Unhealthy', message: 'Readiness probe failed: no', count, involvedObject: { name: 'a', fieldPath: 'spec.containers{web}' } })
const pod = (atMs: number, fields: object) => ({ atMs, type: 'MODIFIED', kind: 'Pod', name: 'a', ...fields })
const container = (restartCount: number, state: object) => ({ containerStatuses: [{ name: 'web', restartCount, state }] })
const crashes = (secondStartMs: number) => [
  pod(1000, container(1, { running: {} })),
  pod(2000, container(1, { terminated: { exitCode: 1 } })),
  pod(secondStartMs, container(2, { running: {} })),
]

it('takes the time between failures that a probe counts, right within half a second and a tenth', () => {
  const recorded = { steps, frames: [unhealthy(0, 1), unhealthy(5300, 2)] }
  const right = (secondMs: number) => comparePeriods(recorded, [unhealthy(100, 1), unhealthy(secondMs, 2)]).map(({ what, nominalMs, right: isRight }) => [what, nominalMs, isRight])
  expect(right(6100)).toEqual([['readinessProbe of a/web', 5000, true]])
  expect(right(6101)).toEqual([['readinessProbe of a/web', 5000, false]])
})

it('knows the back-off of a restart by how often the container started, and what did not happen is wrong', () => {
  const recorded = { steps, frames: crashes(14_800) }
  expect(comparePeriods(recorded, crashes(12_000))).toMatchObject([{ what: 'restart 2 of a/web', nominalMs: 10_000, recordedMs: [12_800], oursMs: [10_000], right: true }])
  expect(comparePeriods(recorded, crashes(14_000))[0]?.right).toBe(false)
  expect(comparePeriods(recorded, [])[0]?.right).toBe(false)
})

it('leaves out what the recording itself shows otherwise', () => {
  expect(comparePeriods({ steps, frames: crashes(5000) }, crashes(12_000))).toEqual([])
})

it('measures a grace period where the process was killed at its end', () => {
  const ends = (exitCode: number) => [pod(0, { deleting: true, deletionGracePeriodSeconds: 6 }), pod(6100, { deleting: true, deletionGracePeriodSeconds: 6, ...container(0, { terminated: { exitCode } }) })]
  expect(comparePeriods({ steps, frames: ends(137) }, ends(137))).toMatchObject([{ what: 'grace period of a', nominalMs: 6000, right: true }])
  expect(comparePeriods({ steps, frames: ends(0) }, ends(0))).toEqual([])
})

it('leaves out a probe whose container changed between two failures', () => {
  const passed = (between: readonly object[]) => ({ steps, frames: [pod(-1, { containerStatuses: [{ name: 'web', restartCount: 0, ready: false }] }), unhealthy(0, 1), ...between, unhealthy(7000, 2)] as Parameters<typeof comparePeriods>[1] })
  expect(comparePeriods(passed([]), [])).toHaveLength(1)
  expect(comparePeriods(passed([pod(3000, { containerStatuses: [{ name: 'web', restartCount: 0, ready: true }] })]), [])).toEqual([])
})

it('measures an active deadline until it is said to be over, before the grace period', () => {
  const limited = [{ atMs: 0, do: 'create', objects: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { activeDeadlineSeconds: 4 } }] }]
  const exceeded = { atMs: 4100, type: 'Normal', kind: 'Event', reason: 'DeadlineExceeded', involvedObject: { name: 'a' } }
  const frames = [pod(0, { startTime: true }), exceeded, pod(9000, { startTime: true, reason: 'DeadlineExceeded' })]
  expect(comparePeriods({ steps: limited, frames }, frames)).toMatchObject([{ what: 'active deadline of a', recordedMs: [4100], right: true }])
})
