import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateEnv, validateEnvFrom } from './container-env'

const noSource = 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'

describe('env', () => {
  it.each([
    ['spaces and digits are let through', [{ name: '1 a.b', value: 'x' }], []],
    ['no name', [{ value: 'x' }], ['e[0].name: Required value']],
    ['an equals sign', [{ name: 'A=B' }], ['e[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than \'=\'']],
    ['a source of nothing', [{ name: 'A', valueFrom: {} }], [`e[0].valueFrom: Invalid value: "": ${noSource}`]],
    ['value and source', [{ name: 'A', value: 'x', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }], ['e[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty']],
    [
      'two sources', [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' }, configMapKeyRef: { name: 'c', key: 'k' } } }],
      ['e[0].valueFrom: Invalid value: "": may not have more than one field specified at a time'],
    ],
    ['no key', [{ name: 'A', valueFrom: { secretKeyRef: { name: 's' } } }], ['e[0].valueFrom.secretKeyRef.key: Required value']],
    ['a file of a volume', [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'f.env', key: 'K' } } }], []],
  ])('%s', (_, variables, lines) => {
    expect(validateEnv(variables, 'e').map(formatFieldError)).toEqual(lines)
  })
})

describe('envFrom', () => {
  it.each([
    ['a ConfigMap', [{ prefix: 'A_', configMapRef: { name: 'c' } }], []],
    ['nothing: the list is named, not the item', [{}], ['e: Invalid value: "": must specify one of: `configMapRef` or `secretRef`']],
    ['both', [{ configMapRef: { name: 'c' }, secretRef: { name: 's' } }], ['e: Invalid value: "": may not have more than one field specified at a time']],
    ['a nameless Secret', [{ secretRef: {} }], ['e[0].secretRef.name: Required value']],
  ])('%s', (_, sources, lines) => {
    expect(validateEnvFrom(sources, 'e').map(formatFieldError)).toEqual(lines)
  })
})
