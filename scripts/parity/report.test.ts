import { expect, it } from 'vitest'
import { figuresOf, parityPage, shareOf } from './report'
import type { ReplayedFile } from './targets'

const file = (format: string, cases: ReplayedFile['cases']): ReplayedFile => ({ cases, result: { file: 'x', format, cases: cases.length, verdict: 0, code: 0, causes: 0, message: 0, object: 0, identical: 0 } })
const replayed = [
  file('verdicts', [{ id: 'verdicts/pod-minimal/a', kind: 'Pod', verdict: true }, { id: 'pairs/pod-minimal/b', kind: 'Pod', message: false, difference: ['message: "a" → "b [x](y) `c`"'] }]),
  file('sequences', [{ id: 'sequences/rbac/a#0', kind: 'sequence', code: true }]),
]

it('counts by area and kind of recording', () => {
  expect(figuresOf(replayed, []).areas).toEqual([
    { name: 'API server', rows: [{ name: 'objects with one defect', cases: 1, alike: 1 }, { name: 'two defects at once', cases: 1, alike: 0 }, { name: 'conversations: rbac', cases: 1, alike: 1 }] },
  ])
})

it('rounds shares down', () => {
  expect(shareOf({ cases: 10_000, alike: 9_999 })).toBe('99.9 %')
})

it('says what differs, in a page whose marks stay whole', () => {
  const page = parityPage(replayed, figuresOf(replayed, [{ name: 'verdicts', wanted: 100, seen: 100, met: true }]))
  expect(page).toContain('| together | 3 | 2 | 66.6 % |')
  expect(page).toContain('| verdicts | 100 % | 100 % | met |')
  expect(page).toContain("pairs/pod-minimal/b\n  message: \"a\" → \"b [x] (y) 'c'\"")
})
