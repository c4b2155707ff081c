import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { formatSelector, isEmptySelector, isUnusableSelector, matchesLabels, matchesRequirement, matchesSelector, validateLabels, validateLabelSelector } from './labels'

const web = { app: 'web', tier: 'front' }

describe('matching', () => {
  it.each<[LabelSelector | undefined, boolean]>([
    [undefined, false],
    [{}, true],
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'api' } }, false],
    [{ matchLabels: { app: 'web', tier: 'back' } }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
    [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
  ])('%j selects app=web,tier=front: %s', (selector, selected) => {
    expect(matchesSelector(selector, web)).toBe(selected)
  })

  it('an empty map selects everything, objects without labels too', () => {
    expect(matchesLabels({}, undefined)).toBe(true)
    expect(matchesLabels({ app: 'web' }, undefined)).toBe(false)
  })

  it.each([
    ['=', ['web'], true], ['!=', ['web'], false], ['in', ['a', 'web'], true], ['notin', ['a'], true], ['exists', [], true], ['!', [], false], ['gt', ['3'], false],
  ] as const)('-l app %s %j: %s', (operator, values, holds) => {
    expect(matchesRequirement({ key: 'app', operator, values }, web)).toBe(holds)
  })

  it('compares numbers only with numbers', () => {
    expect(matchesRequirement({ key: 'size', operator: 'gt', values: ['3'] }, { size: '10' })).toBe(true)
    expect(matchesRequirement({ key: 'size', operator: 'lt', values: ['3'] }, { size: '10' })).toBe(false)
  })
})

describe('validation', () => {
  it('names the key or the value under the field of the map', () => {
    expect(validateLabels({ 'a b': 'x', app: 'a b' }, 'metadata.labels').map(({ message }) => message.slice(0, 40))).toEqual([
      'Invalid value: "a b": name part must con', 'Invalid value: "a b": a valid label must',
    ])
  })

  it.each<[LabelSelector, string]>([
    [{ matchExpressions: [{ key: 'a', operator: 'In', values: [] }] }, "s.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'"],
    [{ matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] }, "s.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'"],
    [{ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] }, 's.matchExpressions[0].operator: Invalid value: "Gt": not a valid selector operator'],
  ])('%j', (selector, wanted) => {
    expect(validateLabelSelector(selector, 's').map(({ field, message }) => `${field}: ${message}`)).toEqual([wanted])
    expect(isUnusableSelector(selector)).toBe(true)
  })

  it('accepts what is absent', () => {
    expect(validateLabelSelector(undefined, 's')).toEqual([])
    expect(isEmptySelector({ matchLabels: {} })).toBe(true)
  })
})

it.each<[LabelSelector | undefined, string]>([
  [undefined, '<none>'],
  [{ matchLabels: { tier: 'a', app: 'web' } }, 'app=web,tier=a'],
  [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'zone', operator: 'In', values: ['b', 'a'] }, { key: 'old', operator: 'DoesNotExist' }] }, 'app=web,!old,zone in (a,b)'],
])('%j is printed as %s', (selector, text) => {
  expect(formatSelector(selector)).toBe(text)
})

it('a selector made of an object’s own labels selects it, and its negation does not', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)
  fc.assert(
    fc.property(fc.dictionary(name, name, { minKeys: 1, maxKeys: 4 }), (labels) => {
      const [key = ''] = Object.keys(labels)
      expect(validateLabels(labels, 'l')).toEqual([])
      expect(matchesSelector({ matchLabels: labels }, labels)).toBe(true)
      expect(matchesSelector({ matchExpressions: [{ key, operator: 'NotIn', values: [labels[key] ?? ''] }] }, labels)).toBe(false)
      expect(matchesSelector({ matchExpressions: [{ key, operator: 'DoesNotExist' }] }, labels)).toBe(false)
    }),
  )
})
