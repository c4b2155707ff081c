import { describe, expect, it } from 'vitest'
import type { Change } from '../cluster'
import { appendChange } from './change-log'
import type { ChangeLog } from './working'

const change = (resourceVersion: number): Change => ({
  type: 'MODIFIED',
  at: 0,
  resourceVersion,
  key: '/pods/default/a',
  object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', uid: 'u', creationTimestamp: '2026-01-01T00:00:00Z', resourceVersion: String(resourceVersion) } },
})

function held(log: ChangeLog | undefined): number[] {
  const versions: number[] = []
  for (let node = log; node !== undefined; node = node.before) versions.push(node.change.resourceVersion)
  return versions
}

describe('appendChange', () => {
  it('holds at least the window and at most twice of it, newest first', () => {
    let log: ChangeLog | undefined
    let since = 0
    for (let version = 1; version <= 1000; version++) {
      const next = appendChange(log, change(version), 10)
      log = next.changes
      since = next.oldest ?? since
      expect(held(log)).toEqual(Array.from({ length: version - since }, (_, i) => version - i))
      expect(log.length).toBeLessThan(20)
      expect(log.length).toBeGreaterThanOrEqual(Math.min(version, 10))
    }
  })

  it('leaves an older log as it was', () => {
    let log: ChangeLog | undefined
    for (let version = 1; version <= 19; version++) log = appendChange(log, change(version), 10).changes
    const older = log
    appendChange(log, change(20), 10)
    expect(held(older)).toHaveLength(19)
  })
})
