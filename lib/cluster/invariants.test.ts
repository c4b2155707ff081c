import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { EndpointSlice } from '@/lib/kube/discovery/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { advance } from './advance'
import { handle } from './api/handle'
import type { Change, Cluster } from './cluster'
import { createCluster } from './create-cluster'
import { inject } from './inject'
import { settle } from './settle'

type Operation =
  | { readonly do: 'deploy' | 'serve' | 'delete' | 'foreground' | 'orphan' | 'pause' | 'resume'; readonly name: string }
  | { readonly do: 'scale'; readonly name: string; readonly replicas: number }
  | { readonly do: 'image'; readonly name: string; readonly image: string }
  | { readonly do: 'pod'; readonly index: number; readonly how: 'delete' | 'force' | 'kill' | 'relabel' }
  | { readonly do: 'wait'; readonly ms: number }

const name = fc.constantFrom('web', 'api')
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ do: fc.constantFrom('deploy' as const, 'serve' as const, 'delete' as const, 'foreground' as const, 'orphan' as const, 'pause' as const, 'resume' as const), name }),
  fc.record({ do: fc.constant('scale' as const), name, replicas: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ do: fc.constant('image' as const), name, image: fc.constantFrom('nginx:1.25', 'nginx:1.26', 'nginx:1.99', 'example.com/backend:1.0') }),
  fc.record({ do: fc.constant('pod' as const), index: fc.nat(9), how: fc.constantFrom('delete' as const, 'force' as const, 'kill' as const, 'relabel' as const) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 4000 }) }),
)

/** Something to act on from the start, still coming up. */
function peopled(cluster: Cluster): Cluster {
  const begin: Operation[] = [{ do: 'deploy', name: 'web' }, { do: 'serve', name: 'web' }, { do: 'wait', ms: 400 }]
  return begin.reduce(apply, cluster)
}

const deployments = '/apis/apps/v1/namespaces/default/deployments'
const json = { 'content-type': 'application/json' }
const merge = { 'content-type': 'application/merge-patch+json' }

/** Refusals are answers like others: an operation on what is not there changes nothing. */
function apply(cluster: Cluster, what: Operation): Cluster {
  const patch = (of: string, body: object) => handle(cluster, { method: 'PATCH', path: `${deployments}/${of}`, headers: merge, body: JSON.stringify(body) }).cluster
  const remove = (of: string, propagationPolicy: string) => handle(cluster, { method: 'DELETE', path: `${deployments}/${of}`, headers: json, body: JSON.stringify({ propagationPolicy }) }).cluster
  switch (what.do) {
    case 'deploy': {
      const labels = { app: what.name }
      const body = { metadata: { name: what.name }, spec: { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'nginx:1.25' }] } } } }
      return handle(cluster, { method: 'POST', path: deployments, headers: json, body: JSON.stringify(body) }).cluster
    }
    case 'serve': {
      const body = { metadata: { name: what.name }, spec: { selector: { app: what.name }, ports: [{ port: 80 }] } }
      return handle(cluster, { method: 'POST', path: '/api/v1/namespaces/default/services', headers: json, body: JSON.stringify(body) }).cluster
    }
    case 'delete':
      return remove(what.name, 'Background')
    case 'foreground':
      return remove(what.name, 'Foreground')
    case 'orphan':
      return remove(what.name, 'Orphan')
    case 'pause':
    case 'resume':
      return patch(what.name, { spec: { paused: what.do === 'pause' } })
    case 'scale':
      return patch(what.name, { spec: { replicas: what.replicas } })
    case 'image':
      return patch(what.name, { spec: { template: { spec: { containers: [{ name: 'app', image: what.image }] } } } })
    case 'pod':
      return disturb(cluster, what.index, what.how)
    case 'wait':
      return advance(cluster, cluster.now + what.ms)
  }
}

function disturb(cluster: Cluster, index: number, how: 'delete' | 'force' | 'kill' | 'relabel'): Cluster {
  const pods = all<Pod>(cluster, '/pods/default/')
  const pod = pods[index % Math.max(1, pods.length)]?.metadata.name
  if (pod === undefined) return cluster
  const path = `/api/v1/namespaces/default/pods/${pod}`
  if (how === 'kill') return inject(cluster, { do: 'kill-container', namespace: 'default', pod })
  if (how === 'relabel') return handle(cluster, { method: 'PATCH', path, headers: merge, body: '{"metadata":{"labels":{"app":"stray"}}}' }).cluster
  return handle(cluster, { method: 'DELETE', path, headers: json, body: how === 'force' ? '{"gracePeriodSeconds":0}' : '{}' }).cluster
}

function all<T extends KubeObject>(cluster: Cluster, prefix: string): T[] {
  return [...cluster.objects].filter(([key]) => key.startsWith(prefix)).map(([, object]) => object as T)
}

const isReady = (pod: Pod) => pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
const isLive = (pod: Pod) => pod.metadata.deletionTimestamp === undefined && pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed'

describe('whatever is done to a cluster', () => {
  it('happens the same again from the same seed', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (operations, seed) => {
        const film = () => operations.reduce(apply, peopled(createCluster({ seed })))
        const [first, second] = [film(), film()]
        expect(second.resourceVersion).toBe(first.resourceVersion)
        expect(second.objects).toEqual(first.objects)
      }),
      { numRuns: 25 },
    )
  })

  it('ends with as many Pods as are wanted, owners that exist, and endpoints that are the ready Pods', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 15 }), (operations) => {
        const cluster = settle(operations.reduce(apply, peopled(createCluster())), 600_000)
        expectOwners(cluster)
        expectSizes(cluster)
        expectEndpoints(cluster)
      }),
      { numRuns: 40 },
    )
  })

  it('never wants more Pods than a rollout may, and numbers changes upwards', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (operations) => {
        let last = 0
        const watch = (change: Change) => {
          expect(change.resourceVersion).toBeGreaterThan(last)
          last = change.resourceVersion
        }
        let cluster = peopled(createCluster())
        for (const what of operations) {
          cluster = apply(cluster, what)
          last = cluster.resourceVersion
          cluster = advance(cluster, cluster.now + 300, watch)
          for (const replicaSet of all<ReplicaSet>(cluster, 'apps/replicasets/')) expect(replicaSet.spec.replicas).toBeLessThanOrEqual(8)
        }
      }),
      { numRuns: 25 },
    )
  })
})

function expectOwners(cluster: Cluster): void {
  const uids = new Set([...cluster.objects.values()].map(({ metadata }) => metadata.uid))
  for (const object of cluster.objects.values()) for (const owner of object.metadata.ownerReferences ?? []) expect(uids).toContain(owner.uid)
}

function expectSizes(cluster: Cluster): void {
  const pods = all<Pod>(cluster, '/pods/default/')
  for (const replicaSet of all<ReplicaSet>(cluster, 'apps/replicasets/default/')) {
    const own = pods.filter((pod) => isLive(pod) && pod.metadata.ownerReferences?.[0]?.uid === replicaSet.metadata.uid)
    expect(own).toHaveLength(replicaSet.spec.replicas)
    expect(replicaSet.status?.replicas).toBe(replicaSet.spec.replicas)
  }
  for (const deployment of all<Deployment>(cluster, 'apps/deployments/default/')) {
    if (deployment.spec.paused === true || deployment.spec.template.spec.containers[0]?.image === 'nginx:1.99') continue
    expect(deployment.status?.observedGeneration).toBe(deployment.metadata.generation)
  }
}

function expectEndpoints(cluster: Cluster): void {
  const pods = all<Pod>(cluster, '/pods/default/')
  for (const service of all<Service>(cluster, '/services/default/')) {
    if (service.spec.selector === undefined) continue
    const ready = pods.filter((pod) => isReady(pod) && isLive(pod) && pod.metadata.labels?.['app'] === service.spec.selector?.['app']).map(({ metadata }) => metadata.name)
    const slices = all<EndpointSlice>(cluster, 'discovery.k8s.io/endpointslices/default/').filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name)
    const listed = slices.flatMap(({ endpoints }) => (endpoints ?? []).filter(({ conditions }) => conditions?.ready === true).map(({ targetRef }) => targetRef?.name ?? ''))
    expect(listed.sort()).toEqual(ready.sort())
  }
}
