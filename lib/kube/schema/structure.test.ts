import { describe, expect, it } from 'vitest'
import { allKinds } from '../kinds'
import { completeObject } from './complete'
import { isElsewhere, isRetired, unknownToRetired } from './known-versions'
import { definitionOf, fieldsOf } from './structure'

const field = (definition: string, name: string): unknown => fieldsOf(`io.k8s.api.${definition}`).get(name)

describe('fields', () => {
  it.each([
    ['apps.v1.DeploymentSpec', 'replicas', { form: 'pointer', shape: { kind: 'integer', bits: 32, go: 'int32' } }],
    ['apps.v1.DeploymentSpec', 'selector', { form: 'nullable', shape: { kind: 'struct', go: 'v1.LabelSelector' } }],
    ['core.v1.ServicePort', 'targetPort', { form: 'struct', shape: { kind: 'intOrString' } }],
    ['core.v1.Probe', 'grpc', { embedded: 'ProbeHandler', shape: { go: 'v1.GRPCAction' } }],
    ['core.v1.Capabilities', 'add', { shape: { kind: 'list', go: '[]v1.Capability', items: { go: 'v1.Capability' } } }],
    ['core.v1.ResourceRequirements', 'limits', { shape: { kind: 'map', go: 'v1.ResourceList', values: { kind: 'quantity' } } }],
    ['core.v1.PodSpec', 'containers', { listType: 'map', listMapKeys: ['name'], patchMergeKey: 'name', patchStrategy: 'merge' }],
    ['rbac.v1.Role', 'rules', { form: 'required' }],
  ])('%s.%s', (definition, name, wanted) => {
    expect(field(definition, name)).toMatchObject(wanted)
  })

  it('every kind has its definition', () => {
    for (const { definition } of allKinds()) if (definition.startsWith('io.k8s.api.')) expect([definition, definitionOf(definition) === undefined]).toEqual([definition, false])
  })

  it('an unknown definition has none', () => {
    expect(definitionOf('toString')).toBeUndefined()
    expect(fieldsOf('nothing').size).toBe(0)
  })
})

describe('completeObject', () => {
  const slice = 'io.k8s.api.discovery.v1.EndpointSlice'

  it('writes null for lists that may not be left out and drops empty ones that may', () => {
    expect(completeObject({ addressType: 'IPv4', metadata: { labels: {} } }, slice)).toEqual({ addressType: 'IPv4', metadata: {}, endpoints: null, ports: null })
  })

  it('shares what is complete', () => {
    const whole = { addressType: 'IPv4', endpoints: [{ addresses: ['192.0.2.1'], conditions: {} }], ports: [], metadata: { name: 'a' } }
    expect(completeObject(whole, slice)).toBe(whole)
  })
})

describe('versions', () => {
  it('knows what is out of date', () => {
    expect(isRetired('extensions/v1beta1', 'Deployment')).toBe(true)
    expect(isRetired('extensions/v1beta1', 'Service')).toBe(false)
    expect(isRetired('__proto__', 'x')).toBe(false)
    expect(isElsewhere('v1', 'PodTemplate')).toBe(true)
  })

  it('knows the new names that an old Ingress does not have', () => {
    const spec = { defaultBackend: {}, rules: [{ http: { paths: [{ backend: { service: {} } }, { backend: { serviceName: 'a' } }] } }] }
    expect(unknownToRetired('networking.k8s.io/v1beta1', 'Ingress', { spec })).toEqual(['unknown field "spec.defaultBackend"', 'unknown field "spec.rules[0].http.paths[0].backend.service"'])
    expect(unknownToRetired('networking.k8s.io/v1', 'Ingress', { spec })).toEqual([])
  })
})
