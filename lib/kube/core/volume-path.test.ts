import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateFileMode, validateNonReservedPath } from './volume-path'

it.each([
  ['a/b', []], ['a..b', []], ['/a', ['p: Invalid value: "/a": must be a relative path']], ['../a', ["p: Invalid value: \"../a\": must not contain '..'"]],
  ['..a', ["p: Invalid value: \"..a\": must not start with '..'"]],
])('path %s', (path, lines) => {
  expect(validateNonReservedPath(path, 'p').map(formatFieldError)).toEqual(lines)
})

it.each([[undefined, 0], [0, 0], [0o777, 0], [0o1000, 1], [-1, 1]])('mode %s', (mode, errors) => {
  expect(validateFileMode(mode, 'm')).toHaveLength(errors)
})
