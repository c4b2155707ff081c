import { expect, it } from 'vitest'
import { formatFieldPath, parseFieldPath } from './field-path'

it.each([
  ['spec.ports[0].targetPort', ['spec', 'ports', 0, 'targetPort']],
  ['metadata.labels[app.kubernetes.io/name]', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['spec', ['spec']],
  ['', []],
  ['a[0][1].b', ['a', 0, 1, 'b']],
])('%s', (field, path) => {
  expect(parseFieldPath(field)).toEqual(path)
  expect(formatFieldPath(path)).toBe(field)
})
