import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { countIndexes, validateSuccessPolicy } from './job-success-policy'

describe('indexes', () => {
  it.each([
    ['', { count: 0 }], ['0-2,4', { count: 4 }], ['3-1', { error: 'non-increasing order, previous: 3, current: 1' }], ['1,1', { error: 'non-increasing order, previous: 1, current: 1' }],
    ['5', { error: 'too large index: "5"' }], ['a', { error: 'cannot convert string to integer for index: "a"' }],
    ['0-1-2', { error: 'the fragment "0-1-2" violates the requirement that an index interval can have at most two parts separated by \'-\'' }],
  ])('%s', (text, result) => {
    expect(countIndexes(text, 5)).toEqual(result)
  })
})

it.each([
  ['some of the indexes', [{ succeededIndexes: '0-2', succeededCount: 2 }], []],
  ['no rule', [], ['p.rules: Required value: at least one rules must be specified when the successPolicy is specified']],
  ['an empty rule', [{}], ['p.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified']],
  ['more than there are', [{ succeededCount: 6 }], ['p.rules[0].succeededCount: Invalid value: 6: must be less than or equal to 5 (the number of specified completions)']],
  ['more than are named', [{ succeededIndexes: '0', succeededCount: 2 }], ['p.rules[0].succeededCount: Invalid value: 2: must be less than or equal to 1 (the number of indexes in the specified succeededIndexes field)']],
])('success policy: %s', (_, rules, lines) => {
  expect(validateSuccessPolicy({ completions: 5, successPolicy: { rules } }, 'p').map(formatFieldError)).toEqual(lines)
})
