import { expect, test } from 'vitest'
import type { Event, Pod } from '@/lib/kube/core/v1.generated'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'

function post(cluster: Cluster, resource: string, body: object): Cluster {
  const { cluster: after, response } = handle(cluster, { method: 'POST', path: `/api/v1/namespaces/default/${resource}`, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return after
}

const containerIn = (cluster: Cluster) => (cluster.objects.get('/pods/default/box') as Pod | undefined)?.status?.containerStatuses?.[0]
const countOf = (cluster: Cluster, text: string) => [...cluster.objects.values()].map((object) => object as unknown as Event).find((event) => isEvent(event) && event.message === text)?.count
const isEvent = ({ kind }: { readonly kind?: string }) => kind === 'Event'

test('a missing ConfigMap is looked for again at once, then every twelve seconds, and found when it is there', () => {
  const env = [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'cfg', key: 'LEVEL' } } }]
  const cluster = post(createCluster({ standIns: false }), 'pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'box' }, spec: { containers: [{ name: 'box', image: 'busybox:1.36', command: ['sleep', '60'], env }] } })
  const missing = advance(cluster, 6000)
  expect(containerIn(missing)?.state?.waiting).toEqual({ reason: 'CreateContainerConfigError', message: 'configmap "cfg" not found' })
  expect(countOf(missing, 'Error: configmap "cfg" not found')).toBe(2)
  expect(countOf(advance(missing, 20_000), 'Error: configmap "cfg" not found')).toBe(3)
  const mended = post(missing, 'configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cfg' }, data: { LEVEL: 'info' } })
  expect(containerIn(advance(mended, 20_000))?.state?.running).toBeDefined()
})

test('an image that no registry has: ErrImagePull, then ImagePullBackOff', () => {
  const cluster = post(createCluster({ standIns: false }), 'pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'box' }, spec: { containers: [{ name: 'box', image: 'nginx:1.99' }] } })
  const reasons: string[] = []
  advance(cluster, 60_000, ({ object: changed }) => {
    const reason = changed.kind === 'Pod' ? (changed as Pod).status?.containerStatuses?.[0]?.state?.waiting?.reason : undefined
    if (reason !== undefined && reasons.at(-1) !== reason) reasons.push(reason)
  })
  expect(reasons.slice(0, 4)).toEqual(['ContainerCreating', 'ErrImagePull', 'ImagePullBackOff', 'ErrImagePull'])
})

test('an image that is never ready refuses connections, or answers 503 where recordings did', () => {
  const failure = (unavailable: readonly string[]) => {
    const container = { name: 'box', image: 'example.com/store:2.0-broken', readinessProbe: { httpGet: { port: 80 } } }
    const cluster = advance(post(createCluster({ standIns: false, unavailable }), 'pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'box' }, spec: { containers: [container] } }), 30_000)
    expect(containerIn(cluster)).toMatchObject({ ready: false, state: { running: {} } })
    return [...cluster.objects.values()].map((object) => object as unknown as Event).find((event) => isEvent(event) && event.reason === 'Unhealthy')?.message
  }
  expect(failure([])).toMatch(/connect: connection refused$/)
  expect(failure(['example.com/store:2.0-broken'])).toBe('Readiness probe failed: HTTP probe failed with statuscode: 503')
})

test('two servers on one port in one Pod: the second cannot have it, and crashes until the first lets go', () => {
  const containers = [{ name: 'first', image: 'nginx:1.27' }, { name: 'second', image: 'nginx:1.26' }]
  const cluster = advance(post(createCluster({ standIns: false }), 'pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'box' }, spec: { containers } }), 60_000)
  const statuses = (cluster.objects.get('/pods/default/box') as Pod | undefined)?.status?.containerStatuses ?? []
  expect(statuses.map(({ name, ready, restartCount }) => [name, ready, restartCount > 1])).toEqual([['first', true, false], ['second', false, true]])
})
