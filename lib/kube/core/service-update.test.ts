import { describe, expect, it } from 'vitest'
import type { Service } from '@/lib/kube/core/v1.generated'
import { prepareServiceUpdate, withSyncedClusterIPs } from './service-update'

const base: Service = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { type: 'ClusterIP', sessionAffinity: 'None', clusterIP: '10.96.1.1', clusterIPs: ['10.96.1.1'] },
  status: { loadBalancer: {} },
}
const stored = (spec: Partial<Service['spec']>): Service => ({ ...base, spec: { ...base.spec, ...spec } })
const sent = (spec: Partial<Service['spec']>): Service => ({ ...base, spec: { type: 'ClusterIP', sessionAffinity: 'None', ...spec } })
const port = (name: string, nodePort?: number): NonNullable<Service['spec']['ports']>[number] => ({ name, port: 80, protocol: 'TCP', targetPort: 80, ...(nodePort === undefined ? {} : { nodePort }) })

describe('what a change may leave out', () => {
  it('keeps address, status and node ports by port name', () => {
    const old = stored({ type: 'NodePort', ports: [port('a', 30_001), port('b', 30_002)] })
    const after = prepareServiceUpdate({ ...sent({ type: 'NodePort', ports: [port('b'), port('c')] }), status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } }, old)
    expect(after.spec).toMatchObject({ clusterIP: '10.96.1.1', clusterIPs: ['10.96.1.1'], ports: [{ name: 'b', nodePort: 30_002 }, { name: 'c' }] })
    expect(after.status).toEqual({ loadBalancer: {} })
  })

  it('does not give one node port to two ports', () => {
    const old = stored({ type: 'NodePort', ports: [port('a', 30_001)] })
    const after = prepareServiceUpdate(sent({ type: 'NodePort', ports: [port('a'), port('b', 30_001)] }), old)
    expect(after.spec.ports?.map(({ nodePort }) => nodePort)).toEqual([undefined, 30_001])
  })

  it('keeps the health check port', () => {
    const old = stored({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 31_000 })
    expect(prepareServiceUpdate(sent({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }), old).spec.healthCheckNodePort).toBe(31_000)
  })
})

describe('what a new type has no use for', () => {
  it('goes when it was not touched', () => {
    const old = stored({ type: 'LoadBalancer', ports: [port('a', 30_001)], externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true })
    const { spec } = prepareServiceUpdate({ ...old, spec: { ...old.spec, type: 'ClusterIP' } }, old)
    expect(spec).toEqual({ ...base.spec, ports: [port('a')] })
  })

  it('stays, to be refused, when it was changed as well', () => {
    const old = stored({ type: 'NodePort', ports: [port('a', 30_001)] })
    const { spec } = prepareServiceUpdate({ ...old, spec: { ...old.spec, type: 'ClusterIP', ports: [port('a', 30_009)] } }, old)
    expect(spec.ports?.[0]?.nodePort).toBe(30_009)
  })

  it('an ExternalName Service gives its address up', () => {
    const old = stored({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' })
    expect(prepareServiceUpdate({ ...old, spec: { ...old.spec, type: 'ExternalName', externalName: 'x' } }, old).spec).toEqual({ type: 'ExternalName', externalName: 'x', sessionAffinity: 'None' })
  })
})

describe('clusterIP and clusterIPs', () => {
  const one = { type: 'ClusterIP', sessionAffinity: 'None' } as const

  it.each([
    [{ clusterIP: 'a' }, undefined, ['a']],
    [{ clusterIPs: ['a'] }, undefined, ['a']],
    [{ clusterIP: 'a' }, { clusterIP: 'a', clusterIPs: ['a'] }, ['a']],
    [{ clusterIP: 'b', clusterIPs: ['a'] }, { clusterIP: 'a', clusterIPs: ['a'] }, ['b']],
    [{ clusterIP: '', clusterIPs: ['a'] }, { clusterIP: 'a', clusterIPs: ['a'] }, undefined],
    [{ clusterIP: 'b', clusterIPs: ['c'] }, { clusterIP: 'a', clusterIPs: ['a'] }, ['c']],
  ])('%j over %j', (spec, old, clusterIPs) => {
    expect(withSyncedClusterIPs({ ...one, ...spec }, old === undefined ? undefined : { ...one, ...old }).clusterIPs).toEqual(clusterIPs)
  })
})
