import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '@/lib/kubectl/run'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { waitUntil } from './rest'

const crashing = runKubectl(createCluster({ standIns: false }), 'run api --image=busybox:1.36 -- false', { files: {} }).cluster

it.each(['the container of Pod api has been started again twice and is down', 'a container of api has been started again 2 times and is down'])('waits until %s', (state) => {
  const status = (waitUntil(crashing, state, 25_000).objects.get('/pods/default/api') as Pod | undefined)?.status?.containerStatuses?.[0]
  expect(status?.restartCount).toBe(2)
  expect(status?.state?.running).toBeUndefined()
})

it('waits for rest where it does not know the state, and goes on', () => {
  const { now } = waitUntil(crashing, 'Pod api is well again', 25_000)
  expect(now).toBeGreaterThan(crashing.now)
  expect(now).toBeLessThanOrEqual(crashing.now + 25_000)
})
