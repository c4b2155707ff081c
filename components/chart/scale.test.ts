import { describe, expect, it } from 'vitest'
import { axisTime, ticksUpTo, timeTicks } from './scale'

describe('the labels of an axis', () => {
  it.each([
    [13, 4, [0, 5, 10, 15]],
    [3, 4, [0, 1, 2, 3]],
    [0, 3, [0, 1]],
    [250, 3, [0, 100, 200, 300]],
  ])('up to %s, about %s', (max, count, wanted) => {
    expect(ticksUpTo(max, count)).toEqual(wanted)
  })

  it('are whole seconds, and minutes from two on', () => {
    expect(timeTicks(0, 47_000, 5).map(axisTime)).toEqual(['0 s', '10 s', '20 s', '30 s', '40 s'])
    expect(timeTicks(0, 300_000, 3).map(axisTime)).toEqual(['0 s', '2 min', '4 min'])
    expect(timeTicks(33_000, 60_000, 3).map(axisTime)).toEqual(['40 s', '60 s', '80 s'])
  })
})
