import { expect, test } from 'vitest'
import type { Event } from '@/lib/kube/core/v1.generated'
import { createCluster } from './create-cluster'
import { recordEvent } from './events'
import { openCluster } from './open'

test('normal events and warnings about one object each have 25 in a burst, whatever part of it they are about', () => {
  const working = openCluster(createCluster({ standIns: false }))
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default', uid: '1' } }
  const say = (type: 'Normal' | 'Warning', reason: string, times: number, fieldPath?: string) => {
    for (let i = 0; i < times; i++) recordEvent(working, pod, { type, reason, message: reason, component: 'kubelet', ...(fieldPath === undefined ? {} : { fieldPath }) })
  }
  say('Warning', 'Unhealthy', 20, 'spec.containers{web}')
  say('Warning', 'BackOff', 20, 'spec.containers{side}')
  say('Normal', 'Pulled', 3, 'spec.containers{web}')
  const counts = (working.list('/events/default') as Event[]).map(({ reason, count }) => `${String(reason)} ${String(count)}`)
  expect(counts).toEqual(['Unhealthy 20', 'BackOff 5', 'Pulled 3'])
})
