import { expect, it } from 'vitest'
import { formatFieldError } from './field-error'
import { selectorJson, validateImmutableSelector } from './selector-json'

it('shows labels by name and expressions in the struct\'s order', () => {
  const selector = { matchExpressions: [{ values: ['x'], operator: 'In', key: 'a' }], matchLabels: { b: '1', a: '2' } }
  expect(JSON.stringify(selectorJson(selector))).toBe('{"matchLabels":{"a":"2","b":"1"},"matchExpressions":[{"key":"a","operator":"In","values":["x"]}]}')
})
it('refuses another selector', () => {
  expect(validateImmutableSelector({ matchLabels: { a: '1' } }, { matchLabels: { a: '1' } }, 's')).toEqual([])
  expect(validateImmutableSelector({ matchLabels: { a: '2' } }, { matchLabels: { a: '1' } }, 's').map(formatFieldError)).toEqual(['s: Invalid value: {"matchLabels":{"a":"2"}}: field is immutable'])
})
