import { describe, expect, it } from 'vitest'
import { correlate, rememberEvent, type Spoken } from './event-correlation'

const what = 'Warning|Unhealthy'

describe('correlate', () => {
  it('combines similar events from the tenth message on', () => {
    const cache = new Map<string, Spoken>()
    const told = Array.from({ length: 12 }, (_, i) => correlate(cache, 'source', what, `message ${i + 1}`, i))
    expect(told.slice(0, 9).map((one) => one?.message)).toEqual(Array.from({ length: 9 }, (_, i) => `message ${i + 1}`))
    expect(told[9]).toEqual({ counted: '', message: '(combined from similar events): message 10', known: undefined })
    expect(told[11]).toEqual({ counted: '', message: '(combined from similar events): message 12', known: undefined })
  })

  it('finds the Event of a repeat, and no other', () => {
    const cache = new Map<string, Spoken>()
    correlate(cache, 'source', what, 'the same', 0)
    rememberEvent(cache, 'source', what, 'the same', 'web.1')
    expect(correlate(cache, 'source', what, 'the same', 1)?.known).toBe('web.1')
    expect(correlate(cache, 'source', what, 'another', 1)?.known).toBeUndefined()
    expect(correlate(cache, 'source', 'Normal|Unhealthy', 'the same', 1)?.known).toBeUndefined()
    expect(correlate(cache, 'elsewhere', what, 'the same', 1)?.known).toBeUndefined()
  })

  it('starts anew after ten minutes of silence', () => {
    const cache = new Map<string, Spoken>()
    for (let i = 0; i < 10; i++) correlate(cache, 'source', what, `message ${i}`, 0)
    expect(correlate(cache, 'source', what, 'later', 600_001)?.message).toBe('later')
  })

  it('allows a source 25 at once and then one in five minutes', () => {
    const cache = new Map<string, Spoken>()
    const at = (now: number) => correlate(cache, 'kubelet|Pod|web', what, 'the same', now) !== undefined
    expect(Array.from({ length: 26 }, () => at(0)).filter(Boolean)).toHaveLength(25)
    expect(at(299_999)).toBe(false)
    expect(at(300_000)).toBe(true)
    expect(at(300_000)).toBe(false)
  })
})
