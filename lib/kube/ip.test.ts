import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cidrContains, cidrContainsCidr, formatIp, parseCidr, parseIp, validateCidr, validateIp, validateNonSpecialIp } from './ip'

const messages = (errors: readonly { readonly message: string }[]): readonly string[] => errors.map(({ message }) => message.replace(/^Invalid value: "[^"]*": /, ''))

describe('addresses', () => {
  it.each([
    ['10.96.0.1', 'IPv4', '10.96.0.1'], ['::1', 'IPv6', '::1'], ['2001:DB8:0:0:0:0:0:1', 'IPv6', '2001:db8::1'], ['fe80::', 'IPv6', 'fe80::'], ['::ffff:1.2.3.4', 'IPv4', '1.2.3.4'],
    ['1:0:0:2:0:0:0:3', 'IPv6', '1:0:0:2::3'], ['010.1.1.1', 'IPv4', '10.1.1.1'],
  ])('%s is %s %s', (text, family, printed) => {
    const ip = parseIp(text)
    expect(ip?.family).toBe(family)
    expect(ip === undefined ? '' : formatIp(ip)).toBe(printed)
  })

  it.each(['', 'x', '1.2.3', '1.2.3.256', '1.2.3.4.5', '::1::', '12345::', '1:2:3', '1:2:3:4:5:6:7:8:9', '::1.2.3', 'None'])('%j is none', (text) => {
    expect(parseIp(text)).toBeUndefined()
  })

  it.each([
    ['10.0.0.1', []], ['x', ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']], ['10.0.0.01', ['must not have leading 0s']],
    ['::ffff:10.0.0.1', ['must not be an IPv4-mapped IPv6 address']],
  ])('%s: %j', (text, wanted) => {
    expect(messages(validateIp(text, 'f'))).toEqual(wanted)
  })

  it.each([
    ['192.0.2.1', []], ['0.0.0.0', ['may not be unspecified (0.0.0.0)']], ['127.0.0.1', ['may not be in the loopback range (127.0.0.0/8, ::1/128)']],
    ['169.254.0.1', ['may not be in the link-local range (169.254.0.0/16, fe80::/10)']], ['224.0.0.1', ['may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)']],
    ['db', ['must be a valid IP address']],
  ])('as an endpoint %s: %j', (text, wanted) => {
    expect(messages(validateNonSpecialIp(text, 'f'))).toEqual(wanted)
  })

  it('any address survives being printed and read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const ip = parseIp(text)
        if (ip === undefined || ip.mapped) return
        expect(parseIp(formatIp(ip))?.bytes).toEqual(ip.bytes)
      }),
    )
  })
})

describe('ranges', () => {
  it.each([
    ['192.0.2.0/24', []], ['0.0.0.0/0', []], ['192.0.2.1/24', ['must not have bits set beyond the prefix length']], ['192.0.2.0/33', ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']],
    ['192.0.2.0', ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']], ['192.0.02.0/24', ['must not have leading 0s in IP or prefix length']], ['2001:db8::/64', []],
  ])('%s: %j', (text, wanted) => {
    expect(messages(validateCidr(text, 'f'))).toEqual(wanted)
  })

  it.each([['10.0.0.0/8', '10.1.2.3', true], ['10.0.0.0/8', '11.0.0.1', false], ['0.0.0.0/0', '1.1.1.1', true], ['2001:db8::/32', '2001:db8::1', true], ['10.0.0.0/8', '::1', false]])(
    '%s contains %s: %s',
    (range, address, contains) => {
      const cidr = parseCidr(range)
      const ip = parseIp(address)
      expect(cidr !== undefined && ip !== undefined && cidrContains(cidr, ip)).toBe(contains)
    },
  )

  it.each([['10.0.0.0/8', '10.1.0.0/16', true], ['10.0.0.0/8', '10.0.0.0/8', false], ['10.1.0.0/16', '10.0.0.0/8', false]])('%s holds %s strictly: %s', (outer, inner, holds) => {
    const [a, b] = [parseCidr(outer), parseCidr(inner)]
    expect(a !== undefined && b !== undefined && cidrContainsCidr(a, b)).toBe(holds)
  })
})
