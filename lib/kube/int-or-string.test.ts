import { expect, it } from 'vitest'
import { scaledAmount } from './int-or-string'

it.each([
  [3, 10, 'up', 3],
  ['25%', 10, 'up', 3],
  ['25%', 10, 'down', 2],
  ['100%', 7, 'down', 7],
  ['0%', 7, 'up', 0],
  ['29%', 100, 'up', 29],
] as const)('%s of %i rounded %s is %i', (value, total, round, wanted) => {
  expect(scaledAmount(value, total, round)).toBe(wanted)
})
