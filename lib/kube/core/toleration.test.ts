import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateAddedTolerations, validateTolerations } from './toleration'

describe('tolerations', () => {
  it.each([
    ['everything', [{ operator: 'Exists' }], []],
    ['no key and no operator', [{ value: 'x' }], ['t[0].operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"']],
    ['a value beside Exists', [{ key: 'a', operator: 'Exists', value: 'x' }], ['t[0].operator: Invalid value: "x": value must be empty when `operator` is \'Exists\'']],
    ['unknown operator', [{ key: 'a', operator: 'Gt' }], ['t[0].operator: Unsupported value: "Gt": supported values: "Equal", "Exists"']],
    ['seconds without eviction', [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }], ['t[0].effect: Invalid value: "NoSchedule": effect must be \'NoExecute\' when `tolerationSeconds` is set']],
    ['unknown effect', [{ key: 'a', effect: 'noSchedule' }], ['t[0].effect: Unsupported value: "noSchedule": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"']],
  ])('%s', (_, tolerations, lines) => {
    expect(validateTolerations(tolerations, 't').map(formatFieldError)).toEqual(lines)
  })

  const old = { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }
  it.each([
    ['another one', [old, { operator: 'Exists' }], []],
    ['other seconds', [{ ...old, tolerationSeconds: 5 }], []],
    ['one less', [], ['t: Forbidden: existing toleration can not be modified except its tolerationSeconds']],
    ['another key', [{ ...old, key: 'b' }], ['t: Forbidden: existing toleration can not be modified except its tolerationSeconds']],
  ])('of a Pod that exists: %s', (_, tolerations, lines) => {
    expect(validateAddedTolerations(tolerations, [old], 't').map(formatFieldError)).toEqual(lines)
  })
})
