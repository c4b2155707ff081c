import { expect, test } from 'vitest'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'
import { settle } from '../settle'
import { oddsOf } from './odds'

function post(cluster: Cluster, path: string, body: object): Cluster {
  const { cluster: after, response } = handle(cluster, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return after
}

function app(cluster: Cluster, name: string, image: string, replicas: number): Cluster {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name, image }] } }
  const deployed = post(cluster, '/apis/apps/v1/namespaces/default/deployments', { metadata: { name }, spec: { replicas, selector: { matchLabels: { app: name } }, template } })
  return post(deployed, '/api/v1/namespaces/default/services', { metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] } })
}

const gateway = '/apis/gateway.networking.k8s.io/v1/namespaces/default'
const apps = settle(
  post(app(app(createCluster(), 'stable', 'example.com/feed:1.0', 3), 'canary', 'example.com/feed:2.0', 2), `${gateway}/gateways`, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge' }, spec: { gatewayClassName: 'edge', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } }),
  60_000,
)

function routed(stable: number, canary: number): Cluster {
  const backendRefs = [{ name: 'stable', port: 80, weight: stable }, { name: 'canary', port: 80, weight: canary }]
  return settle(post(apps, `${gateway}/httproutes`, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'feed' }, spec: { parentRefs: [{ name: 'edge' }], hostnames: ['feed.example.com'], rules: [{ backendRefs }] } }), 60_000)
}

function sums(cluster: Cluster, by: (result: ReturnType<typeof oddsOf>[number]['result']) => string): Record<string, number> {
  const found: Record<string, number> = {}
  for (const { probability, result } of oddsOf(cluster, { from: 'outside', url: 'http://feed.example.com' })) found[by(result)] = (found[by(result)] ?? 0) + probability
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, Math.round(value * 1000) / 1000]))
}

test('every Pod with its part of its Service\'s weight', () => {
  expect(sums(routed(98, 2), ({ image = '' }) => image)).toEqual({ 'example.com/feed:1.0': 0.98, 'example.com/feed:2.0': 0.02 })
  expect(Object.values(sums(routed(98, 2), ({ pod }) => pod?.name ?? '')).sort()).toEqual([0.01, 0.01, 0.327, 0.327, 0.327])
})

test('an image that fails from a share of 25 % on fails there, and not below', () => {
  expect(sums(routed(75, 25), ({ status }) => String(status))).toEqual({ 200: 0.975, 500: 0.025 })
  expect(sums(routed(76, 24), ({ status }) => String(status))).toEqual({ 200: 1 })
})

test('a way that ends without a Pod', () => {
  expect(sums(routed(0, 0), ({ status }) => String(status))).toEqual({ 500: 1 })
})
