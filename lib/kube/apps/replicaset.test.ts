import { expect, it } from 'vitest'
import { checkCreate } from '@/lib/kube/check'
import { replicaSet } from './replicaset'

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } }

it('has one replica and none yet', () => {
  const checked = checkCreate(replicaSet, { metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template } })
  expect(checked).toMatchObject({ object: { spec: { replicas: 1 }, status: { replicas: 0 } } })
})

it('speaks of itself as a deployment', () => {
  const checked = checkCreate(replicaSet, { metadata: { name: 'web' }, spec: { selector: {}, template } })
  expect(checked).toMatchObject({ status: { message: 'ReplicaSet.apps "web" is invalid: spec.selector: Invalid value: {}: empty selector is invalid for deployment' } })
})

it('counts no more Pods ready than there are', () => {
  const old = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'a', uid: 'u', resourceVersion: '1', creationTimestamp: '' }, status: { replicas: 1 } }
  const errors = replicaSet.validateStatusUpdate?.({ ...old, status: { replicas: 1, readyReplicas: 2 } } as never, old)
  expect(errors?.map(({ field }) => field)).toEqual(['status.readyReplicas'])
})
