import { describe, expect, it } from 'vitest'
import { concretePath } from './concrete-path'
import { explainRefusal } from './refusal'

const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: docs\nspec:\n  ports:\n  - port: 80\n    nodePort: 30080\n'
const refused = (stderr: string, written = text) => explainRefusal({ do: 'apply', file: 'docs.yaml', text: written }, 0, stderr).at

describe('a refused file is told at its line', () => {
  it.each([
    ['an invalid field', 'The Service "docs" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated', { line: 8, column: 15, path: 'spec.ports[0].nodePort' }],
    ['the first of several', 'The Service "docs" is invalid:\n* spec.ports[0].port: Invalid value: 0: x\n* metadata.name: Required value', { line: 7, path: 'spec.ports[0].port' }],
    ['an unknown field', 'Error from server (BadRequest): error when creating "docs.yaml": Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.ports"', { line: 6, column: 3 }],
    ['a wrong type', 'Error from server (BadRequest): error when creating "docs.yaml": Service in version "v1" cannot be handled as a Service: json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32', { line: 7, path: 'spec.ports[0].port' }],
    ['a namespace that is not there', 'Error from server (NotFound): error when creating "docs.yaml": namespaces "prod" not found', { line: 5, column: 14, path: 'metadata.namespace' }, text.replace('spec:', '  namespace: prod\nspec:')],
    ['a kind of another version', 'error: resource mapping not found for name: "docs" namespace: "" from "docs.yaml": no matches for kind "Service" in version "apps/v1"', { line: 2, column: 7, path: 'kind' }, text.replace('v1', 'apps/v1')],
    ['a patch whose fault has no name', 'The request is invalid: patch: Invalid value: "map[spec:map[ports:[map[port:x]]]]": unrecognized type: int32', { line: 7, column: 11, path: 'spec.ports[0].port' }, text.replace('port: 80', 'port: x')],
    ['a list that was written as one', 'The Service "docs" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.3.3"]: may not change once set', { line: 6, path: 'spec.clusterIP' }],
    ['anything else', 'error: something', { line: 1 }],
  ])('%s', (_, stderr, at, written?) => expect(refused(stderr, written)).toMatchObject({ file: 'docs.yaml', ...at }))

  it('a text that cannot be read, at the fault', () => expect(refused('error: error parsing docs.yaml', 'a:\n\tb: 1\n')).toMatchObject({ line: 2 }))
})

it('a refused line is told at its line', () => {
  expect(explainRefusal({ do: 'kubectl', line: 'get x', file: 'steps.kubectl', lineNumber: 3 }, 0, 'error: no').at).toEqual({ file: 'steps.kubectl', line: 3 })
})

it('finds the list item that a path without indexes means', () => {
  expect(concretePath({ spec: { ports: [{ name: 'a' }, { port: 'x' }] } }, 'spec.ports.port')).toBe('spec.ports[1].port')
})
