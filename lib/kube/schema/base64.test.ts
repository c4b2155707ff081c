import fc from 'fast-check'
import { expect, it } from 'vitest'
import { base64Bytes, base64Fault, base64Length, fromBase64, toBase64 } from './base64'

it.each([
  ['', undefined], ['YQ==', undefined], ['YWI=', undefined], ['YWJj', undefined], ['YQ==\n', undefined], ['YW\nJj', undefined],
  ['x', 0], ['YQ', 0], ['abcde', 4], ['UPPER', 4], ['not base64!', 3], ['s3cr3t-Pa55', 6], ['pässword', 1], ['czNjcjN0LVBhNTU', 12], ['AAEC/w==2', 8], ['=', 0],
])('%j stops being base64 at %s', (text, at) => {
  expect(base64Fault(text)).toBe(at)
})

it('any text survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const encoded = toBase64(text)
      expect(base64Fault(encoded)).toBeUndefined()
      expect(fromBase64(encoded)).toBe(text)
      expect(base64Length(encoded)).toBe(base64Bytes(encoded).length)
    }),
  )
})
