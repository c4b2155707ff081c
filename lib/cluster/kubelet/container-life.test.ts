import { expect, test } from 'vitest'
import type { Event, Pod } from '@/lib/kube/core/v1.generated'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'
import { inject } from '../inject'

function run(name: string, spec: object): Cluster {
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec }
  const { cluster, response } = handle(createCluster({ standIns: false }), { method: 'POST', path: '/api/v1/namespaces/default/pods', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return cluster
}

const shell = (script: string) => ({ name: 'box', image: 'busybox:1.36', command: ['sh', '-c', script] })
const podIn = (cluster: Cluster, name: string) => cluster.objects.get(`/pods/default/${name}`) as Pod | undefined
const minutes = 60_000

/** The back-offs that the Pod's status told, in order. */
function backOffs(cluster: Cluster, name: string, untilMs: number): string[] {
  const told: string[] = []
  advance(cluster, untilMs, ({ object }) => {
    if (object.kind !== 'Pod' || object.metadata.name !== name) return
    const message = (object as Pod).status?.containerStatuses?.[0]?.state?.waiting?.message ?? ''
    const time = /^back-off (\S+) restarting/.exec(message)?.[1]
    if (time !== undefined && told.at(-1) !== time) told.push(time)
  })
  return told
}

test('a container that always fails waits 10 s, twice as long each time, five minutes at most', () => {
  expect(backOffs(run('box', { containers: [shell('exit 1')] }), 'box', 25 * minutes)).toEqual(['10s', '20s', '40s', '1m20s', '2m40s', '5m0s'])
})

test('a container that ran for ten minutes starts its back-off anew', () => {
  expect(backOffs(run('box', { containers: [shell('sleep 601; exit 1')] }), 'box', 60 * minutes)).toEqual([])
  expect(backOffs(run('box', { containers: [shell('sleep 500; exit 1')] }), 'box', 60 * minutes)).not.toEqual([])
})

test('the restart policy decides whether an ended container comes back', () => {
  const after = (restartPolicy: string, exitCode: number) => podIn(advance(run('box', { restartPolicy, containers: [shell(`exit ${String(exitCode)}`)] }), 10_000), 'box')?.status
  expect(after('Never', 1)).toMatchObject({ phase: 'Failed', containerStatuses: [{ restartCount: 0, state: { terminated: { exitCode: 1, reason: 'Error' } } }] })
  expect(after('Never', 0)).toMatchObject({ phase: 'Succeeded', containerStatuses: [{ restartCount: 0, state: { terminated: { exitCode: 0, reason: 'Completed' } } }] })
  expect(after('OnFailure', 0)).toMatchObject({ phase: 'Succeeded', containerStatuses: [{ restartCount: 0 }] })
  expect(after('OnFailure', 1)).toMatchObject({ phase: 'Running', containerStatuses: [{ restartCount: 1 }] })
  expect(after('Always', 0)).toMatchObject({ phase: 'Running', containerStatuses: [{ restartCount: 1 }] })
})

test('a killed process is restarted at once and remembered', () => {
  const started = advance(run('web', { containers: [{ name: 'web', image: 'nginx:1.27' }] }), 5000)
  const killed = advance(inject(started, { do: 'out-of-memory', namespace: 'default', pod: 'web' }), 8000)
  expect(podIn(killed, 'web')?.status?.containerStatuses?.[0]).toMatchObject({ restartCount: 1, ready: true, state: { running: {} }, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } })
})

test('a deleted Pod: preStop first, then what is left of the grace period, then SIGKILL', () => {
  const goneAfter = (name: string, spec: object) => {
    const { cluster } = handle(advance(run(name, spec), 5000), { method: 'DELETE', path: `/api/v1/namespaces/default/pods/${name}` })
    let at: number | undefined
    const kills: string[] = []
    for (let now = 5000; now <= 60_000 && at === undefined; now += 500) {
      const then = advance(cluster, now)
      if (podIn(then, name) === undefined) at = now - 5000
      if (at !== undefined) kills.push(...[...then.objects.values()].filter((object) => object.kind === 'Event').map((event) => event as unknown as Event).filter((event) => event.reason === 'Killing').map((event) => event.message ?? ''))
    }
    expect(kills).toEqual([`Stopping container ${name}`])
    return at ?? Infinity
  }
  const grace = (seconds: number) => ({ terminationGracePeriodSeconds: seconds })
  // A shell as process 1 ignores SIGTERM (signal(7)): it is killed when the grace period ends.
  const deaf = goneAfter('box', { ...grace(12), containers: [{ name: 'box', image: 'busybox:1.36', command: ['sleep', '3600'] }] })
  expect(deaf).toBeGreaterThanOrEqual(12_000)
  expect(deaf).toBeLessThanOrEqual(13_000)
  // nginx drains for 10 s; the hook's five seconds come before.
  const hooked = goneAfter('web', { ...grace(30), containers: [{ name: 'web', image: 'nginx:1.27', lifecycle: { preStop: { sleep: { seconds: 5 } } } }] })
  const plain = goneAfter('web', { ...grace(30), containers: [{ name: 'web', image: 'nginx:1.27' }] })
  expect(hooked - plain).toBe(5000)
})

test('a preStop command is run as it is written: one that fails says so and holds nothing up', () => {
  const stopped = (command: string[]) => {
    const started = advance(run('web', { containers: [{ name: 'web', image: 'nginx:1.27', lifecycle: { preStop: { exec: { command } } } }] }), 5000)
    const { cluster } = handle(started, { method: 'DELETE', path: '/api/v1/namespaces/default/pods/web' })
    const seen = [5000, 20_000].map((now) => advance(cluster, now + 1000))
    const failed = seen.some((then) => [...then.objects.values()].some((object) => (object as unknown as Event).reason === 'FailedPreStopHook'))
    return { failed, gone: seen.map((then) => podIn(then, 'web') === undefined) }
  }
  expect(stopped(['sh', '-c', 'sleep 12'])).toEqual({ failed: false, gone: [false, false] })
  expect(stopped(['sleep 12'])).toEqual({ failed: true, gone: [false, true] })
  expect(stopped(['sh', '-c', 'exit 1'])).toEqual({ failed: true, gone: [false, true] })
})

test('a Pod that is deleted by force is marked, goes at once, and its container is stopped', () => {
  const body = JSON.stringify({ gracePeriodSeconds: 0 })
  const types: string[] = []
  const { cluster } = handle(advance(run('box', { containers: [shell('sleep 600')] }), 5000), { method: 'DELETE', path: '/api/v1/namespaces/default/pods/box', headers: { 'content-type': 'application/json' }, body }, ({ type, object }) => types.push(`${type} ${object.kind}`))
  expect(types).toEqual(['MODIFIED Pod', 'DELETED Pod'])
  expect([...advance(cluster, 6000).objects.values()].some((object) => (object as unknown as Event).reason === 'Killing')).toBe(true)
})
