import { describe, expect, it } from 'vitest'
import { advance, nextDueAt } from './advance'
import { handle } from './api/handle'
import type { Cluster } from './cluster'
import { createCluster } from './create-cluster'
import { inject } from './inject'
import { isSettled, settle } from './settle'

const headers = { 'content-type': 'application/json' }

function withDeployment(spec: object, container: object = {}): Cluster {
  const body = JSON.stringify({
    metadata: { name: 'web' },
    spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27', ...container }] } }, ...spec },
  })
  return handle(createCluster(), { method: 'POST', path: '/apis/apps/v1/namespaces/default/deployments', headers, body }).cluster
}

const available = (cluster: Cluster) => (cluster.objects.get('apps/deployments/default/web') as unknown as { status: { availableReplicas?: number } }).status.availableReplicas ?? 0

describe('settle', () => {
  it('ends when a Deployment is up, long before the limit', () => {
    const cluster = settle(withDeployment({}), 120_000)
    expect(available(cluster)).toBe(2)
    expect(isSettled(cluster)).toBe(true)
    expect(cluster.now).toBeLessThan(5000)
  })

  it('waits for minReadySeconds', () => {
    const cluster = settle(withDeployment({ minReadySeconds: 45 }), 120_000)
    expect(available(cluster)).toBe(2)
    expect(cluster.now).toBeGreaterThan(45_000)
  })

  it.each([
    ['works for a while', ['sleep', '3']],
    ['ends at once', ['true']],
  ])('waits while an init container %s', (_what, command) => {
    const spec = { containers: [{ name: 'web', image: 'nginx:1.27' }], initContainers: ['first', 'second'].map((name) => ({ name, image: 'busybox:1.36', command })) }
    const cluster = settle(withDeployment({ template: { metadata: { labels: { app: 'web' } }, spec } }), 120_000)
    expect(available(cluster)).toBe(2)
  })

  it('does not wait for what a crashing init container holds up', () => {
    const spec = { containers: [{ name: 'web', image: 'nginx:1.27' }], initContainers: [{ name: 'first', image: 'busybox:1.36', command: ['sh', '-c', 'exit 1'] }] }
    const cluster = settle(withDeployment({ template: { metadata: { labels: { app: 'web' } }, spec } }), 120_000)
    expect(available(cluster)).toBe(0)
    expect(cluster.now).toBeLessThan(60_000)
  })

  it('waits for an app that takes its time to listen', () => {
    const readinessProbe = { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 1 }
    const cluster = settle(withDeployment({}, { image: 'example.com/backend:1.0', readinessProbe }), 120_000)
    expect(available(cluster)).toBe(2)
  })

  it('waits for an app that takes its time to listen, even where no probe asks', () => {
    expect(settle(withDeployment({}, { image: 'example.com/store:1.0' }), 120_000).now).toBeGreaterThan(8000)
    expect(settle(withDeployment({}, { image: 'example.com/store:2.0-broken' }), 120_000).now).toBeLessThan(20_000)
  })

  it.each([
    ['an image that is not there', { image: 'nginx:1.99' }],
    ['a process that crashes', { image: 'busybox:1.36', command: ['sh', '-c', 'exit 1'] }],
    ['a Pod that no node can take', { resources: { requests: { cpu: '16' } } }],
  ])('does not wait for %s', (_what, container) => {
    const cluster = settle(withDeployment({}, container), 120_000)
    expect(cluster.now).toBeLessThan(60_000)
    expect(available(cluster)).toBe(0)
  })

  it('waits for a lost node to be noticed only when that is near', () => {
    const up = settle(withDeployment({}), 120_000)
    const lost = inject(up, { do: 'stop-node', node: 'node-1' })
    expect(isSettled(advance(lost, lost.now + 10_000))).toBe(true)
    expect(isSettled(advance(lost, lost.now + 40_000))).toBe(false)
  })

  it('gives up at its limit', () => {
    const start = withDeployment({ minReadySeconds: 500 })
    expect(settle(start, 10_000).now).toBe(start.now + 10_000)
  })
})

describe('advance', () => {
  it('leaves the cluster it came from as it was', () => {
    const before = withDeployment({})
    const objects = new Map(before.objects)
    const after = advance(before, 10_000)
    expect(after.objects.size).toBeGreaterThan(objects.size)
    expect(new Map(before.objects)).toEqual(objects)
  })

  it('comes to the same by one step and by many', () => {
    const start = withDeployment({})
    let stepped = start
    for (let at = start.now; at <= 10_000; at += 7) stepped = advance(stepped, at)
    stepped = advance(stepped, 10_000)
    expect(stepped.objects).toEqual(advance(start, 10_000).objects)
  })

  it('tells every change in the order of its resource version', () => {
    const versions: number[] = []
    advance(withDeployment({}), 10_000, (change) => versions.push(change.resourceVersion))
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
    expect(new Set(versions).size).toBe(versions.length)
  })

  it('knows when something is due next', () => {
    const start = withDeployment({})
    const at = nextDueAt(start) ?? NaN
    expect(advance(start, at - 1).resourceVersion).toBe(start.resourceVersion)
    expect(advance(start, at).resourceVersion).toBeGreaterThan(start.resourceVersion)
  })
})
