import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateJobSpecUpdate } from './job-update'
import type { Job } from './v1.generated'

const template = (spec: object = {}) => ({ metadata: {}, spec: { containers: [], ...spec } })
const job = (spec: object = {}): Job => ({ metadata: { name: 'a' }, spec: { template: template(), ...spec } }) as unknown as Job

it.each([
  ['parallelism may change', job({ parallelism: 2 }), job({ parallelism: 1 }), []],
  ['completions may not', job({ completions: 2 }), job({ completions: 1 }), ['spec.completions: Invalid value: 2: field is immutable']],
  ['an indexed Job may grow', job({ completionMode: 'Indexed', completions: 2, parallelism: 2 }), job({ completionMode: 'Indexed', completions: 1, parallelism: 1 }), []],
  ['in tandem', job({ completionMode: 'Indexed', completions: 2, parallelism: 1 }), job({ completionMode: 'Indexed', completions: 1, parallelism: 1 }), [
    'spec.completions: Invalid value: 2: can only be modified in tandem with spec.parallelism',
  ]],
  ['a suspended Job may move', job({ suspend: true, template: template({ nodeSelector: { a: '1' } }) }), job({ suspend: true }), []],
  ['a failure policy is fixed', job({ podFailurePolicy: { rules: [] } }), job({ podFailurePolicy: { rules: [{ action: 'Count' }] } }), ['spec.podFailurePolicy: Invalid value: {"Rules":[]}: field is immutable']],
])('%s', (_, now, old, lines) => {
  expect(validateJobSpecUpdate(now, old).map(formatFieldError)).toEqual(lines)
})
