import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { envFieldPaths, splitSubscript, validateFieldRef, validateResourceFieldRef, volumeFieldPaths } from './container-env-source'

describe('splitSubscript', () => {
  it.each([
    ["metadata.labels['app']", { path: 'metadata.labels', key: 'app' }],
    ["metadata.labels['']", { path: 'metadata.labels', key: '' }],
    ['metadata.labels', undefined],
    ["['app']", undefined],
  ])('%s', (path, parts) => {
    expect(splitSubscript(path)).toEqual(parts)
  })
})

describe('fieldRef', () => {
  it.each([
    ['of the environment', { apiVersion: 'v1', fieldPath: 'status.podIP' }, envFieldPaths, []],
    ['a label by name', { apiVersion: 'v1', fieldPath: "metadata.labels['app']" }, envFieldPaths, []],
    ['an annotation in any case', { apiVersion: 'v1', fieldPath: "metadata.annotations['Example.com/A']" }, envFieldPaths, []],
    ['without version', { fieldPath: 'metadata.name' }, envFieldPaths, ['x.apiVersion: Required value']],
    ['without path', { apiVersion: 'v1' }, envFieldPaths, ['x.fieldPath: Required value']],
    ['another version', { apiVersion: 'v2', fieldPath: 'metadata.name' }, envFieldPaths, ['x.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2']],
    ['unknown', { apiVersion: 'v1', fieldPath: 'metadata.nope' }, envFieldPaths, ['x.fieldPath: Invalid value: "metadata.nope": error converting fieldPath: field label not supported: metadata.nope']],
    [
      'subscript of what has none', { apiVersion: 'v1', fieldPath: "metadata.name['a']" }, envFieldPaths,
      ['x.fieldPath: Invalid value: "metadata.name[\'a\']": error converting fieldPath: field label does not support subscript: metadata.name[\'a\']'],
    ],
    [
      'known, but not in volumes', { apiVersion: 'v1', fieldPath: 'status.podIP' }, volumeFieldPaths,
      ['x.fieldPath: Unsupported value: "status.podIP": supported values: "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"'],
    ],
  ])('%s', (_, ref, allowed, lines) => {
    expect(validateFieldRef(ref, allowed, 'x').map(formatFieldError)).toEqual(lines)
  })
})

describe('resourceFieldRef', () => {
  it.each([
    ['cpu in thousandths', { resource: 'limits.cpu', divisor: '1m' }, 'env', []],
    ['huge pages', { resource: 'requests.hugepages-2Mi', divisor: '1Mi' }, 'env', []],
    ['a volume must say whose', { resource: 'limits.cpu' }, 'volume', ['x.containerName: Required value']],
    ['which resource', {}, 'env', ['x.resource: Required value']],
    ['cpu by two', { resource: 'limits.cpu', divisor: '2' }, 'env', ['x.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are supported with the cpu resource']],
    [
      'memory in thousandths', { resource: 'limits.memory', divisor: '1m' }, 'env',
      ['x.divisor: Invalid value: "limits.memory": only divisor\'s values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource'],
    ],
  ] as const)('%s', (_, ref, place, lines) => {
    expect(validateResourceFieldRef(ref, 'x', place).map(formatFieldError)).toEqual(lines)
  })
})
