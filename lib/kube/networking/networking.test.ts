import { describe, expect, it } from 'vitest'
import type { Manifest } from '../testing/refusal'
import { accepted, changeRefusal, refusal, warningsOf } from '../testing/refusal'

const object = (kind: string, spec: object, metadata: object = {}): Manifest => ({ apiVersion: 'networking.k8s.io/v1', kind, metadata: { name: 'shop', ...metadata }, spec })
const backend = { service: { name: 'web', port: { number: 80 } } }
const path = { path: '/', pathType: 'Prefix', backend }
const ingress = (changed: object, rule: object = {}): Manifest => object('Ingress', { rules: [{ http: { paths: [{ ...path, ...changed }] }, ...rule }] })
const at = 'spec.rules[0].http.paths[0]'

describe('Ingress', () => {
  it.each<[object, object, readonly string[]]>([
    [{}, {}, []],
    [{ pathType: undefined }, {}, [`${at}.pathType: Required value: pathType must be specified`]],
    [{ pathType: 'prefix' }, {}, [`${at}.pathType: Unsupported value: "prefix": supported values: "Exact", "ImplementationSpecific", "Prefix"`]],
    [{ path: 'a' }, {}, [`${at}.path: Invalid value: "a": must be an absolute path`]],
    [{ path: '/a//b/..' }, {}, [`${at}.path: Invalid value: "/a//b/..": must not contain '//'`, `${at}.path: Invalid value: "/a//b/..": cannot end with '/..'`]],
    [{ path: '', pathType: 'ImplementationSpecific' }, {}, []],
    [{ backend: {} }, {}, [`${at}.backend: Invalid value: "": resource or service backend is required`]],
    [{ backend: { service: { name: 'web' } } }, {}, [`${at}.backend: Required value: port name or number is required`]],
    [{ backend: { service: { name: 'web', port: { name: 'http', number: 80 } } } }, {}, [`${at}.backend: Invalid value: "": cannot set both port name & port number`]],
    [{}, { host: '192.0.2.1' }, ['spec.rules[0].host: Invalid value: "192.0.2.1": must be a DNS name, not an IP address']],
    [{}, { host: '*.example.com' }, []],
    [{}, { http: {} }, ['spec.rules[0].http.paths: Required value']],
  ])('%j %j', (changed, rule, wanted) => {
    expect(refusal(ingress(changed, rule))).toEqual(wanted)
  })

  it('needs rules or a default backend', () => {
    expect(refusal(object('Ingress', {}))).toEqual(['spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'])
    expect(refusal(object('Ingress', { defaultBackend: backend }))).toEqual([])
  })

  it('names its class once', () => {
    const metadata = { annotations: { 'kubernetes.io/ingress.class': 'nginx' } }
    expect(refusal(object('Ingress', { defaultBackend: backend, ingressClassName: 'other' }, metadata))).toEqual([
      'annotations.kubernetes.io/ingress.class: Invalid value: "nginx": must match `ingressClassName` when both are specified',
    ])
    expect(warningsOf(object('Ingress', { defaultBackend: backend }, metadata))).toEqual(["annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead"])
  })
})

describe('IngressClass', () => {
  it.each<[object, readonly string[]]>([
    [{ controller: 'example.com/ingress' }, []],
    [{}, ['spec.controller: Required value']],
    [{ controller: 'ingress' }, ['spec.controller: Invalid value: "ingress": must be a domain-prefixed path (such as "acme.io/foo")']],
    [{ controller: 'a.b/c', parameters: { kind: 'ConfigMap', name: 'a', scope: 'Namespace' } }, ["spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"]],
    [{ controller: 'a.b/c', parameters: { kind: 'ConfigMap', name: 'a', namespace: 'b' } }, ["spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"]],
    [{ controller: 'a.b/c', parameters: { scope: 'Node' } }, [
      'spec.parameters.kind: Required value', 'spec.parameters.name: Required value', 'spec.parameters.scope: Unsupported value: "Node": supported values: "Cluster", "Namespace"',
    ]],
  ])('%j', (spec, wanted) => {
    expect(refusal(object('IngressClass', spec))).toEqual(wanted)
  })

  it('keeps its controller', () => {
    expect(changeRefusal(object('IngressClass', { controller: 'a.b/c' }), object('IngressClass', { controller: 'a.b/d' }))).toEqual(['spec.controller: Invalid value: "a.b/d": field is immutable'])
  })
})

describe('NetworkPolicy', () => {
  const from = (peer: object): object => ({ podSelector: {}, ingress: [{ from: [peer] }] })
  const ports = (port: object): object => ({ podSelector: {}, egress: [{ ports: [port] }] })

  it('ports are TCP and the directions follow from the rules', () => {
    expect(accepted(object('NetworkPolicy', ports({ port: 80 })))).toMatchObject({ spec: { policyTypes: ['Ingress', 'Egress'], egress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] } })
    expect(accepted(object('NetworkPolicy', { podSelector: {} }))).toMatchObject({ spec: { policyTypes: ['Ingress'] } })
  })

  it.each<[object, readonly string[]]>([
    [from({}), ['spec.ingress[0].from[0]: Required value: must specify a peer']],
    [from({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }), ['spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer']],
    [from({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }), ['spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`']],
    [from({ ipBlock: {} }), ['spec.ingress[0].from[0].ipBlock.cidr: Required value']],
    [ports({ port: 'http', endPort: 90 }), ['spec.egress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is non-numeric']],
    [ports({ endPort: 90 }), ['spec.egress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is not specified']],
    [ports({ port: 100, endPort: 90 }), ['spec.egress[0].ports[0].endPort: Invalid value: 100: must be greater than or equal to `port`']],
    [ports({ port: 80, protocol: 'ICMP' }), ['spec.egress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"']],
    [{ podSelector: {}, policyTypes: ['ingress'] }, ['spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"']],
    [{ podSelector: {}, policyTypes: ['Ingress', 'Egress', 'Ingress'] }, ['spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two policyTypes']],
  ])('%j', (spec, wanted) => {
    expect(refusal(object('NetworkPolicy', spec))).toEqual(wanted)
  })
})
