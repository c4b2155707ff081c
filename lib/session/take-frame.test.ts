import { describe, expect, it } from 'vitest'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Frame } from './messages'
import { takeFrames } from './take-frame'
import type { Shown } from './timeline'

const pod = (name: string): readonly [ObjectKey, KubeObject] => [`/pods/default/${name}`, { apiVersion: 'v1', kind: 'Pod', metadata: { name } } as KubeObject]
const moment = (at: number) => ({ at, say: `at ${at}`, tone: 'changed' as const })
const frame = (more: Partial<Frame>): Frame => ({ now: 0, start: 0, head: 0, clock: 'paused', speed: 10, reached: 0, changed: [], sameSpec: [], events: [], gone: [], moments: { from: 0, rest: [] }, requests: { from: 0, rest: [] }, ...more })

/** One frame more, taken by a page that shows something already, or nothing. */
function takeFrame(before: Shown | undefined, next: Frame): Shown {
  const shown = takeFrames(before, [next])
  if (shown === undefined) throw new Error('a frame shows something')
  return shown
}

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

  it('keeps the spec that need not travel, and the order of the fields', () => {
    const [key, object] = pod('a')
    const stood = takeFrame(undefined, frame({ changed: [[key, { ...object, spec: { nodeName: 'node-1' }, status: { phase: 'Pending' } } as KubeObject]] }))
    const arrived = JSON.parse(JSON.stringify({ ...object, spec: null, status: { phase: 'Running' } })) as KubeObject
    const next = takeFrame(stood, frame({ changed: [[key, arrived]], sameSpec: [key] }))
    expect(JSON.stringify(next.objects.get(key))).toBe(JSON.stringify({ ...object, spec: { nodeName: 'node-1' }, status: { phase: 'Running' } }))
  })

  it('replaces what a fork has undone', () => {
    expect(takeFrame(first, frame({ moments: { from: 1, rest: [moment(9)] } })).moments.map(({ at }) => at)).toEqual([1, 9])
    expect(takeFrame(first, frame({ moments: { from: 1, rest: [] } })).moments.map(({ at }) => at)).toEqual([1])
  })
})

describe('several frames', () => {
  const event = (name: string): readonly [ObjectKey, string] => [`/events/default/${name}`, JSON.stringify({ apiVersion: 'v1', kind: 'Event', metadata: { name } })]

  it('come to what they come to one after another', () => {
    const frames = [frame({ changed: [pod('a')], events: [event('x')], moments: { from: 0, rest: [moment(1)] } }), frame({ now: 7, changed: [pod('b')], gone: ['/pods/default/a'], moments: { from: 1, rest: [moment(2)] } })]
    const [atOnce, oneByOne] = [takeFrames(undefined, frames), frames.reduce<Shown | undefined>((shown, each) => takeFrames(shown, [each]), undefined)]
    expect(atOnce).toEqual(oneByOne)
    expect(atOnce?.events.read()).toEqual(oneByOne?.events.read())
  })

  it('that bring Events only leave the objects alone, so that no map is drawn again', () => {
    const before = takeFrame(undefined, frame({ changed: [pod('a')] }))
    const after = takeFrames(before, [frame({ events: [event('x')] })])
    expect(after?.objects).toBe(before.objects)
    expect([...(after?.events.read().keys() ?? [])]).toEqual(['/events/default/x'])
  })

  it('bring Events that are the same whether they are read after each or at the end', () => {
    const frames = Array.from({ length: 200 }, (_, at) => frame({ now: at, events: [event(`e${at % 70}`)], gone: at % 9 === 0 ? [`/events/default/e${(at * 5) % 70}`] : [] }))
    const expected = new Map<ObjectKey, KubeObject>()
    let [read, unread]: [Shown | undefined, Shown | undefined] = [undefined, undefined]
    for (const each of frames) {
      ;[read, unread] = [takeFrame(read, each), takeFrame(unread, each)]
      for (const [key, text] of each.events) expected.set(key, JSON.parse(text) as KubeObject)
      for (const key of each.gone) expected.delete(key)
      expect([...read.events.read()]).toEqual([...expected])
    }
    expect([...(unread?.events.read() ?? [])]).toEqual([...expected])
  })
})
