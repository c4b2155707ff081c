import { expect, it } from 'vitest'
import { formatFieldError } from '../field-error'
import { validateIngressStatus, validateLoadBalancerStatus } from './load-balancer-status'

const lines = (ingress: object, type = 'LoadBalancer') => validateLoadBalancerStatus([ingress], type).map(formatFieldError)
const at = 'status.loadBalancer.ingress'

it.each([
  ['an address', { ip: '203.0.113.5', ipMode: 'VIP' }, []],
  ['an address without its mode', { ip: '203.0.113.5' }, [`${at}[0].ipMode: Required value: must be specified when \`ip\` is set`]],
  ['a mode without address', { ipMode: 'VIP' }, [`${at}[0].ipMode: Forbidden: may not be specified when \`ip\` is not set`]],
  ['a mode of its own', { ip: '203.0.113.5', ipMode: 'x' }, [`${at}[0].ipMode: Unsupported value: "x": supported values: "Proxy", "VIP"`]],
  ['an address as name', { hostname: '203.0.113.5' }, [`${at}[0].hostname: Invalid value: "203.0.113.5": must be a DNS name, not an IP address`]],
])('%s', (_, ingress, wanted) => {
  expect(lines(ingress)).toEqual(wanted)
})

it('only a load balancer has one', () => {
  expect(lines({ ip: '203.0.113.5' }, 'ClusterIP')).toEqual([`${at}: Forbidden: may only be used when \`spec.type\` is 'LoadBalancer'`])
  expect(validateLoadBalancerStatus([], 'ClusterIP')).toEqual([])
})

it("an Ingress' has no mode", () => {
  expect(validateIngressStatus([{ ip: '203.0.113.5' }])).toEqual([])
})
