import { describe, expect, it } from 'vitest'
import { aggregate, type EventCache, takeToken } from './event-correlation'

describe('aggregate', () => {
  it('combines similar events from the tenth message on', () => {
    const cache = new Map<string, EventCache>()
    const told = Array.from({ length: 12 }, (_, i) => aggregate(cache, 'source', `message ${i + 1}`, i))
    expect(told.slice(0, 9).map(({ message }) => message)).toEqual(Array.from({ length: 9 }, (_, i) => `message ${i + 1}`))
    expect(told[9]).toEqual({ key: 'source', message: '(combined from similar events): message 10' })
    expect(told[11]).toEqual({ key: 'source', message: '(combined from similar events): message 12' })
  })

  it('counts a repeat of the same message under its own key', () => {
    const cache = new Map<string, EventCache>()
    const told = Array.from({ length: 20 }, (_, i) => aggregate(cache, 'source', 'the same', i))
    expect(new Set(told.map(({ key }) => key))).toEqual(new Set(['source|the same']))
  })

  it('starts anew after ten minutes of silence', () => {
    const cache = new Map<string, EventCache>()
    for (let i = 0; i < 10; i++) aggregate(cache, 'source', `message ${i}`, 0)
    expect(aggregate(cache, 'source', 'later', 600_001).message).toBe('later')
  })
})

describe('takeToken', () => {
  it('allows 25 at once and then one in five minutes', () => {
    const cache = new Map<string, EventCache>()
    const at = (now: number) => takeToken(cache, 'kubelet|Pod|web', now)
    expect(Array.from({ length: 26 }, () => at(0)).filter(Boolean)).toHaveLength(25)
    expect(at(299_999)).toBe(false)
    expect(at(300_000)).toBe(true)
    expect(at(300_000)).toBe(false)
  })
})
