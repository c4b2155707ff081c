import { describe, expect, it } from 'vitest'
import type { Manifest } from '../testing/refusal'
import { accepted, changeRefusal, refusal, warningsOf } from '../testing/refusal'

const configMap = (fields: object): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conf' }, ...fields })
const secret = (fields: object): Manifest => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, ...fields })
const immutable = 'Forbidden: field is immutable when `immutable` is set'

describe('ConfigMap', () => {
  it.each<[object, readonly string[]]>([
    [{ data: { 'a.b': 'x', A_b: '' } }, []],
    [{ data: { '..a': 'x' } }, ["data[..a]: Invalid value: \"..a\": must not start with '..'"]],
    [{ data: { a: 'x' }, binaryData: { a: 'AA==' } }, ['data[a]: Invalid value: "a": duplicate of key present in binaryData']],
  ])('%j', (fields, wanted) => {
    expect(refusal(configMap(fields))).toEqual(wanted)
  })

  it('holds one MiB at most', () => {
    expect(refusal(configMap({ data: { a: 'x'.repeat(1_048_576) } }))).toEqual([])
    expect(refusal(configMap({ data: { a: 'x'.repeat(1_048_577) } }))).toEqual(['[]: Too long: may not be more than 1048576 bytes'])
  })

  it('once immutable stays so', () => {
    const old = configMap({ data: { a: 'x' }, immutable: true })
    expect(changeRefusal(old, configMap({ data: { a: 'y' } }))).toEqual([`immutable: ${immutable}`, `data: ${immutable}`])
    expect(changeRefusal(old, configMap({ data: { a: 'x' }, immutable: true, metadata: { name: 'conf', labels: { a: 'b' } } }))).toEqual([])
  })
})

describe('Secret', () => {
  it('takes text into data and is Opaque', () => {
    expect(accepted(secret({ data: { a: 'eA==' }, stringData: { a: 'y', b: 'é' } }))).toMatchObject({ type: 'Opaque', data: { a: 'eQ==', b: 'w6k=' } })
    expect('stringData' in accepted(secret({ stringData: { a: 'y' } }))).toBe(false)
  })

  it.each<[object, readonly string[]]>([
    [{ data: { 'my key': 'YQ==' } }, ['data[my key]: Invalid value: "my key": a valid config key must consist of alphanumeric characters']],
    [{ type: 'kubernetes.io/tls' }, ['data[tls.crt]: Required value', 'data[tls.key]: Required value']],
    [{ type: 'kubernetes.io/basic-auth' }, ['data[username]: Required value', 'data[password]: Required value']],
    [{ type: 'kubernetes.io/basic-auth', stringData: { username: 'a' } }, []],
    [{ type: 'kubernetes.io/ssh-auth' }, ['data[ssh-privatekey]: Required value']],
    [{ type: 'kubernetes.io/service-account-token' }, ['metadata.annotations[kubernetes.io/service-account.name]: Required value']],
    [{ type: 'kubernetes.io/dockercfg' }, ['data[.dockercfg]: Required value']],
    [{ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': 'nope' } }, [`data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character 'o' in literal null (expecting 'u')`]],
    [{ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '80' } }, ['data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": json: cannot unmarshal number into Go value of type map[string]interface {}']],
    [{ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{}' } }, []],
    [{ type: 'example.com/mine' }, []],
  ])('%j', (fields, wanted) => {
    expect(refusal(secret(fields)).map((line, at) => line.slice(0, wanted[at]?.length))).toEqual(wanted)
  })

  it('keeps its type', () => {
    expect(changeRefusal(secret({}), secret({ type: 'example.com/mine' }))).toEqual(['type: Invalid value: "example.com/mine": field is immutable'])
  })

  it('warns of a certificate that is none', () => {
    expect(warningsOf(secret({ type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'x', 'tls.key': 'y' } }))).toEqual(['tls: failed to find any PEM data in certificate input'])
  })
})

describe('Namespace', () => {
  const namespace = (metadata: object): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata })

  it('is labelled with its name, active and finalized by the server', () => {
    expect(accepted(namespace({ name: 'shop', labels: { 'kubernetes.io/metadata.name': 'other' } }))).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'shop' } }, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' },
    })
  })

  it.each<[object, readonly string[]]>([
    [{ name: 'a.b' }, ['metadata.name: Invalid value: "a.b": must not contain dots']],
    [{ name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'Restricted' } }, ['metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "Restricted": must be one of privileged, baseline, restricted']],
    [{ name: 'a', labels: { 'pod-security.kubernetes.io/warn-version': '1.30' } }, ['metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.30": must be "latest" or "v1.x"']],
    [{ name: 'a', labels: { 'pod-security.kubernetes.io/audit': 'baseline', 'pod-security.kubernetes.io/audit-version': 'v1.36' } }, []],
  ])('%j', (metadata, wanted) => {
    expect(refusal(namespace(metadata))).toEqual(wanted)
  })
})
