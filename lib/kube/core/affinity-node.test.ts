import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateNodeAffinity, validateWeight } from './affinity-node'

const at = 'a.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
const requires = (requirement: { readonly key?: string; readonly operator?: string; readonly values?: readonly string[] }) => ({
  requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [requirement] }] },
})

describe('node affinity', () => {
  it.each([
    ['a label', requires({ key: 'disk', operator: 'In', values: ['ssd'] }), []],
    ['no term', { requiredDuringSchedulingIgnoredDuringExecution: {} }, [`${at}: Required value: must have at least one node selector term`]],
    ['values of Exists', requires({ key: 'disk', operator: 'Exists', values: ['ssd'] }), [`${at}[0].matchExpressions[0].values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`]],
    ['two bounds', requires({ key: 'cpus', operator: 'Gt', values: ['1', '2'] }), [`${at}[0].matchExpressions[0].values: Required value: must be specified single value when \`operator\` is 'Lt' or 'Gt'`]],
    ['unknown operator', requires({ key: 'disk', operator: 'in' }), [`${at}[0].matchExpressions[0].operator: Invalid value: "in": not a valid selector operator`]],
    [
      'another field than the name', { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'spec.x', operator: 'In', values: ['a'] }] }] } },
      [`${at}[0].matchFields[0].key: Invalid value: "spec.x": not a valid field selector key`],
    ],
    ['a value no label has, only preferred', { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }] } }] }, []],
  ])('%s', (_, affinity, lines) => {
    expect(validateNodeAffinity(affinity, 'a').map(formatFieldError)).toEqual(lines)
  })

  it.each([[0, 1], [1, 0], [100, 0], [101, 1]])('weight %d', (weight, errors) => {
    expect(validateWeight(weight, 'w')).toHaveLength(errors)
  })
})
