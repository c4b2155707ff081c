import { expect, test } from 'vitest'
import { expand } from './expand'

const known = (name: string) => ({ A: 'one' })[name]

test('replaces what is known and leaves the rest as written', () => {
  expect(expand('$(A)/two', known)).toBe('one/two')
  expect(expand('$(NOBODY) $A ${A}', known)).toBe('$(NOBODY) $A ${A}')
})

test('a doubled dollar sign escapes', () => {
  expect(expand('$$(A)', known)).toBe('$(A)')
  expect(expand('$$$(A)', known)).toBe('$one')
})
