import { expect, test } from 'vitest'
import type { Event, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'
import { openCluster } from '../open'
import { breakContainer, type Breakage } from './break-container'

function web(probes: object, image = 'nginx:1.27', port = 80, spec: object = {}): Cluster {
  const http = { httpGet: { path: '/', port } }
  const container = { name: 'web', image, ...Object.fromEntries(Object.entries(probes).map(([name, probe]) => [name, { ...http, ...(probe as object) }])) }
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { ...spec, containers: [container] } }
  return handle(createCluster({ standIns: false }), { method: 'POST', path: '/api/v1/namespaces/default/pods', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).cluster
}

function broken(cluster: Cluster, breakage: Breakage): Cluster {
  const working = openCluster(cluster)
  breakContainer(working, working.get(objectKey('', 'pods', 'default', 'web')) as Pod, 'web', breakage)
  return working.close()
}

const statusIn = (cluster: Cluster) => (cluster.objects.get('/pods/default/web') as Pod | undefined)?.status?.containerStatuses?.[0]
const readyAt = (cluster: Cluster, at: number) => statusIn(advance(cluster, at))?.ready

test('readiness follows its thresholds both ways', () => {
  const cluster = advance(web({ readinessProbe: { periodSeconds: 2, failureThreshold: 3, successThreshold: 2 } }), 10_000)
  expect(statusIn(cluster)?.ready).toBe(true)
  const failing = broken(cluster, { answersWith: 503 })
  expect(readyAt(failing, 13_500)).toBe(true)
  expect(readyAt(failing, 17_000)).toBe(false)
  expect(statusIn(advance(failing, 120_000))?.restartCount).toBe(0)
  const mended = broken(advance(failing, 20_000), { answersWith: 200 })
  expect(readyAt(mended, 21_500)).toBe(false)
  expect(readyAt(mended, 25_000)).toBe(true)
})

test('a hanging process is restarted by its liveness probe', () => {
  const hung = broken(advance(web({ livenessProbe: { periodSeconds: 5, failureThreshold: 2 } }), 10_000), 'hang-container')
  expect(statusIn(advance(hung, 14_000))?.restartCount).toBe(0)
  expect(statusIn(advance(hung, 120_000))).toMatchObject({ restartCount: 1, state: { running: {} }, lastState: { terminated: { exitCode: 0 } } })
})

test('a startup probe holds the others back until the application is up', () => {
  // The backend listens after 5 s: with liveness alone it is killed again and again.
  const probe = { periodSeconds: 1, failureThreshold: 2 }
  const backend = (probes: object) => statusIn(advance(web(probes, 'example.com/backend:1.0', 8080), 30_000))
  expect(backend({ livenessProbe: probe, startupProbe: { periodSeconds: 1, failureThreshold: 10 } })).toMatchObject({ restartCount: 0, started: true, ready: true })
  expect(backend({ livenessProbe: probe })?.restartCount).toBeGreaterThan(0)
})

test('a container whose startup probe failed does not become ready while it is being stopped', () => {
  // The store listens after 8 s, two seconds after it was told to stop, and serves for ten.
  const cluster = web({ startupProbe: { periodSeconds: 2, failureThreshold: 3 } }, 'example.com/store:2.0', 80)
  for (const at of [7000, 9000, 12_000, 15_000]) expect(readyAt(cluster, at)).toBe(false)
})

test('a probe asks whom it names, from the node, in the words of the server', () => {
  const ready = (probe: object, spec?: object) => readyAt(web({ readinessProbe: probe }, 'nginx:1.27', 80, spec), 10_000)
  expect(ready({})).toBe(true)
  expect(ready({ httpGet: { path: '/', port: 80, scheme: 'HTTPS' } })).toBe(false)
  expect(ready({ httpGet: { path: '/', port: 80, host: 'web' } })).toBe(false)
  expect(ready({ httpGet: { path: '/', port: 80, host: 'localhost' } })).toBe(false)
  expect(ready({ httpGet: { path: '/', port: 80, host: 'localhost' } }, { hostNetwork: true })).toBe(true)
  expect(ready({ httpGet: undefined, tcpSocket: { port: 80, host: '127.0.0.1' } })).toBe(false)
  expect(ready({ httpGet: undefined, grpc: { port: 80 } })).toBe(false)
})

test('a probe that passes costs nothing while nothing changes', () => {
  const cluster = advance(web({ livenessProbe: { periodSeconds: 1 } }), 10_000)
  const before = performance.now()
  expect(statusIn(advance(cluster, 24 * 3_600_000))?.restartCount).toBe(0)
  expect(performance.now() - before).toBeLessThan(2000)
})

const unhealthy = (cluster: Cluster) => [...cluster.objects.values()].map((object) => object as unknown as Event).find(({ reason }) => reason === 'Unhealthy')?.count ?? 0

test('ticks count from when the kubelet took the Pod on; readiness is also asked for as soon as the container runs', () => {
  const at = (probes: object, now: number) => unhealthy(advance(web(probes, 'example.com/store:2.0-broken', 80), now))
  expect(at({ readinessProbe: { periodSeconds: 10, failureThreshold: 9 } }, 1000)).toBe(1)
  expect(at({ readinessProbe: { periodSeconds: 10, failureThreshold: 9 } }, 10_100)).toBe(2)
  expect(at({ livenessProbe: { periodSeconds: 10, failureThreshold: 9 } }, 9000)).toBe(0)
  expect(at({ livenessProbe: { periodSeconds: 10, failureThreshold: 9 } }, 10_100)).toBe(1)
  expect(at({ readinessProbe: { periodSeconds: 10, initialDelaySeconds: 3 } }, 9000)).toBe(0)
})

test('a container that was found unready is asked again at once', () => {
  const failing = broken(advance(web({ readinessProbe: { periodSeconds: 2, failureThreshold: 2 } }), 5000), { answersWith: 503 })
  expect(unhealthy(advance(failing, 7000))).toBe(1)
  expect(unhealthy(advance(failing, 8900))).toBe(3)
})

test('a probe without an answer fails when its time is over', () => {
  const hung = broken(advance(web({ readinessProbe: { periodSeconds: 10, timeoutSeconds: 4 } }), 5000), 'hang-container')
  expect(unhealthy(advance(hung, 13_500))).toBe(0)
  expect(unhealthy(advance(hung, 14_500))).toBe(1)
})
