import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { aggregateContainers, validatePodResources } from './pod-resources'

const cpu = (amount: string, restartPolicy?: string) => ({ resources: { requests: { cpu: amount } }, ...(restartPolicy === undefined ? {} : { restartPolicy }) })

describe('what containers ask for together', () => {
  it.each([
    ['the sum', { containers: [cpu('100m'), cpu('200m')] }, '300m'],
    ['an init container that needs more', { containers: [cpu('100m')], initContainers: [cpu('1')] }, '1'],
    ['a sidecar beside the others', { containers: [cpu('100m')], initContainers: [cpu('50m', 'Always')] }, '150m'],
    ['an init container that needs more than all, with a sidecar after it', { containers: [cpu('100m'), cpu('200m')], initContainers: [cpu('1'), cpu('50m', 'Always')] }, '1'],
    ['a sidecar before an init container', { containers: [cpu('100m')], initContainers: [cpu('50m', 'Always'), cpu('200m')] }, '250m'],
  ])('%s', (_, spec, sum) => {
    expect(aggregateContainers(spec, 'requests')).toEqual({ cpu: sum })
  })

  it('counts limits apart from requests', () => {
    const limited = (cpu: string) => ({ resources: { requests: { cpu: '1m' }, limits: { cpu } } })
    expect(aggregateContainers({ containers: [limited('100m'), limited('300m')] }, 'limits')).toEqual({ cpu: '400m' })
  })

  it('may not be more than the Pod has', () => {
    const spec = { resources: { requests: { cpu: '100m' }, limits: { cpu: '200m' } }, containers: [{ resources: { requests: { cpu: '150m' }, limits: { cpu: '300m' } } }] }
    expect(validatePodResources(spec, new Set(), 'r').map(formatFieldError)).toEqual([
      'r.requests[cpu]: Invalid value: "100m": must be greater than or equal to aggregate container requests of 150m',
      'r.containers[0][cpu].limits: Invalid value: "300m": must be less than or equal to pod limits of 200m',
    ])
  })
})
