import { describe, expect, it } from 'vitest'
import type { Manifest } from '../testing/refusal'
import { accepted, changeRefusal, refusal, warningsOf } from '../testing/refusal'

const slice = (fields: object): Manifest => ({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'db-1' }, addressType: 'IPv4', ...fields })
const one = (fields: object): Manifest => slice({ endpoints: [{ addresses: ['192.0.2.1'], ...fields }] })

describe('EndpointSlice', () => {
  it('ports are TCP and have a name, be it empty', () => {
    expect(accepted(slice({ ports: [{ port: 80 }] }))).toMatchObject({ ports: [{ port: 80, name: '', protocol: 'TCP' }], endpoints: null })
  })

  it.each<[Manifest, readonly string[]]>([
    [slice({ addressType: '' }), ['addressType: Required value']],
    [slice({ addressType: 'ipv4' }), ['addressType: Unsupported value: "ipv4": supported values: "FQDN", "IPv4", "IPv6"']],
    [one({ addresses: [] }), ['endpoints[0].addresses: Required value: must contain at least 1 address']],
    [one({ addresses: ['::1'] }), ['endpoints[0].addresses: Invalid value: "::1": must be an IPv4 address', 'endpoints[0].addresses[0]: Invalid value: "::1": may not be in the loopback range (127.0.0.0/8, ::1/128)']],
    [one({ addresses: ['a'] }), ['endpoints[0].addresses[0]: Invalid value: "a": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']],
    [one({ hostname: 'a.b' }), ['endpoints[0].hostname: Invalid value: "a.b": must not contain dots']],
    [one({ hints: { forZones: [{ name: 'a' }, { name: 'a' }] } }), ['endpoints[0].hints.forZones[1].name: Duplicate value: "a"']],
    [slice({ ports: [{ name: 'a' }, { name: 'a', protocol: 'HTTP' }] }), ['ports[1].name: Duplicate value: "a"', 'ports[1].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"']],
    [slice({ ports: [{ port: 65_536 }] }), []],
    [slice({ addressType: 'FQDN', endpoints: [{ addresses: ['db'] }] }), ['endpoints[0].addresses[0]: Invalid value: "db": should be a domain with at least two segments separated by dots']],
  ])('%j', (manifest, wanted) => {
    expect(refusal(manifest)).toEqual(wanted)
  })

  it('keeps its address type, and warns of names', () => {
    expect(changeRefusal(slice({}), slice({ addressType: 'IPv6' }))).toEqual(['addressType: Invalid value: "IPv6": field is immutable'])
    expect(warningsOf(slice({ addressType: 'FQDN', endpoints: [{ addresses: ['db.example.com'] }] }))).toEqual(['spec.addressType: FQDN endpoints are deprecated'])
  })
})

describe('Endpoints', () => {
  const endpoints = (subset: object): Manifest => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'db' }, subsets: [subset] })
  const addresses = [{ ip: '192.0.2.1' }]

  it.each<[object, readonly string[]]>([
    [{ addresses, ports: [{ port: 80 }] }, []],
    [{ ports: [{ port: 80 }] }, ['subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`']],
    [{ addresses, ports: [{ port: 80 }, { port: 81, name: 'a' }] }, ['subsets[0].ports[0].name: Required value']],
    [{ addresses: [{ ip: 'db' }] }, ['subsets[0].addresses[0].ip: Invalid value: "db": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)', 'subsets[0].addresses[0].ip: Invalid value: "db": must be a valid IP address']],
    [{ addresses, ports: [{ port: 0 }] }, ['subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive']],
  ])('%j', (subset, wanted) => {
    expect(refusal(endpoints(subset))).toEqual(wanted)
  })

  it('is answered with a warning', () => {
    expect(warningsOf(endpoints({ addresses }))).toEqual(['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'])
  })
})

describe('events', () => {
  const core = (fields: object): Manifest => ({ apiVersion: 'v1', kind: 'Event', metadata: { name: 'a.1' }, involvedObject: { namespace: 'default' }, ...fields })
  const whole = { eventTime: '2024-01-01T00:00:00.000000Z', reportingController: 'example.com/a', reportingInstance: 'a', action: 'Started', reason: 'Started', type: 'Normal', regarding: { namespace: 'default' } }
  const modern = (fields: object): Manifest => ({ apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata: { name: 'a.1' }, ...whole, ...fields })

  it.each<[Manifest, readonly string[]]>([
    [core({}), []],
    [core({ type: 'Info' }), []],
    [core({ involvedObject: { namespace: 'other' } }), ['involvedObject.namespace: Invalid value: "other": does not match event.namespace']],
    [modern({}), []],
    [modern({ type: 'Info' }), ['type: Invalid value: "": has invalid value: Info']],
    [modern({ action: '' }), ['action: Required value']],
    [modern({ note: 'x'.repeat(1025) }), ['message: Invalid value: "": can have at most 1024 characters']],
    [modern({ deprecatedCount: 1 }), ['count: Invalid value: "": needs to be unset']],
    [modern({ series: { count: 1, lastObservedTime: '2024-01-01T00:00:00.000000Z' } }), ['series.count: Invalid value: "": should be at least 2']],
  ])('%j', (manifest, wanted) => {
    expect(refusal(manifest)).toEqual(wanted)
  })

  it('a modern event changes only in its series', () => {
    expect(changeRefusal(modern({}), modern({ note: 'b' }))).toEqual(['message: Invalid value: "b": field is immutable'])
    expect(changeRefusal(modern({}), modern({ series: { count: 2, lastObservedTime: '2024-01-01T00:00:00.000000Z' } }))).toEqual([])
  })
})

describe('classes', () => {
  const storage = (fields: object): Manifest => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'example.com/disk', ...fields })
  const priority = (fields: object, name = 'sale'): Manifest => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value: 1000, ...fields })

  it.each<[Manifest, readonly string[]]>([
    [storage({}), []],
    [storage({ provisioner: '' }), ['provisioner: Required value']],
    [storage({ reclaimPolicy: 'Recycle' }), ['reclaimPolicy: Unsupported value: "Recycle": supported values: "Delete", "Retain"']],
    [storage({ parameters: { '': 'x' } }), ['parameters: Invalid value: "": field can not be empty.']],
    [priority({}), []],
    [priority({ value: 2_000_000_000 }), ['value: Forbidden: maximum allowed value of a user defined priority is 1000000000']],
    [priority({ preemptionPolicy: '' }), ['preemptionPolicy: Required value']],
    [priority({ value: 2_000_000_000 }, 'system-cluster-critical'), []],
    [priority({}, 'system-shop'), ["metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-shop is not a known system priority class"]],
  ])('%j', (manifest, wanted) => {
    expect(refusal(manifest)).toEqual(wanted)
  })

  it('do not change', () => {
    expect(changeRefusal(priority({}), priority({ value: 7 }))).toEqual(['value: Forbidden: may not be changed in an update.'])
    expect(changeRefusal(storage({ parameters: { a: 'b' } }), storage({ provisioner: 'example.com/other' }))).toEqual(['parameters: Forbidden: updates to parameters are forbidden.', 'provisioner: Invalid value: "example.com/other": field is immutable'])
  })

  it('a lease lasts', () => {
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'a' }, spec: { leaseDurationSeconds: 0, leaseTransitions: -1 } }
    expect(refusal(lease)).toEqual(['spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0', 'spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0'])
  })
})
