import { describe, expect, it } from 'vitest'
import type { LimitRangeItem } from '@/lib/kube/core/v1.generated'
import { limitFaults } from './limit-check'

const item = (parts: object): LimitRangeItem => ({ type: 'Container', ...parts })

describe('limitFaults', () => {
  it.each([
    ['within', item({ min: { cpu: '100m' }, max: { cpu: '1' } }), { cpu: '200m' }, { cpu: '500m' }, []],
    ['nothing asked for', item({ min: { cpu: '100m' } }), {}, {}, ['minimum cpu usage per Container is 100m.  No request is specified']],
    ['too little', item({ min: { memory: '64Mi' } }), { memory: '32Mi' }, {}, ['minimum memory usage per Container is 64Mi, but request is 32Mi']],
    ['no limit', item({ max: { cpu: '1' } }), { cpu: '100m' }, {}, ['maximum cpu usage per Container is 1.  No limit is specified']],
    ['too much', item({ max: { cpu: '1' } }), { cpu: '100m' }, { cpu: '2' }, ['maximum cpu usage per Container is 1, but limit is 2']],
    ['too far apart', item({ maxLimitRequestRatio: { cpu: '2' } }), { cpu: '100m' }, { cpu: '500m' }, ['cpu max limit to request ratio per Container is 2, but provided ratio is 5.000000']],
  ])('%s', (_, limit, requests, limits, faults) => {
    expect(limitFaults(limit, requests, limits)).toEqual(faults)
  })

  it('asks nothing of the limits of a claim', () => {
    const claim = { type: 'PersistentVolumeClaim', max: { storage: '1Gi' } } as LimitRangeItem
    expect(limitFaults(claim, { storage: '2Gi' }, undefined, true)).toEqual(['maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi'])
  })
})
