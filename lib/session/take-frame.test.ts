import { describe, expect, it } from 'vitest'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Frame } from './messages'
import { takeFrame } from './take-frame'

const pod = (name: string): readonly [ObjectKey, KubeObject] => [`/pods/default/${name}`, { apiVersion: 'v1', kind: 'Pod', metadata: { name } } as KubeObject]
const moment = (at: number) => ({ at, say: `at ${at}`, tone: 'changed' as const })
const frame = (more: Partial<Frame>): Frame => ({ now: 0, start: 0, head: 0, clock: 'paused', speed: 10, changed: [], gone: [], moments: { from: 0, rest: [] }, requests: { from: 0, rest: [] }, ...more })

describe('a frame', () => {
  const first = takeFrame(undefined, frame({ changed: [pod('a'), pod('b')], moments: { from: 0, rest: [moment(1), moment(2)] } }))

  it('adds what changed and takes away what is gone', () => {
    const next = takeFrame(first, frame({ now: 5, changed: [pod('c')], gone: ['/pods/default/a'], moments: { from: 2, rest: [moment(3)] } }))
    expect([...next.objects.keys()]).toEqual(['/pods/default/b', '/pods/default/c'])
    expect(next.moments.map(({ at }) => at)).toEqual([1, 2, 3])
    expect(first.objects.size).toBe(2)
  })

  it('leaves the values alone where nothing changed, so that nothing is drawn again', () => {
    const next = takeFrame(first, frame({ now: 50, moments: { from: 2, rest: [] } }))
    expect(next.objects).toBe(first.objects)
    expect(next.moments).toBe(first.moments)
  })

  it('replaces what a fork has undone', () => {
    expect(takeFrame(first, frame({ moments: { from: 1, rest: [moment(9)] } })).moments.map(({ at }) => at)).toEqual([1, 9])
    expect(takeFrame(first, frame({ moments: { from: 1, rest: [] } })).moments.map(({ at }) => at)).toEqual([1])
  })
})
