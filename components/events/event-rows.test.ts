import { describe, expect, it } from 'vitest'
import { ago, eventRows } from './event-rows'

const event = (name: string, lastTimestamp: string, extra: object = {}) =>
  [`/events/default/${name}`, { apiVersion: 'v1', kind: 'Event', metadata: { name, namespace: 'default', uid: name, creationTimestamp: '', resourceVersion: '1' }, involvedObject: { kind: 'Pod', namespace: 'default', name: 'web-1' }, reason: 'BackOff', message: 'm', lastTimestamp, ...extra }] as const

describe('Events', () => {
  it('come with the newest first and the object as kubectl writes it', () => {
    const rows = eventRows(new Map([event('a', '2026-01-01T00:00:01Z'), event('b', '2026-01-01T00:00:05Z', { type: 'Warning', count: 4 })]), 'default')
    expect(rows.map((row) => [row.id, row.object, row.count, row.type])).toEqual([['b', 'pod/web-1', 4, 'Warning'], ['a', 'pod/web-1', 1, 'Normal']])
    const second = '2026-01-01T00:00:05Z'
    const version = (resourceVersion: string) => ({ metadata: { name: resourceVersion, namespace: 'default', uid: resourceVersion, creationTimestamp: '', resourceVersion } })
    expect(eventRows(new Map([event('9', second, version('9')), event('10', second, version('10'))]), 'default').map(({ id }) => id)).toEqual(['10', '9'])
    expect(eventRows(new Map([event('a', '')]), 'other')).toEqual([])
  })

  it.each([[5, '5s'], [119, '119s'], [125, '2m5s'], [600, '10m'], [11_000, '3h']])('%i seconds ago is %s', (seconds, text) => {
    expect(ago('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:00:00Z') + seconds * 1000)).toBe(text)
  })
})
