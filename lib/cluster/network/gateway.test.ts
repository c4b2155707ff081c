import { describe, expect, it } from 'vitest'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'
import { settle } from '../settle'
import { send } from './send'

const routesPath = '/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes'

function post(cluster: Cluster, path: string, body: object): Cluster {
  const { cluster: after, response } = handle(cluster, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return after
}

function app(cluster: Cluster, name: string, image: string): Cluster {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name, image }] } }
  const deployed = post(cluster, '/apis/apps/v1/namespaces/default/deployments', { metadata: { name }, spec: { replicas: 1, selector: { matchLabels: { app: name } }, template } })
  return post(deployed, '/api/v1/namespaces/default/services', { metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] } })
}

const withApps = settle(
  post(app(app(createCluster(), 'one', 'example.com/feed:1.0'), 'two', 'example.com/feed:2.0.1'), '/apis/gateway.networking.k8s.io/v1/namespaces/default/gateways', {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge' }, spec: { gatewayClassName: 'edge', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  }),
  60_000,
)

function routed(...specs: readonly object[]): Cluster {
  let cluster = withApps
  for (const [at, spec] of specs.entries()) {
    cluster = post(cluster, routesPath, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: `route-${String(at)}` }, spec: { parentRefs: [{ name: 'edge' }], hostnames: ['feed.example.com'], ...spec } })
  }
  return settle(cluster, 60_000)
}

function asked(cluster: Cluster, url: string, count = 1, headers: Readonly<Record<string, string>> = {}): Record<string, number> {
  const seen: Record<string, number> = {}
  let next = cluster
  for (let i = 0; i < count; i++) {
    const { cluster: after, result } = send(next, { from: 'outside', url, headers })
    next = after
    const who = result.image ?? (result.answered ? String(result.status) : (result.failure ?? ''))
    seen[who] = (seen[who] ?? 0) + 1
  }
  return seen
}

const to = (name: string, weight = 1) => ({ name, port: 80, weight })
const statusOf = (cluster: Cluster, name = 'route-0') => handle(cluster, { method: 'GET', path: `${routesPath}/${name}` }).response.body as { readonly status?: { readonly parents: readonly { readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string }[] }[] } }

describe('an HTTPRoute', () => {
  it('shares requests by weight', () => {
    const seen = asked(routed({ rules: [{ backendRefs: [to('one', 98), to('two', 2)] }] }), 'http://feed.example.com', 10_000)
    expect(Object.values(seen).reduce((sum, count) => sum + count, 0)).toBe(10_000)
    expect(seen['example.com/feed:2.0.1']).toBeGreaterThan(150)
    expect(seen['example.com/feed:2.0.1']).toBeLessThan(250)
  })

  it('sends nothing to a weight of 0, and answers 500 when all are', () => {
    expect(asked(routed({ rules: [{ backendRefs: [to('one', 0), to('two')] }] }), 'http://feed.example.com', 50)).toEqual({ 'example.com/feed:2.0.1': 50 })
    expect(asked(routed({ rules: [{ backendRefs: [to('one', 0)] }] }), 'http://feed.example.com')).toEqual({ 500: 1 })
  })

  it('takes its own host name only, by the Host header too', () => {
    const cluster = routed({ rules: [{ backendRefs: [to('one')] }] })
    expect(asked(cluster, 'http://other.example.com')).toEqual({ 'name-not-resolved': 1 })
    expect(asked(cluster, 'http://203.0.113.10')).toEqual({ 404: 1 })
    expect(asked(cluster, 'http://203.0.113.10', 1, { host: 'feed.example.com' })).toEqual({ 'example.com/feed:1.0': 1 })
    expect(asked(cluster, 'http://feed.example.com:8080')).toEqual({ 'connection-refused': 1 })
  })

  it('prefers an exact path to a longer prefix, and goes by whole path elements', () => {
    const path = (type: string, value: string) => [{ path: { type, value } }]
    const cluster = routed({ rules: [{ matches: path('PathPrefix', '/version'), backendRefs: [to('one')] }, { matches: path('Exact', '/version'), backendRefs: [to('two')] }] })
    expect(asked(cluster, 'http://feed.example.com/version')).toEqual({ 'example.com/feed:2.0.1': 1 })
    expect(asked(cluster, 'http://feed.example.com/version/x')).toEqual({ 'example.com/feed:1.0': 1 })
    expect(asked(cluster, 'http://feed.example.com/versions')).toEqual({ 404: 1 })
  })

  it('matches headers and redirects', () => {
    const cluster = routed({ rules: [{ matches: [{ headers: [{ name: 'X-Canary', value: 'yes' }] }], backendRefs: [to('two')] }, { backendRefs: [to('one')] }] })
    expect(asked(cluster, 'http://feed.example.com', 1, { 'x-canary': 'yes' })).toEqual({ 'example.com/feed:2.0.1': 1 })
    expect(asked(cluster, 'http://feed.example.com')).toEqual({ 'example.com/feed:1.0': 1 })
    expect(asked(routed({ rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 301 } }] }] }), 'http://feed.example.com')).toEqual({ 301: 1 })
  })

  it('answers 500 for a Service that is not there, and says so in its status', () => {
    const cluster = routed({ rules: [{ backendRefs: [to('three')] }] })
    expect(asked(cluster, 'http://feed.example.com')).toEqual({ 500: 1 })
    expect(statusOf(cluster).status?.parents[0]?.conditions.map(({ type, status, reason }) => [type, status, reason])).toEqual([['Accepted', 'True', 'Accepted'], ['ResolvedRefs', 'False', 'BackendNotFound']])
  })

  it('is nobody\'s without its Gateway, and not accepted by a listener that is not there', () => {
    const other = routed({ parentRefs: [{ name: 'edges' }], rules: [{ backendRefs: [to('one')] }] })
    expect(asked(other, 'http://feed.example.com')).toEqual({ 'name-not-resolved': 1 })
    expect(statusOf(other).status).toBeUndefined()
    const listener = routed({ parentRefs: [{ name: 'edge', sectionName: 'https' }], rules: [{ backendRefs: [to('one')] }] })
    expect(asked(listener, 'http://feed.example.com')).toEqual({ 'name-not-resolved': 1 })
    expect(statusOf(listener).status?.parents[0]?.conditions[0]).toMatchObject({ type: 'Accepted', status: 'False', reason: 'NoMatchingParent' })
  })
})

it('a Gateway is programmed, gets an address and counts its routes', () => {
  const cluster = routed({ rules: [{ backendRefs: [to('one')] }] })
  const body = handle(cluster, { method: 'GET', path: '/apis/gateway.networking.k8s.io/v1/namespaces/default/gateways/edge' }).response.body
  expect(body).toMatchObject({ status: { addresses: [{ type: 'IPAddress', value: '203.0.113.10' }], conditions: [{ type: 'Accepted', status: 'True' }, { type: 'Programmed', status: 'True' }], listeners: [{ name: 'http', attachedRoutes: 1 }] } })
})
