import { describe, expect, it } from 'vitest'
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'
import { validateDns1123Label } from './names'
import { validateObjectMeta, validateObjectMetaUpdate } from './object-meta'

const lines = (errors: readonly { readonly field: string; readonly message: string }[]): readonly string[] => errors.map(({ field, message }) => `${field}: ${message.slice(0, 70)}`)
const meta: ObjectMeta = { name: 'web', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' }

describe('a new object', () => {
  const check = (changed: Partial<ObjectMeta>, namespaced = true): readonly string[] => lines(validateObjectMeta({ ...meta, ...changed }, namespaced, validateDns1123Label))

  it.each<[Partial<ObjectMeta>, readonly string[]]>([
    [{}, []],
    [{ name: '' }, ['metadata.name: Required value: name or generateName is required']],
    [{ name: 'a.b' }, ['metadata.name: Invalid value: "a.b": must not contain dots']],
    [{ generateName: 'web-' }, []],
    [{ namespace: '' }, ['metadata.namespace: Required value']],
    [{ generation: -1 }, ['metadata.generation: Invalid value: -1: must be greater than or equal to 0']],
    [{ annotations: { 'Example.com/a': 'é' } }, []],
    [{ finalizers: ['orphan', 'foregroundDeletion'] }, ['metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and f']],
    [
      { ownerReferences: [{ apiVersion: '', kind: 'ReplicaSet', name: 'x', uid: '' }] },
      ['metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty', 'metadata.ownerReferences.uid: Invalid value: "": must not be empty'],
    ],
    [{ managedFields: [{ operation: 'Nope' }] }, []],
  ])('%j', (changed, wanted) => {
    expect(check(changed)).toEqual(wanted)
  })

  it('has 256 KiB of annotations at most', () => {
    expect(check({ annotations: { a: 'x'.repeat(262_143) } })).toEqual([])
    expect(check({ annotations: { a: 'x'.repeat(262_144) } })).toEqual(['metadata.annotations: Too long: may not be more than 262144 bytes'])
  })

  it('has one controller at most', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: '1', controller: true }
    expect(check({ ownerReferences: [owner, { ...owner, name: 'b' }] })).toHaveLength(1)
  })

  it('of a cluster-scoped kind has no namespace', () => {
    expect(check({}, false)).toEqual(['metadata.namespace: Forbidden: not allowed on this type'])
  })
})

describe('a change', () => {
  const check = (changed: Partial<ObjectMeta>, old: Partial<ObjectMeta> = {}): readonly string[] => lines(validateObjectMetaUpdate({ ...meta, ...changed }, { ...meta, ...old }))

  it.each<[Partial<ObjectMeta>, Partial<ObjectMeta>, readonly string[]]>([
    [{}, {}, []],
    [{ labels: { a: 'b' } }, {}, []],
    [{ name: 'other' }, {}, ['metadata.name: Invalid value: "other": field is immutable']],
    [{ deletionTimestamp: '2020-01-01T00:00:00Z' }, {}, ['metadata.deletionTimestamp: Invalid value: "2020-01-01T00:00:00Z": field is immutable']],
    [
      { finalizers: ['a.b/c'], deletionTimestamp: '2020-01-01T00:00:00Z' }, { deletionTimestamp: '2020-01-01T00:00:00Z' },
      ['metadata.finalizers: Forbidden: no new finalizers can be added if the object is being delet'],
    ],
  ])('%j over %j', (changed, old, wanted) => {
    expect(check(changed, old)).toEqual(wanted)
  })
})
