import { expect, it } from 'vitest'
import { matchesAll, selects } from './label-selector'

const labels = { app: 'web', tier: 'front' }

it.each([
  [undefined, false],
  [{}, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web', tier: 'back' } }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, false],
  [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
])('selector %j selects: %s', (selector, wanted) => {
  expect(selects(selector, labels)).toBe(wanted)
})

it('matches a map by every pair', () => {
  expect(matchesAll({ app: 'web' }, labels)).toBe(true)
  expect(matchesAll({ app: 'web', zone: 'a' }, labels)).toBe(false)
  expect(matchesAll({ app: 'web' }, undefined)).toBe(false)
})
