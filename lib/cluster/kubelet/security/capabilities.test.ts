import { expect, test } from 'vitest'
import { boundingSet, capabilityMask } from './capabilities'

function mask(capabilitiesAdd: string[], capabilitiesDrop: string[], privileged = false): string {
  const result = boundingSet({ capabilitiesAdd, capabilitiesDrop, privileged })
  return 'set' in result ? capabilityMask(result.set) : result.error
}

test('fourteen capabilities unless something is said', () => {
  expect(mask([], [])).toBe('00000000a80425fb')
})

test('added and dropped, with or without prefix; a dropped one stays dropped', () => {
  expect(mask(['NET_ADMIN', 'SYS_TIME'], [])).toBe('00000000aa0435fb')
  expect(mask(['CAP_NET_ADMIN'], ['CAP_NET_RAW'])).toBe('00000000a80415fb')
  expect(mask(['NET_RAW'], ['NET_RAW'])).toBe('00000000a80405fb')
  expect(mask(['NET_BIND_SERVICE'], ['ALL'])).toBe('0000000000000400')
})

test('an unknown one is the runtime\'s refusal', () => {
  expect(mask(['FLY'], [])).toBe('failed to apply OCI options: unknown capability "CAP_FLY"')
})
