import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateFailurePolicy } from './job-failure-policy'

const template = { spec: { containers: [{ name: 'work' }] } }
const codes = (onExitCodes: object) => ({ action: 'FailJob', onExitCodes })

it.each([
  ['a code', codes({ operator: 'In', values: [42] }), []],
  ['nothing', {}, [
    'p.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]', 'p.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required',
  ]],
  ['success as failure', codes({ operator: 'In', values: [0] }), ['p.rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator']],
  ['codes out of order, one twice', codes({ operator: 'In', values: [2, 1, 1] }), ['p.rules[0].onExitCodes.values[2]: Duplicate value: 1', 'p.rules[0].onExitCodes.values: Invalid value: [2,1,1]: must be ordered']],
  ['a container that is not there', codes({ operator: 'In', values: [1], containerName: 'x' }), [
    'p.rules[0].onExitCodes.containerName: Invalid value: "x": must be one of the container or initContainer names in the pod template',
  ]],
  ['an index without a limit', { action: 'FailIndex', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }, ['p.rules[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set']],
  ['both', { ...codes({ operator: 'In', values: [1] }), onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }, ['p.rules[0]: Invalid value: specifying both OnExitCodes and OnPodConditions is not supported']],
])('failure policy: %s', (_, rule, lines) => {
  expect(validateFailurePolicy({ podFailurePolicy: { rules: [rule] }, template }, 'p').map(formatFieldError)).toEqual(lines)
})
