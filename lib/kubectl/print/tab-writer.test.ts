import { expect, it } from 'vitest'
import { alignTabs } from './tab-writer'

it('aligns neighbouring lines that have a column', () => {
  expect(alignTabs('Name:\tweb\nNamespace:\tdefault\nData\nA:\tb')).toBe('Name:       web\nNamespace:  default\nData\nA:  b')
})

it('leaves the last cell as it is', () => {
  expect(alignTabs('a\tlong text\tx\nb\tc\ty')).toBe('a  long text  x\nb  c          y')
})
