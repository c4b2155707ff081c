import { describe, expect, it } from 'vitest'
import type { Manifest } from '../testing/refusal'
import { accepted, changeRefusal, refusal, warningsOf } from '../testing/refusal'

const service = (spec: object, metadata: object = {}): Manifest => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'backend', ...metadata }, spec,
})
const ports = [{ port: 80 }]
const specOf = (spec: object): unknown => (accepted(service(spec)) as unknown as { spec: unknown }).spec

describe('defaults', () => {
  it('a port forwards to its own number by TCP', () => {
    expect(specOf({ ports })).toEqual({
      type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    })
  })

  it.each([
    [{ type: 'NodePort', ports }, { externalTrafficPolicy: 'Cluster' }],
    [{ type: 'LoadBalancer', ports }, { externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true }],
    [{ ports, sessionAffinity: 'ClientIP' }, { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } }],
    [{ ports, clusterIP: '10.96.1.1' }, { clusterIPs: ['10.96.1.1'] }],
    [{ ports, clusterIP: 'None' }, { clusterIPs: ['None'], ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'] }],
    [{ ports, clusterIP: 'None', selector: { a: 'b' } }, { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] }],
    [{ ports: [{ port: 80, targetPort: 0 }] }, { ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] }],
  ])('%j', (spec, wanted) => {
    expect(specOf(spec)).toMatchObject(wanted)
  })

  it('an ExternalName Service has no policy of its own', () => {
    expect(specOf({ type: 'ExternalName', externalName: 'db.example.com' })).toEqual({ type: 'ExternalName', externalName: 'db.example.com', sessionAffinity: 'None' })
  })
})

describe('what is refused', () => {
  it.each<[object, readonly string[]]>([
    [{ selector: { a: 'b' } }, ['spec.ports: Required value']],
    [{ ports: [{ targetPort: 80 }] }, ['spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive']],
    [{ ports: [{ port: 80 }, { port: 81 }] }, ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value']],
    [{ ports: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] }, ['spec.ports[1].name: Duplicate value: "a"']],
    [{ ports: [{ name: 'a', port: 80 }, { name: 'b', port: 80 }] }, ['spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}']],
    [{ ports: [{ port: 80, targetPort: '8080' }] }, ['spec.ports[0].targetPort: Invalid value: "8080": must contain at least one letter (a-z)']],
    [{ ports: [{ port: 80, protocol: 'HTTP' }] }, ['spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"']],
    [{ ports: [{ port: 80, nodePort: 30_080 }] }, ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"]],
    [{ ports, type: 'Headless' }, ['spec.type: Unsupported value: "Headless": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"']],
    [{ ports, type: 'LoadBalancer', clusterIP: 'None' }, ['spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for LoadBalancer services']],
    [{ ports: [{ port: 10_250 }], type: 'LoadBalancer' }, ['spec.ports[0]: Invalid value: 10250: may not expose port 10250 externally since it is used by kubelet']],
    [{ ports, clusterIP: 'none' }, ['spec.clusterIPs[0]: Invalid value: "none": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']],
    [{ ports, clusterIPs: ['10.96.1.1'] }, ['spec.clusterIPs: Invalid value: ["10.96.1.1"]: must be empty when `clusterIP` is not specified']],
    [{ ports, clusterIP: '10.96.1.1', clusterIPs: ['10.96.1.2'] }, ['spec.clusterIPs: Invalid value: ["10.96.1.2"]: first value must match `clusterIP`']],
    [{ ports, clusterIP: 'fd00::1' }, ['spec.clusterIPs[0]: Invalid value: ["fd00::1"]: IPv6 is not configured on this cluster']],
    [{ ports, ipFamilies: ['IPv6'] }, ['spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster']],
    [{ ports, ipFamilyPolicy: 'RequireDualStack' }, ['spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services']],
    [{ type: 'ExternalName' }, ['spec.externalName: Required value']],
    [{ type: 'ExternalName', externalName: 'a', clusterIP: '10.96.1.1' }, ['spec.clusterIPs: Forbidden: may not be set for ExternalName services']],
    [{ ports, sessionAffinity: 'clientIP' }, ['spec.sessionAffinity: Unsupported value: "clientIP": supported values: "ClientIP", "None"']],
    [
      { ports, sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } },
      ['spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400'],
    ],
    [{ ports, externalTrafficPolicy: 'Local' }, ['spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services']],
    [{ ports, type: 'NodePort', externalTrafficPolicy: 'local' }, ['spec.externalTrafficPolicy: Unsupported value: "local": supported values: "Cluster", "Local"']],
    [{ ports, internalTrafficPolicy: 'Zone' }, ['spec.internalTrafficPolicy: Unsupported value: "Zone": supported values: "Cluster", "Local"']],
    [{ ports, healthCheckNodePort: 30_999 }, ["spec.healthCheckNodePort: Invalid value: 30999: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"]],
    [{ ports, loadBalancerSourceRanges: ['10.0.0.0/8'] }, ["spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'"]],
    [{ ports, type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1/8'] }, ['spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length']],
    [{ ports, loadBalancerClass: 'example.com/x' }, ["spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'"]],
    [{ ports, externalIPs: ['127.0.0.1'] }, ['spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)']],
    [{ ports, trafficDistribution: 'Random' }, ['spec.trafficDistribution: Unsupported value: "Random": supported values: "PreferClose", "PreferSameZone", "PreferSameNode"']],
  ])('%j', (spec, wanted) => {
    expect(refusal(service(spec))).toEqual(wanted)
  })

  it('names may begin with a digit', () => {
    expect(refusal(service({ ports }, { name: '1a' }))).toEqual([])
    expect(refusal(service({ ports }, { name: 'a.b' }))).toEqual(['metadata.name: Invalid value: "a.b": must not contain dots'])
  })

  it('a fault of the address is reported alone', () => {
    expect(refusal(service({ ports: [{ port: 0 }], clusterIP: 'x' }))).toHaveLength(1)
  })
})

describe('changes', () => {
  const withAddress = service({ ports, selector: { a: 'b' }, clusterIP: '10.96.1.1' })

  it.each<[string, object, readonly string[]]>([
    ['leaving the address out keeps it', { ports }, []],
    ['another selector is free', { ports, selector: { a: 'c' } }, []],
    ['to NodePort', { ports, type: 'NodePort' }, []],
    ['to ExternalName drops the address', { type: 'ExternalName', externalName: 'a' }, []],
    ['another address', { ports, clusterIP: '10.96.1.2', clusterIPs: ['10.96.1.1'] }, ['spec.clusterIPs[0]: Invalid value: ["10.96.1.2"]: may not change once set']],
    ['another address in a whole manifest', { ports, clusterIP: '10.96.1.2' }, ['spec.clusterIPs[0]: Invalid value: ["10.96.1.2"]: may not change once set']],
    ['to headless', { ports, clusterIP: 'None', clusterIPs: ['10.96.1.1'] }, ['spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set']],
    ['another family', { ports, ipFamilies: ['IPv6'] }, ["spec.clusterIPs[0]: Invalid value: \"10.96.1.1\": expected an IPv6 value as indicated by `ipFamilies[0]`"]],
  ])('%s', (_name, spec, wanted) => {
    expect(changeRefusal(withAddress, service(spec))).toEqual(wanted)
  })

  it('a load balancer’s class and health check port stay', () => {
    const spec = { ports, type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 31_000, loadBalancerClass: 'example.com/a' }
    expect(changeRefusal(service(spec), service({ ...spec, loadBalancerClass: 'example.com/b' }))).toEqual(['spec.loadBalancerClass: Invalid value: "example.com/b": may not change once set'])
    expect(changeRefusal(service(spec), service({ ...spec, healthCheckNodePort: 31_001 }))).toEqual(['spec.healthCheckNodePort: Forbidden: field is immutable'])
    expect(changeRefusal(service(spec), service({ ...spec, type: 'ClusterIP' }))).toEqual([])
  })
})

it.each([
  [{ ports, externalIPs: ['203.0.113.7'] }, ['spec.externalIPs is deprecated and may no longer be implemented in some clusters']],
  [{ ports, trafficDistribution: 'PreferClose' }, ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"']],
  [{ ports, clusterIP: 'None', sessionAffinity: 'ClientIP' }, ['spec.SessionAffinity is ignored for headless services']],
  [{ ports }, []],
])('%j is answered with %j', (spec, warnings) => {
  expect(warningsOf(service(spec))).toEqual(warnings)
})
