import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateResources } from './container-resources'

describe('resources', () => {
  it.each([
    ['requests within limits', { requests: { cpu: '100m' }, limits: { cpu: '1', memory: '1Gi' } }, []],
    ['above the limit', { requests: { cpu: '2' }, limits: { cpu: '1' } }, ['r.requests: Invalid value: "2": must be less than or equal to cpu limit of 1']],
    ['negative', { limits: { cpu: '-1' } }, ['r.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0']],
    [
      'unknown', { requests: { disk: '1' } },
      ['r.requests[disk]: Invalid value: "disk": must be a standard resource type or fully qualified', 'r.requests[disk]: Invalid value: "disk": must be a standard resource for containers'],
    ],
    ['standard, but not of containers', { requests: { storage: '1Gi' } }, ['r.requests[storage]: Invalid value: "storage": must be a standard resource for containers']],
    ['an extended resource without limit', { requests: { 'example.com/gpu': '1' } }, ['r.limits: Required value: Limit must be set for non overcommitable resources']],
    [
      'an extended resource below its limit', { requests: { 'example.com/gpu': '1' }, limits: { 'example.com/gpu': '2' } },
      ['r.requests: Invalid value: "1": must be equal to example.com/gpu limit of 2'],
    ],
    ['half a device', { limits: { 'example.com/gpu': '500m' }, requests: { 'example.com/gpu': '500m' } }, [
      'r.limits[example.com/gpu]: Invalid value: "500m": must be an integer', 'r.requests[example.com/gpu]: Invalid value: "500m": must be an integer',
    ]],
    ['huge pages alone', { requests: { 'hugepages-2Mi': '4Mi' }, limits: { 'hugepages-2Mi': '4Mi' } }, ['r: Forbidden: HugePages require cpu or memory']],
    [
      'no whole huge page', { limits: { cpu: '1', 'hugepages-2Mi': '3Mi' } },
      ['r.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi'],
    ],
    ['a claim the Pod does not have', { claims: [{ name: 'gpu' }] }, ['r.claims[0]: Not found: "gpu": must be one of the names in pod.spec.resourceClaims which is empty']],
  ])('%s', (_, resources, lines) => {
    expect(validateResources(resources, new Set(), 'r').map(formatFieldError)).toEqual(lines)
  })

  it('knows fewer names for a whole Pod', () => {
    const errors = validateResources({ requests: { 'ephemeral-storage': '1Gi' } }, new Set(), 'r', 'pod')
    expect(errors.map(formatFieldError)).toEqual(['r.requests[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugepages-", "memory"'])
  })
})
