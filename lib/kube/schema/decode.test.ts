import { describe, expect, it } from 'vitest'
import { cannotBeHandled, decodeDefinition } from './decode'
import { readJson } from './json-text'

const service = 'io.k8s.api.core.v1.Service'
const pod = 'io.k8s.api.core.v1.Pod'
const deployment = 'io.k8s.api.apps.v1.Deployment'
const secret = 'io.k8s.api.core.v1.Secret'

function errorOf(definition: string, value: unknown): string {
  const decoded = decodeDefinition(definition, value)
  return 'error' in decoded ? decoded.error : 'decoded'
}

function objectOf(definition: string, value: unknown): unknown {
  const decoded = decodeDefinition(definition, value)
  return 'error' in decoded ? decoded.error : decoded.object
}

const container = (fields: object): object => ({ spec: { containers: [fields] } })
const field = 'json: cannot unmarshal'

describe('mismatches are told as Go tells them', () => {
  it.each([
    [service, { spec: { ports: [{ port: '80' }] } }, `${field} string into Go struct field ServicePort.spec.ports.port of type int32`],
    [service, { spec: { ports: [{ port: 1.5 }] } }, `${field} number 1.5 into Go struct field ServicePort.spec.ports.port of type int32`],
    [service, { spec: { ports: [{ port: 1e12 }] } }, `${field} number 1000000000000 into Go struct field ServicePort.spec.ports.port of type int32`],
    [service, { spec: { ports: [{ targetPort: true }] } }, `${field} bool into Go struct field ServicePort.spec.ports.targetPort of type int32`],
    [service, { spec: { selector: [] } }, `${field} array into Go struct field ServiceSpec.spec.selector of type map[string]string`],
    [service, { spec: { selector: { a: 1 } } }, `${field} number into Go struct field ServiceSpec.spec.selector of type string`],
    [service, { spec: { ipFamilyPolicy: {} } }, `${field} object into Go struct field ServiceSpec.spec.ipFamilyPolicy of type v1.IPFamilyPolicy`],
    [service, { spec: { ports: {} } }, `${field} object into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort`],
    [service, { spec: 7 }, `${field} number into Go struct field Service.spec of type v1.ServiceSpec`],
    [service, { metadata: 'x' }, `${field} string into Go struct field Service.metadata of type v1.ObjectMeta`],
    [pod, container({ livenessProbe: { grpc: true } }), `${field} bool into Go struct field Probe.spec.containers.livenessProbe.ProbeHandler.grpc of type v1.GRPCAction`],
    [pod, container({ securityContext: { capabilities: { drop: 'ALL' } } }), `${field} string into Go struct field Capabilities.spec.containers.securityContext.capabilities.drop of type []v1.Capability`],
    [pod, container({ env: [{ name: 'A', value: 8080 }] }), `${field} number into Go struct field EnvVar.spec.containers.env.value of type string`],
    [pod, container({ stdin: 'yes' }), `${field} string into Go struct field Container.spec.containers.stdin of type bool`],
    [secret, { data: { k: 5 } }, `${field} number into Go struct field Secret.data of type []uint8`],
    [secret, { data: [] }, `${field} array into Go struct field Secret.data of type map[string][]uint8`],
    [secret, { data: { k: 'YQ' } }, 'illegal base64 data at input byte 0'],
  ])('%s %j', (definition, value, error) => {
    expect(errorOf(definition, value)).toBe(error)
  })

  it('the first mismatch counts, but a quantity that can’t be read counts more', () => {
    const resources = { limits: { cpu: 'ten' } }
    expect(errorOf(pod, { metadata: { labels: { a: 1, b: true } }, spec: 7 })).toBe(`${field} number into Go struct field ObjectMeta.metadata.labels of type string`)
    expect(errorOf(pod, { metadata: { name: 1 }, spec: { containers: [{ resources }] } })).toMatch(/^quantities must match/)
  })

  it('times are read by Go’s layout', () => {
    expect(errorOf('io.k8s.api.core.v1.Event', { lastTimestamp: 'a_b' })).toBe('parsing time "a_b" as "2006-01-02T15:04:05Z07:00": cannot parse "a_b" as "2006"')
    expect(errorOf('io.k8s.api.core.v1.Event', { lastTimestamp: 5 })).toBe(`${field} number into Go struct field Event.lastTimestamp of type string`)
  })
})

describe('what is kept', () => {
  it('null is absent, except where Go has a zero', () => {
    expect(objectOf(service, { metadata: { name: null, labels: { a: null } }, spec: { type: null, ports: [null, { port: 80, targetPort: null }] } })).toEqual({
      metadata: { labels: { a: '' } }, spec: { ports: [{ port: 0, targetPort: 0 }, { port: 80, targetPort: 0 }] }, status: { loadBalancer: {} },
    })
  })

  it('empty values that JSON leaves out are dropped; what Go can’t leave out is filled in', () => {
    expect(objectOf(deployment, { metadata: { name: 'web' }, spec: { replicas: 0, paused: false, minReadySeconds: 0, template: { spec: { containers: [{ name: 'a', env: [] }] } } } })).toEqual({
      metadata: { name: 'web' },
      spec: { replicas: 0, strategy: {}, template: { metadata: {}, spec: { containers: [{ name: 'a', resources: {} }] } } },
      status: {},
    })
  })

  it('quantities become canonical', () => {
    expect(objectOf(pod, container({ name: 'a', resources: { limits: { cpu: 0.5, memory: '1024Ki', pods: null } } }))).toMatchObject({ spec: { containers: [{ resources: { limits: { cpu: '500m', memory: '1Mi', pods: '0' } } }] } })
  })

  it('keys are case-sensitive', () => {
    expect(decodeDefinition(service, { Spec: {} })).toMatchObject({ strict: ['unknown field "Spec"'] })
  })

  it('a key named __proto__ is a key', () => {
    const value: unknown = JSON.parse('{"metadata":{"labels":{"__proto__":"x"},"__proto__":{"a":1}}}')
    const decoded = decodeDefinition(service, value)
    expect('strict' in decoded && decoded.strict).toEqual(['unknown field "metadata.__proto__"'])
    expect(JSON.stringify(objectOf(service, value))).toContain('"__proto__":"x"')
  })
})

describe('strict complaints', () => {
  it('stand in the order of the document, each once', () => {
    const decoded = decodeDefinition(pod, { spec: { containers: [{ bar: 1, name: 'a' }, { bar: 2 }], foo: 1 }, x: {} })
    expect('strict' in decoded && decoded.strict).toEqual(['unknown field "spec.containers[0].bar"', 'unknown field "spec.containers[1].bar"', 'unknown field "spec.foo"', 'unknown field "x"'])
  })

  it('name keys that stood twice, and numbers as they were written', () => {
    const twice = readJson('{"spec":{"type":"ClusterIP","type":"NodePort","selector":{"a":"b","a":"c"}}}')
    if ('error' in twice) throw new Error(twice.error)
    expect(decodeDefinition(service, twice.value, twice.notes)).toMatchObject({ strict: ['duplicate field "spec.type"', 'duplicate field "spec.selector.a"'] })
    const written = readJson('{"spec":{"ports":[{"port":80.0}]}}')
    if ('error' in written) throw new Error(written.error)
    expect(decodeDefinition(service, written.value, written.notes)).toEqual({ error: `${field} number 80.0 into Go struct field ServicePort.spec.ports.port of type int32` })
  })
})

it('says which kind it was to be', () => {
  expect(cannotBeHandled({ kind: 'Deployment', version: 'v1' }, 'Deployment', 'why')).toBe('Deployment in version "v1" cannot be handled as a Deployment: why')
})
