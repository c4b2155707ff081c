import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { matchesSelector } from '@/lib/kube/labels'
import type { KubeObject } from '@/lib/kube/object'
import { advance } from './advance'
import { handle } from './api/handle'
import type { Cluster } from './cluster'
import { createCluster } from './create-cluster'
import { settle } from './settle'

const labels = { app: 'one' }
const template = (restartPolicy: string) => ({ metadata: { labels }, spec: { restartPolicy, containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '50'] }] } })
const job = { template: template('Never') }
const paths = { apps: '/apis/apps/v1/namespaces/default', batch: '/apis/batch/v1/namespaces/default' }
const owners = {
  deployments: [paths.apps, { replicas: 2, selector: { matchLabels: labels }, template: template('Always') }],
  replicasets: [paths.apps, { replicas: 2, selector: { matchLabels: labels }, template: template('Always') }],
  statefulsets: [paths.apps, { replicas: 2, selector: { matchLabels: labels }, template: template('Always') }],
  daemonsets: [paths.apps, { selector: { matchLabels: labels }, template: template('Always') }],
  jobs: [paths.batch, job],
  cronjobs: [paths.batch, { schedule: '* * * * *', jobTemplate: { spec: job } }],
} as const

const resource = fc.constantFrom(...(Object.keys(owners) as (keyof typeof owners)[]))
const operation = fc.oneof(
  fc.record({ do: fc.constant('create' as const), resource }),
  fc.record({ do: fc.constant('delete' as const), resource, propagationPolicy: fc.constantFrom('Background', 'Foreground', 'Orphan') }),
  fc.record({ do: fc.constant('relabel' as const), index: fc.nat(5), app: fc.constantFrom('one', 'other') }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 70_000 }) }),
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

/** Refusals are answers like others. */
function apply(cluster: Cluster, what: Operation): Cluster {
  const send = (method: 'POST' | 'DELETE' | 'PATCH', path: string, body: object) => handle(cluster, { method, path, headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }, body: JSON.stringify(body) }).cluster
  switch (what.do) {
    case 'create': {
      const [path, spec] = owners[what.resource]
      return send('POST', `${path}/${what.resource}`, { metadata: { name: 'one' }, spec })
    }
    case 'delete':
      return send('DELETE', `${owners[what.resource][0]}/${what.resource}/one`, { propagationPolicy: what.propagationPolicy })
    case 'relabel': {
      const pods = of(cluster, '/pods/default/')
      const pod = pods[what.index % Math.max(1, pods.length)]
      return pod === undefined ? cluster : send('PATCH', `/api/v1/namespaces/default/pods/${pod.metadata.name}`, { metadata: { labels: { app: what.app } } })
    }
    case 'wait':
      return advance(cluster, cluster.now + what.ms)
  }
}

function of(cluster: Cluster, prefix: string): KubeObject[] {
  return [...cluster.objects].filter(([key]) => key.startsWith(prefix)).map(([, object]) => object)
}

it('whatever is made and deleted, nothing that is left has an owner that has gone, or one that does not select it', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 2, maxLength: 10 }), (operations) => {
      const done = operations.reduce(apply, createCluster())
      const cluster = settle(advance(done, done.now + 45_000), 300_000)
      const uids = new Set([...cluster.objects.values()].map(({ metadata }) => metadata.uid))
      for (const object of cluster.objects.values()) for (const owner of object.metadata.ownerReferences ?? []) expect(uids, `${object.kind} ${object.metadata.name}`).toContain(owner.uid)
      for (const replicaSet of of(cluster, 'apps/replicasets/') as ReplicaSet[]) {
        const own = of(cluster, '/pods/').filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === replicaSet.metadata.uid) === true)
        for (const pod of own) expect(matchesSelector(replicaSet.spec.selector, pod.metadata.labels)).toBe(true)
      }
      for (const pod of of(cluster, '/pods/')) expect(pod.metadata.deletionTimestamp, pod.metadata.name).toBeUndefined()
    }),
    { numRuns: 15 },
  )
})

it('a cluster numbers its changes upwards, one film like the other', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (operations, seed) => {
      const film = () => {
        const seen: string[] = []
        let last = 0
        const watch = ({ type, at, key, resourceVersion }: { type: string; at: number; key: string; resourceVersion: number }) => {
          expect(resourceVersion).toBeGreaterThan(last)
          last = resourceVersion
          seen.push(`${String(at)} ${type} ${key} ${String(resourceVersion)}`)
        }
        let cluster = createCluster({ seed })
        for (const what of operations) {
          cluster = apply(cluster, what)
          last = Math.max(last, cluster.resourceVersion)
          cluster = advance(cluster, cluster.now + 2000, watch)
        }
        return seen
      }
      expect(film()).toEqual(film())
    }),
    { numRuns: 10 },
  )
})
