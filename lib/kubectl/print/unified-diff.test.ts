import { expect, it } from 'vitest'
import { unifiedDiff } from './unified-diff'

const numbers = (...changed: readonly number[]) => Array.from({ length: 20 }, (_, at) => `${changed.includes(at + 1) ? 'x' : ''}${String(at + 1)}\n`).join('')

it('names a range of one line by its number, an empty one by the line before', () => {
  expect(unifiedDiff('null\n', 'a\nb\n')).toBe('@@ -1 +1,2 @@\n-null\n+a\n+b\n')
  expect(unifiedDiff('', 'a\nb\n')).toBe('@@ -0,0 +1,2 @@\n+a\n+b\n')
})

it('joins changes whose contexts touch', () => {
  expect(unifiedDiff(numbers(), numbers(5, 12)).match(/@@ .* @@/g)).toEqual(['@@ -2,14 +2,14 @@'])
  expect(unifiedDiff(numbers(), numbers(5, 13)).match(/@@ .* @@/g)).toEqual(['@@ -2,7 +2,7 @@', '@@ -10,7 +10,7 @@'])
})

it('says nothing of equal texts', () => {
  expect(unifiedDiff('a\n', 'a\n')).toBe('')
})
