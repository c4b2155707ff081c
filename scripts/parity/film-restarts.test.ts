import { expect, it } from 'vitest'
import { firstStartsOf, startsOf } from './film-restarts'

const created = (atMs: number, name: string) => ({ atMs, type: 'Normal', kind: 'Event', reason: 'Created', involvedObject: { name: 'a', fieldPath: `spec.containers{${name}}` } })
const status = (atMs: number, name: string, restartCount: number) => ({ atMs, type: 'MODIFIED', kind: 'Pod', name: 'a', containerStatuses: [{ name, restartCount }] })

it('knows when the containers that were started again were', () => {
  const frames = [created(100, 'web'), created(110, 'side'), status(200, 'web', 0), status(200, 'side', 0), created(10_400, 'web'), status(10_500, 'web', 1)]
  expect(startsOf({ frames }, 5000)).toEqual({ web: [5100, 15_400, 15_500] })
  expect(startsOf({ frames: frames.slice(0, 4) }, 5000)).toEqual({})
})

it('knows how long the machine needed for the Pods of a step, from the slice of their Service where there is one', () => {
  const pod = (name: string, lifecycle?: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name, ...(lifecycle === undefined ? {} : { lifecycle }) }] } })
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } }
  const frame = (atMs: number, kind: string, name: string, podIP?: true) => ({ atMs, type: 'ADDED', kind, name, ...(podIP === undefined ? {} : { podIP }) })
  const frames = [frame(30, 'Service', 'web'), frame(50, 'EndpointSlice', 'web-<rand:1>'), frame(300, 'Pod', 'a'), frame(1150, 'Pod', 'a', true), frame(1200, 'Pod', 'hooked', true), frame(9150, 'Pod', 'b'), frame(9900, 'Pod', 'b', true)]
  const steps = [{ atMs: 20, do: 'create', objects: [service, pod('a'), pod('hooked', { postStart: {} })] }, { atMs: 9000, do: 'create', objects: [pod('b'), pod('never')] }]
  expect(firstStartsOf({ steps, frames }, 5000)).toEqual({ a: 5000 + 20 + 1100, b: 5000 + 9000 + 750 })
})
