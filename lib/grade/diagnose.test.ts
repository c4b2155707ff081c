import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose'

const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n${spec}`
const said = (text: string) => diagnose(text, 'web.yaml').map(({ severity, code, path, range }) => `${severity} ${code} ${path ?? '-'} ${range.start.line}:${range.start.column}`)

describe('a manifest that the API server takes', () => {
  it.each([
    ['a Service', service('  selector: {app: web}\n  ports:\n  - port: 80\n')],
    ['a List', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n'],
    ['JSON', '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}'],
    ['nothing', ''],
  ])('has nothing to be said of: %s', (_, text) => expect(said(text)).toEqual([]))
})

describe('what is wrong is said at its place', () => {
  it.each([
    ['an unknown field', service('  selectr: {app: web}\n'), 'error unknown-field spec.selectr 6:3'],
    ['a wrong type', service('  ports:\n  - port: eighty\n'), 'error wrong-type spec.ports[0].port 7:11'],
    ['a value out of range', service('  ports:\n  - port: 70000\n'), 'error FieldValueInvalid spec.ports[0].port 7:11'],
    ['a forbidden field', service('  ports:\n  - port: 80\n    nodePort: 30080\n'), 'error FieldValueForbidden spec.ports[0].nodePort 8:15'],
    ['a value that is none of the possible ones', service('  type: Loadbalancer\n  ports: [{port: 80}]\n'), 'error FieldValueNotSupported spec.type 6:9'],
    ['a missing kind', 'apiVersion: v1\nmetadata: {name: a}\n', 'error kind-missing kind 1:1'],
    ['a missing apiVersion', 'kind: Service\nmetadata: {name: a}\n', 'error version-missing apiVersion 1:1'],
    ['a kind in the wrong version', 'apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n', 'error no-kind kind 2:7'],
    ['a selector that misses the template', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata:\n      labels: {app: b}\n    spec: {containers: [{name: a, image: nginx:1.27}]}\n', 'error FieldValueInvalid spec.template.metadata.labels 8:15'],
  ])('%s', (_, text, expected) => expect(said(text)).toContain(expected))

  it('in every document, by lines of the whole file', () => {
    expect(said(`${service('  ports:\n  - port: 80\n')}---\n${service('  ports:\n  - port: 0\n    targetPort: 80\n')}`)).toEqual(['error FieldValueInvalid spec.ports[0].port 15:11'])
  })

  it('in the items of a List', () => {
    expect(said('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n  dat: {}\n')).toEqual(['error unknown-field dat 7:3'])
  })

  it('all at once: unknown fields do not hide what else is wrong', () => {
    expect(said(service('  selectr: {}\n  ports:\n  - port: 0\n    targetPort: 80\n'))).toEqual(['error unknown-field spec.selectr 6:3', 'error FieldValueInvalid spec.ports[0].port 8:11'])
  })

  it('names the right version', () => {
    expect(diagnose('apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n', 'a.yaml')[0]?.message).toContain('apps/v1')
  })
})
