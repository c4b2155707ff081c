import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines } from './line-diff'

const shown = (before: string, after: string) => diffLines(before, after).map(({ change, text }) => `${change === 'same' ? ' ' : change === 'added' ? '+' : '-'}${text}`)

describe('comparing line by line', () => {
  it('keeps what is common', () => {
    expect(shown('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c'])
    expect(shown('a', 'a\nb')).toEqual([' a', '+b'])
    expect(shown('a\nb\na\nb', 'b\na')).toEqual(['-a', ' b', ' a', '-b'])
  })

  it('holds both texts in full', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const lines = diffLines(before, after)
        expect(lines.filter(({ change }) => change !== 'added').map(({ text }) => text).join('\n')).toBe(before)
        expect(lines.filter(({ change }) => change !== 'removed').map(({ text }) => text).join('\n')).toBe(after)
      }),
    )
  })
})
