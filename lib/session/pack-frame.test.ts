import { expect, it } from 'vitest'
import type { KubeObject } from '@/lib/kube/object'
import type { Frame } from './messages'
import { packed, unpackFrame } from './pack-frame'

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { app: 'web' }, managedFields: [{ manager: 'kubectl' }] } } as unknown as KubeObject
const frame: Frame = { now: 5, start: 0, head: 5, clock: 'playing', speed: 50, reached: 0, changed: [['/pods/default/a', pod]], sameSpec: [], events: [], gone: ['/pods/default/b'], moments: { from: 0, rest: [] }, requests: { from: 0, rest: [] } }

it('a frame travels as text and comes back as it was, without who set which field', () => {
  const posted = packed({ say: 'frame', session: 's', frame })
  if (!('packed' in posted)) throw new Error('a frame is packed')
  expect(unpackFrame(posted.packed)).toEqual({ ...frame, changed: [['/pods/default/a', { ...pod, metadata: { name: 'a', labels: { app: 'web' } } }]] })
})

it('whatever else is said is posted as it is', () => {
  const heard = { say: 'heard' } as const
  expect(packed(heard)).toBe(heard)
})

it('a spec that the page has does not travel', () => {
  const running = { ...pod, spec: { nodeName: 'node-1' }, status: { phase: 'Running' } } as KubeObject
  const posted = packed({ say: 'frame', session: 's', frame: { ...frame, changed: [['/pods/default/a', running]], sameSpec: ['/pods/default/a'] } })
  if (!('packed' in posted)) throw new Error('a frame is packed')
  expect(posted.packed).not.toContain('node-1')
  expect(unpackFrame(posted.packed).changed[0]?.[1]).toMatchObject({ spec: null, status: { phase: 'Running' } })
})
