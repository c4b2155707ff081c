import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateChoice, validatePullPolicy, validateRequiredChoice } from './choice'

describe('choices', () => {
  it('lets a word of the list pass', () => {
    expect(validateRequiredChoice('B', ['A', 'B'], 'x')).toEqual([])
  })
  it.each([
    ['missing', validateRequiredChoice(undefined, ['A'], 'x'), ['x: Required value']],
    ['empty', validateRequiredChoice('', ['A'], 'x'), ['x: Required value']],
    ['another', validateRequiredChoice('a', ['B', 'A'], 'x'), ['x: Unsupported value: "a": supported values: "B", "A"']],
    ['left out where it may be', validateChoice(undefined, ['A'], 'x'), []],
    ['empty where it may be left out', validateChoice('', ['A'], 'x'), ['x: Unsupported value: "": supported values: "A"']],
    ['pull policy', validatePullPolicy('always', 'x'), ['x: Unsupported value: "always": supported values: "Always", "IfNotPresent", "Never"']],
  ])('%s', (_, errors, lines) => {
    expect(errors.map(formatFieldError)).toEqual(lines)
  })
})
