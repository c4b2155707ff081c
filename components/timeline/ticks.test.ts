import { describe, expect, it } from 'vitest'
import type { Moment } from '@/lib/session/timeline'
import { reachOf } from './scrubber'
import { neighbour, standing, ticksOf, timeOf } from './ticks'

const moments: readonly Moment[] = [
  { at: 0, say: 'cluster started', tone: 'changed' },
  { at: 5000, say: 'applied catalog.yaml', tone: 'done-by-learner' },
  { at: 5001, say: 'request 1 failed', tone: 'failed' },
  { at: 9000, say: 'Pod is ready', tone: 'ready' },
]

describe('the time line', () => {
  it('puts ticks where things happened, and one red one where two share a pixel', () => {
    expect(ticksOf(moments, 0, 10_000)).toEqual([
      { share: 0, failed: false, own: false, at: 0 },
      { share: 0.5, failed: true, own: true, at: 5000 },
      { share: 0.9, failed: false, own: false, at: 9000 },
    ])
  })

  it('puts them in order where they were not noted so', () => {
    expect(ticksOf([...moments].reverse(), 0, 10_000).map(({ at }) => at)).toEqual([0, 5000, 9000])
  })

  it('reaches further by steps, so that ticks stand still in between', () => {
    expect([0, 10_000, 10_001, 12_500, 12_600].map(reachOf)).toEqual([10_000, 10_000, 12_500, 12_500, 15_625])
  })

  it('says the last thing that happened', () => {
    expect(standing(moments, 8999)?.say).toBe('request 1 failed')
    expect(standing([], 10)).toBeUndefined()
  })

  it('steps to the neighbouring moment, and stops at the ends', () => {
    expect(neighbour(moments, 5000, 'after')).toBe(5001)
    expect(neighbour(moments, 5000, 'before')).toBe(0)
    expect(neighbour(moments, 9000, 'after')).toBeUndefined()
    expect(neighbour(moments, 0, 'before')).toBeUndefined()
  })

  it('writes times as one reads them', () => {
    expect([timeOf(0), timeOf(24_000), timeOf(31_540), timeOf(124_000)]).toEqual(['0.0 s', '24.0 s', '31.5 s', '2 min 4 s'])
  })
})
