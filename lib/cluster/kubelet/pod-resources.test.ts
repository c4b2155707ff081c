import { expect, it } from 'vitest'
import { advance } from '../advance'
import { handle } from '../api/handle'
import { createCluster } from '../create-cluster'
import type { Pod } from '@/lib/kube/core/v1.generated'

function statusOf(spec: object, afterMs = 10_000) {
  const body = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'box' }, spec })
  const { cluster } = handle(createCluster({ standIns: false }), { method: 'POST', path: '/api/v1/namespaces/default/pods', headers: { 'content-type': 'application/json' }, body })
  return (advance(cluster, afterMs).objects.get('/pods/default/box') as Pod | undefined)?.status
}

it('a Pod that runs says what its containers were given together', () => {
  const container = (name: string, resources: object) => ({ name, image: 'busybox:1.36', command: ['sleep', '60'], resources })
  const status = statusOf({ containers: [container('a', { requests: { cpu: '100m', memory: '64Mi' } }), container('b', { requests: { cpu: '50m' }, limits: { cpu: '200m' } })] })
  expect(status).toMatchObject({ resources: { requests: { cpu: '150m', memory: '64Mi' }, limits: { cpu: '200m' } }, allocatedResources: { cpu: '150m', memory: '64Mi' } })
})

it('one that asked for nothing says so, and one that was not started says nothing', () => {
  const container = (image: string) => ({ name: 'a', image, command: ['sleep', '60'] })
  expect(statusOf({ containers: [container('busybox:1.36')] })).toMatchObject({ resources: {} })
  expect(statusOf({ containers: [container('busybox:1.36')] })?.allocatedResources).toBeUndefined()
  expect(statusOf({ containers: [container('nginx:1.99')] })?.resources).toBeUndefined()
})
