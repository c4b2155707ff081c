import { describe, expect, it } from 'vitest'
import { checkChange, checkCreate, checkUpdate } from './check'
import { allKinds, apiVersionOf, kindByResource, kindOf } from './kinds'
import type { KindDefinition } from './kind'
import { accepted, refusal } from './testing/refusal'

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conf' }, data: { a: 'b' } }

function definition(apiVersion: string, kind: string): KindDefinition {
  const found = kindOf(apiVersion, kind)
  if (found === undefined) throw new Error(`no ${apiVersion} ${kind}`)
  return found
}

const configMaps = definition('v1', 'ConfigMap')
const messageOf = (json: unknown, target = configMaps): string => {
  const checked = checkCreate(target, json, { fieldValidation: 'Strict' })
  return 'status' in checked ? `${String(checked.status.code)} ${checked.status.message ?? ''}` : 'accepted'
}

describe('the type of what is posted', () => {
  it.each([
    [{ ...configMap, kind: 'Configmap' }, '400 Configmap in version "v1" cannot be handled as a ConfigMap: no kind "Configmap" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"'],
    [{ ...configMap, apiVersion: 'apps/v1' }, '400 ConfigMap in version "v1" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "apps/v1" in scheme "pkg/runtime/scheme.go:111"'],
    [{ ...configMap, kind: 'Service', data: undefined }, '400 Service in version "v1" cannot be handled as a ConfigMap: converting (v1.Service) to (core.ConfigMap): unknown conversion'],
    [{ ...configMap, kind: 'ConfigMapList' }, '400 ConfigMapList in version "v1" cannot be handled as a ConfigMap: converting (v1.ConfigMapList) to (core.ConfigMap): unknown conversion'],
    [{ ...configMap, kind: 'Secret' }, '400 Secret in version "v1" cannot be handled as a ConfigMap: illegal base64 data at input byte 0'],
    [{ ...configMap, apiVersion: 'a/b/c' }, '400 the object provided is unrecognized (must be of type ConfigMap): unexpected GroupVersion string: a/b/c ({"apiVersion":"a/b/c","kind":" ...)'],
    [{ ...configMap, kind: 7 }, `400 the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string ({"apiVersion":"v1","kind":7,"m ...)`],
  ])('%j', (json, message) => {
    expect(messageOf(json)).toBe(message)
  })

  it('may be left out', () => {
    expect(messageOf({ metadata: { name: 'conf' } })).toBe('accepted')
  })

  it('in a retired version is a mismatch', () => {
    expect(messageOf({ apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: { name: 'a' } }, definition('batch/v1', 'CronJob'))).toBe(
      '400 the API version in the data (batch/v1beta1) does not match the expected API version (batch/v1)',
    )
  })
})

describe('unknown fields', () => {
  const json = { ...configMap, spec: {}, metadata: { name: 'conf', label: {} } }

  it('are refused, all in one message', () => {
    expect(messageOf(json)).toBe('400 ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "metadata.label", unknown field "spec"')
  })

  it('are warned of by default, also beside other faults', () => {
    expect(checkCreate(configMaps, json)).toMatchObject({ warnings: ['unknown field "metadata.label"', 'unknown field "spec"'] })
    expect(checkCreate(configMaps, { ...json, metadata: { label: {} } })).toMatchObject({ status: { code: 422 }, warnings: ['unknown field "metadata.label"', 'unknown field "spec"'] })
  })

  it('are dropped in silence when asked', () => {
    const checked = checkCreate(configMaps, json, { fieldValidation: 'Ignore' })
    expect(checked).toMatchObject({ warnings: [] })
    expect('object' in checked && 'spec' in checked.object).toBe(false)
  })
})

describe('creating', () => {
  it('puts the object into the URL’s namespace, or refuses to', () => {
    expect(checkCreate(configMaps, configMap, { namespace: 'shop' })).toMatchObject({ object: { metadata: { namespace: 'shop' } } })
    expect(messageOf({ ...configMap, metadata: { name: 'a', namespace: 'shop' } })).toBe('400 the namespace of the provided object does not match the namespace sent on the request')
  })

  it('forgets the namespace of what has none', () => {
    expect(accepted({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: 'x' } }).metadata.namespace).toBeUndefined()
  })

  it('generates a name', () => {
    expect(checkCreate(configMaps, { metadata: { generateName: 'conf-' } }, { generatedSuffix: 'x7k2p' })).toMatchObject({ object: { metadata: { name: 'conf-x7k2p' } } })
  })

  it('reports decoding before validation', () => {
    expect(refusal({ apiVersion: 'v1', kind: 'Service', metadata: {}, spec: { ports: [{ port: '80' }] } })).toHaveLength(1)
  })

  it('leaves its input as it was', () => {
    const json = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ port: 80 }] } }
    const before = JSON.stringify(json)
    checkCreate(definition('v1', 'Service'), json)
    expect(JSON.stringify(json)).toBe(before)
  })
})

describe('changing', () => {
  const old = accepted(configMap)

  it('keeps the server’s own metadata', () => {
    const checked = checkUpdate(configMaps, { ...configMap, data: { a: 'c' } }, old)
    expect(checked).toMatchObject({ object: { metadata: { uid: old.metadata.uid, resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z' }, data: { a: 'c' } } })
  })

  it('that changes nothing gives the very object', () => {
    const checked = checkUpdate(configMaps, configMap, old)
    expect('object' in checked && checked.object).toBe(old)
  })

  it('checks metadata twice, as the server does', () => {
    const checked = checkChange(configMaps, { ...old, metadata: { ...old.metadata, deletionTimestamp: '2020-01-01T00:00:00Z' } }, old)
    expect('status' in checked && checked.status.details?.causes).toHaveLength(2)
  })
})

describe('kinds', () => {
  it('are found by resource and by kind', () => {
    expect(kindByResource('apps', 'deployments')?.kind).toBe('Deployment')
    expect(kindByResource('autoscaling', 'horizontalpodautoscalers')?.version).toBe('v2')
    expect(kindByResource('autoscaling', 'horizontalpodautoscalers', 'v1')?.version).toBe('v1')
    expect(kindByResource('', 'deployments')).toBeUndefined()
    expect(kindOf('v1', 'pod')).toBeUndefined()
  })

  it('stand once each', () => {
    const names = allKinds().map((kind) => `${apiVersionOf(kind)}/${kind.kind}`)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(allKinds().map((kind) => [`${apiVersionOf(kind)} ${kind.kind}`, kind] as const))('%s: an empty object is refused or accepted, never an exception', (_name, kind) => {
    for (const json of [{}, { metadata: {} }, { spec: {} }, { spec: null, metadata: null }, { metadata: { name: 'a' }, spec: {} }, [], null, 'x', 5]) {
      const checked = checkCreate(kind, json)
      expect('status' in checked || 'object' in checked).toBe(true)
    }
  })
})
