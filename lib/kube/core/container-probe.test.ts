import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateProbes } from './container-probe'

const probe = { tcpSocket: { port: 80 }, successThreshold: 1 }

describe('probes', () => {
  it.each([
    ['all three', { livenessProbe: probe, readinessProbe: { ...probe, successThreshold: 3 }, startupProbe: probe }, []],
    ['liveness counts one success', { livenessProbe: { ...probe, successThreshold: 2 } }, ['c.livenessProbe.successThreshold: Invalid value: 2: must be 1']],
    ['readiness has no grace period', { readinessProbe: { ...probe, terminationGracePeriodSeconds: 5 } }, ['c.readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes']],
    ['a grace period of none', { startupProbe: { ...probe, terminationGracePeriodSeconds: 0 } }, ['c.startupProbe.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0']],
    ['negative', { startupProbe: { ...probe, periodSeconds: -1 } }, ['c.startupProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0']],
  ])('%s', (_, container, lines) => {
    expect(validateProbes(container, 30, 'c').map(formatFieldError)).toEqual(lines)
  })
})
