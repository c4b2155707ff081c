import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateAffinity } from './affinity'

const selector = { matchLabels: { app: 'web' } }
const required = (term: object) => ({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } })
const at = 'a.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]'

it.each([
  ['away from its like', required({ topologyKey: 'kubernetes.io/hostname', labelSelector: selector }), []],
  ['a namespace', required({ topologyKey: 'zone', namespaces: ['A'] }), [expect.stringContaining(`${at}.namespace: Invalid value: "A"`)]],
  ['keys without selector', required({ topologyKey: 'zone', matchLabelKeys: ['v'] }), [`${at}.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set`]],
  ['keys to match and not to match', required({ topologyKey: 'zone', labelSelector: selector, matchLabelKeys: ['v'], mismatchLabelKeys: ['v'] }), [
    `${at}.matchLabelKeys[0]: Invalid value: "v": exists in both matchLabelKeys and mismatchLabelKeys`,
  ]],
  ['a wish without weight', { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { topologyKey: 'zone' } }] } }, [
    'a.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100',
  ]],
])('affinity to Pods: %s', (_, affinity, lines) => {
  expect(validateAffinity(affinity, 'a').map(formatFieldError)).toEqual(lines)
})

it('needs a topology key, and one that is a label', () => {
  expect(validateAffinity(required({}), 'a').map(formatFieldError)[0]).toBe(`${at}.topologyKey: Required value: can not be empty`)
})
