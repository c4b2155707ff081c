import { expect, test } from 'vitest'
import { advance } from '../advance'
import { handle } from '../api/handle'
import { createCluster } from '../create-cluster'
import { settle } from '../settle'
import { noTraffic, sendBeside } from './send-beside'

function cluster() {
  const post = (path: string, body: object) => (before: ReturnType<typeof createCluster>) => handle(before, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).cluster
  const deployment = post('/apis/apps/v1/namespaces/default/deployments', {
    metadata: { name: 'feed' },
    spec: { replicas: 2, selector: { matchLabels: { app: 'feed' } }, template: { metadata: { labels: { app: 'feed' } }, spec: { containers: [{ name: 'feed', image: 'example.com/feed:2.0' }] } } },
  })
  const service = post('/api/v1/namespaces/default/services', { metadata: { name: 'feed' }, spec: { selector: { app: 'feed' }, ports: [{ port: 80, targetPort: 8080 }] } })
  return settle(service(deployment(createCluster())), 60_000)
}

const request = { from: { client: 'default', node: 'node-2' }, url: 'http://feed' }

test('a request beside a cluster is answered as within it, and the cluster has the same future', () => {
  const before = cluster()
  const { result } = sendBeside(before, request, noTraffic, before.now)
  expect(result).toMatchObject({ answered: true, image: 'example.com/feed:2.0' })
  const remove = (of: typeof before) => {
    const pods = [...of.objects.keys()].filter((key) => key.startsWith('/pods/default/'))
    const gone = handle(of, { method: 'DELETE', path: `/api/v1/namespaces/default/pods/${pods[0]?.split('/').at(-1) ?? ''}` }).cluster
    return [...advance(gone, gone.now + 60_000).objects.keys()]
  }
  expect(remove(before)).toEqual(remove(cluster()))
})

test('shares are remembered from request to request: a version that gets every request shows its fault', () => {
  const before = cluster()
  let memory = noTraffic
  let failed = 0
  for (let i = 0; i < 500; i++) {
    const sent = sendBeside(before, request, memory, before.now)
    memory = sent.memory
    if (sent.result.status === 500) failed++
  }
  expect(failed).toBeGreaterThan(20)
})

test('a client that is no Pod of the cluster knows the names of its namespace', () => {
  const before = cluster()
  const ask = (from: typeof request.from, url: string) => sendBeside(before, { from, url }, noTraffic, before.now).result
  expect(ask({ client: 'elsewhere', node: 'node-1' }, 'http://feed').failure).toBe('name-not-resolved')
  expect(ask({ client: 'elsewhere', node: 'node-1' }, 'http://feed.default').answered).toBe(true)
})
