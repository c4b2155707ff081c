import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateDnsConfig, validateHostAliases } from './dns-config'

it.each([
  ['the usual', { dnsPolicy: 'ClusterFirst' }, []],
  ['none, and nothing instead', { dnsPolicy: 'None' }, ['d: Required value: must provide `dnsConfig` when `dnsPolicy` is None']],
  ['none, and no server', { dnsPolicy: 'None', dnsConfig: {} }, ['d.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None']],
  ['four servers', { dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] } }, ['d.nameservers: Invalid value: ["1.1.1.1","1.1.1.2","1.1.1.3","1.1.1.4"]: must not have more than 3 nameservers']],
  ['underscores and a dot at the end', { dnsConfig: { searches: ['_tcp.example.com.', '.'] } }, []],
  ['an option without name', { dnsConfig: { options: [{ value: '2' }] } }, ['d.options[0]: Required value: must not be empty']],
])('name resolution: %s', (_, spec, lines) => {
  expect(validateDnsConfig(spec, 'd').map(formatFieldError)).toEqual(lines)
})

it('checks the lines of the hosts file', () => {
  expect(validateHostAliases([{ ip: 'localhost', hostnames: ['a'] }], 'h').map(formatFieldError)).toEqual(['h[0].ip: Invalid value: "localhost": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'])
})
