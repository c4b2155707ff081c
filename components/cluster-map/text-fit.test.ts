import { expect, it } from 'vitest'
import { fit } from './text-fit'

it('a sentence is cut at its end, a name in its middle: payments-blue and payments-green stay two', () => {
  expect(fit('3 of 3 ready', 60, 12)).toBe('3 of 3 r…')
  expect(fit('CrashLoopBackOff', 78, 11)).toBe('CrashLoopBac…')
  expect(fit('payments-blue', 73, 14)).toBe('paym…blue')
  expect(fit('payments-green', 73, 14)).toBe('paym…reen')
})

it('what fits stays whole', () => {
  expect(fit('payments-blue', 120, 14)).toBe('payments-blue')
})

it('a folded name that is cut has one gap', () => {
  expect(fit('company-blog-…-62cmj', 130, 14, 'code')).toMatch(/^[^…]+…[^…]+$/)
})
