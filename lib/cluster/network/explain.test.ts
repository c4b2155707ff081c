import { expect, test } from 'vitest'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'
import { settle } from '../settle'
import { explainService } from './explain'
import { send } from './send'

function post(cluster: Cluster, path: string, body: object): Cluster {
  const { cluster: after, response } = handle(cluster, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return after
}

function backend(service: { readonly selector: object; readonly targetPort: number | string }): Cluster {
  const pod = (name: string, image: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } }, spec: { containers: [{ name, image, ports: [{ name: 'http', containerPort: 8080 }] }] } })
  let cluster = post(createCluster(), '/api/v1/namespaces/default/pods', pod('backend', 'example.com/backend:1.0'))
  cluster = post(cluster, '/api/v1/namespaces/default/pods', pod('frontend', 'example.com/frontend:1.0'))
  cluster = post(cluster, '/api/v1/namespaces/default/services', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'backend' }, spec: { selector: service.selector, ports: [{ port: 80, targetPort: service.targetPort }] } })
  return advance(cluster, 20_000)
}

test('a whole chain, and the request it promises', () => {
  const cluster = backend({ selector: { app: 'backend' }, targetPort: 8080 })
  expect(explainService(cluster, 'default', 'backend')).toBeUndefined()
  expect(send(cluster, { from: { pod: 'frontend', namespace: 'default' }, url: 'http://backend' }).result.status).toBe(200)
})

test('the first broken link and why', () => {
  const why = (service: Parameters<typeof backend>[0]) => explainService(backend(service), 'default', 'backend')
  expect(why({ selector: { app: 'backends' }, targetPort: 8080 })).toEqual({ link: 'selector', field: 'spec.selector', say: 'Service backend selects Pods labelled `app: backends`, and no Pod of namespace default carries that label. Pod backend, for example, carries `app: backend`.' })
  expect(why({ selector: { app: 'backend' }, targetPort: 'web' })).toMatchObject({ link: 'target-port', instead: 'http', say: 'Service backend sends requests to the port named `web`. The Pod it selects names its port `http`, so its endpoints have no port to send a request to.' })
  expect(why({ selector: { app: 'backend' }, targetPort: 80 })).toMatchObject({ link: 'listening', instead: '8080', say: 'Service backend sends requests to port `80` of its Pod, and nothing listens there: it listens on `8080`. A request reaches the Pod and is refused by it.' })
})

test('a Service that is not there has no cause of its own', () => {
  expect(explainService(createCluster(), 'default', 'nope')).toBeUndefined()
})

test('ten thousand requests are spread evenly and quickly', () => {
  let cluster = backend({ selector: {}, targetPort: 8080 })
  cluster = post(cluster, '/apis/apps/v1/namespaces/default/deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 4, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } },
  })
  cluster = settle(post(cluster, '/api/v1/namespaces/default/services', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } }), 60_000)
  const answered = new Map<string, number>()
  for (let i = 0; i < 10_000; i++) {
    const step = send(cluster, { from: { pod: 'frontend', namespace: 'default' }, url: 'http://web' })
    cluster = step.cluster
    answered.set(step.result.pod?.name ?? '', (answered.get(step.result.pod?.name ?? '') ?? 0) + 1)
  }
  expect(answered.size).toBe(4)
  for (const share of answered.values()) expect(Math.abs(share - 2500)).toBeLessThan(200)
})
