import { expect, it } from 'vitest'
import { validateNonnegative } from './nonnegative'

it('refuses numbers below zero only', () => {
  expect(validateNonnegative(undefined, 'n')).toEqual([])
  expect(validateNonnegative(0, 'n')).toEqual([])
  expect(validateNonnegative(-1, 'n')).toEqual([{ reason: 'FieldValueInvalid', field: 'n', message: 'Invalid value: -1: must be greater than or equal to 0' }])
})
