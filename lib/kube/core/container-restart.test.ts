import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateContainerRestart, validateResizePolicy } from './container-restart'

describe('restart policy of a container', () => {
  const rule = { action: 'Restart', exitCodes: { operator: 'In', values: [42] } }
  it.each([
    ['of its own, refined', { restartPolicy: 'Never', restartPolicyRules: [rule] }, []],
    ['unknown', { restartPolicy: 'Sometimes' }, ['c.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"']],
    ['rules without policy', { restartPolicyRules: [rule] }, ['c.restartPolicy: Required value: must specify restartPolicy when restart rules are used']],
    ['a rule without codes', { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart' }] }, ['c.restartPolicyRules[0].exitCodes: Required value: must be specified']],
  ])('%s', (_, container, lines) => {
    expect(validateContainerRestart(container, 'c').map(formatFieldError)).toEqual(lines)
  })
})

describe('resize policy', () => {
  it.each([
    ['twice the same', [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }, { resourceName: 'cpu', restartPolicy: 'NotRequired' }], 'Always', ['r[1]: Duplicate value: "cpu"']],
    ['of a Pod that never restarts', [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }], 'Never', ['r: Invalid value: "RestartContainer": must be \'NotRequired\' when `restartPolicy` is \'Never\'']],
    ['of another resource', [{ resourceName: 'disk', restartPolicy: 'NotRequired' }], 'Always', ['r: Unsupported value: "disk": supported values: "cpu", "memory"']],
  ])('%s', (_, policies, restartPolicy, lines) => {
    expect(validateResizePolicy(policies, restartPolicy, 'r').map(formatFieldError)).toEqual(lines)
  })
})
