import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineDiff } from './line-diff'

const lines = (text: string): string[] => text.split(' ')

it('shows a change with three lines around it', () => {
  expect(lineDiff(lines('1 2 3 4 5 6 7 8 9'), lines('1 2 3 4 x 6 7 8 9'))).toBe('\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8')
})
it('parts changes that are far from each other', () => {
  const before = lines('a 1 2 3 4 5 6 7 8 9 b')
  expect(lineDiff(before, before.map((line) => line.toUpperCase())).match(/\n@@/g)).toHaveLength(2)
})
it('says nothing of equal texts', () => {
  expect(lineDiff(['a'], ['a'])).toBe('')
})
it('removes and adds what the texts differ in', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), (before, after) => {
      const shown = lineDiff(before, after).split('\n')
      const count = (sign: string): number => shown.filter((line) => line.startsWith(sign)).length
      expect(count('+') - count('-')).toBe(after.length - before.length)
    }),
  )
})
