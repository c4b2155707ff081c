import { expect, it } from 'vitest'
import { duplicate, forbidden, internalError, invalid, invalids, notFound, notSupported, renderValue, required, tooLong, tooMany } from './field-error'

it.each([
  ['web', '"web"'], ['a"b\n', '"a\\"b\\n"'], ['é', '"é"'], ['\u0001\u200b', '"\\x01\\u200b"'], [7, '7'], [1.5, '1.5'], [true, 'true'], [undefined, 'null'], [null, 'null'],
  [['/x'], '["/x"]'], [{ a: '<b>' }, '{"a":"\\u003cb\\u003e"}'],
])('%j is shown as %s', (value, shown) => {
  expect(renderValue(value)).toBe(shown)
})

it.each([
  [invalid('f', 'x', 'must be so'), 'FieldValueInvalid', 'Invalid value: "x": must be so'],
  [required('f'), 'FieldValueRequired', 'Required value'],
  [required('f', 'why'), 'FieldValueRequired', 'Required value: why'],
  [forbidden('f', 'why'), 'FieldValueForbidden', 'Forbidden: why'],
  [duplicate('f', 'a'), 'FieldValueDuplicate', 'Duplicate value: "a"'],
  [notFound('f', ''), 'FieldValueNotFound', 'Not found: ""'],
  [notSupported('f', 'x', ['A', 'B']), 'FieldValueNotSupported', 'Unsupported value: "x": supported values: "A", "B"'],
  [tooLong('f', 63), 'FieldValueTooLong', 'Too long: may not be more than 63 bytes'],
  [tooMany('f', 3, 1), 'FieldValueTooMany', 'Too many: 3: must have at most 1 item'],
  [internalError('f', 'why'), 'InternalError', 'Internal error: why'],
])('%j', (error, reason, message) => {
  expect(error).toEqual({ reason, field: 'f', message })
})

it('gives one error per text, in order', () => {
  expect(invalids('f', 'x', ['a', 'b']).map(({ message }) => message)).toEqual(['Invalid value: "x": a', 'Invalid value: "x": b'])
})
