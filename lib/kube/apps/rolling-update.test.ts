import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateRollingDaemonSet, validateRollingDeployment, validateRollingStatefulSet } from './rolling-update'

const percentText = "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

describe('of a Deployment', () => {
  it.each([
    [{ maxUnavailable: '25%', maxSurge: 1 }, []],
    [{ maxUnavailable: 0, maxSurge: 0 }, ['r.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0']],
    [{ maxUnavailable: '0%', maxSurge: '0%' }, ['r.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0']],
    [{ maxUnavailable: '101%', maxSurge: '200%' }, ['r.maxUnavailable: Invalid value: "101%": must not be greater than 100%']],
    [{ maxUnavailable: 1, maxSurge: '5' }, [`r.maxSurge: Invalid value: "5": ${percentText}`]],
  ])('%j', (rolling, lines) => {
    expect(validateRollingDeployment(rolling, 'r').map(formatFieldError)).toEqual(lines)
  })
})

describe('of a DaemonSet', () => {
  it.each([
    [{ maxUnavailable: 1, maxSurge: 0 }, []],
    [{ maxUnavailable: 1, maxSurge: 1 }, ['r.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero']],
    [{ maxUnavailable: 0, maxSurge: 0 }, ['r.maxUnavailable: Required value: cannot be 0 when maxSurge is 0']],
  ])('%j', (rolling, lines) => {
    expect(validateRollingDaemonSet(rolling, 'r').map(formatFieldError)).toEqual(lines)
  })
})

describe('of a StatefulSet', () => {
  it.each([
    [{ partition: 0 }, []],
    [{ partition: -1 }, ['r.partition: Invalid value: -1: must be greater than or equal to 0']],
    [{ maxUnavailable: 0 }, ['r.maxUnavailable: Invalid value: 0: cannot be 0']],
  ])('%j', (rolling, lines) => {
    expect(validateRollingStatefulSet(rolling, 'r').map(formatFieldError)).toEqual(lines)
  })
})
