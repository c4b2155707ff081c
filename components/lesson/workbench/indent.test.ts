import { describe, expect, it } from 'vitest'
import { indented } from './indent'

/** `|` stands where the selection begins and ends. */
function press(marked: string, back: boolean): string {
  const start = marked.indexOf('|')
  const end = marked.lastIndexOf('|') - (marked.lastIndexOf('|') === start ? 0 : 1)
  const value = marked.replaceAll('|', '')
  const { from, to, text, caret } = indented(value, start, end, back)
  const after = value.slice(0, from) + text + value.slice(to)
  const [a, b] = caret
  return a === b ? `${after.slice(0, a)}|${after.slice(a)}` : `${after.slice(0, a)}|${after.slice(a, b)}|${after.slice(b)}`
}

describe('Tab in the editor', () => {
  it.each([
    ['a|b', false, 'a  |b'],
    ['a\n  b|', true, 'a\nb|'],
    ['a|', true, 'a|'],
    ['|a\nb|\nc', false, '  |a\n  b|\nc'],
    ['  |a\n    b|', true, '|a\n  b|'],
  ])('%j (back: %s) → %j', (before, back, after) => {
    expect(press(before, back)).toBe(after)
  })
})
