import { describe, expect, it } from 'vitest'
import { completeManifest } from './complete-manifest'
import { cursorAt } from './cursor'
import { formatManifest } from './format-manifest'
import { hoverManifest } from './hover-manifest'
import { quickFixes } from './quick-fix'
import { diagnose } from '@/lib/grade/diagnose'

/** A text with a bar where the caret is. */
function caret(text: string): [string, number] {
  const offset = text.indexOf('|')
  return [text.slice(0, offset) + text.slice(offset + 1), offset]
}

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n'
const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n'

describe('the caret’s place', () => {
  it.each([
    ['under spec', `${service}  |`, ['spec']],
    ['in a list item', `${service}  ports:\n  - port: 80\n    |`, ['spec', 'ports', 0]],
    ['on a new dash', `${service}  ports:\n  - |`, ['spec', 'ports', 0]],
    ['in an indented list', `${service}  ports:\n    - port: 80\n      |`, ['spec', 'ports', 0]],
    ['deep in a template', `${deployment}        |`, ['spec', 'template', 'spec', 'containers', 0]],
    ['back at the root', `${service}  ports: []\n|`, []],
    ['in the second document', `${service}---\napiVersion: v1\nkind: Pod\nspec:\n  |`, ['spec']],
  ])('%s', (_, text, path) => expect(cursorAt(...caret(text)).path).toEqual(path))
})

describe('completion', () => {
  const labels = (text: string) => completeManifest(...caret(text)).map((item) => item.label)
  it('offers the fields that are not there yet', () => {
    expect(labels(`${service}  ports:\n  - port: 80\n    |`)).toContain('targetPort')
    expect(labels(`${service}  ports:\n  - port: 80\n    |`)).not.toContain('port')
  })
  it('offers enum values', () => expect(labels(`${service}  type: |`)).toEqual(expect.arrayContaining(['ClusterIP', 'NodePort', 'LoadBalancer'])))
  it('offers kinds of the version', () => expect(labels('apiVersion: apps/v1\nkind: |')).toContain('Deployment'))
  it('offers nothing where the API has nothing', () => expect(labels(`${service}  nope:\n    |`)).toEqual([]))
})

it('explains the field under the pointer', () => {
  const text = `${service}  ports:\n  - targetPort: 80\n`
  const hover = hoverManifest(text, text.indexOf('targetPort') + 2, { 'io.k8s.api.core.v1.ServicePort': { fields: { targetPort: 'Number or name' } } })
  expect(hover).toMatchObject({ text: 'Number or name', title: 'spec.ports.targetPort — whole number or text' })
})

describe('quick fixes', () => {
  const fixed = (text: string) => {
    const [diagnostic] = diagnose(text, 'a.yaml')
    const [fix] = diagnostic === undefined ? [] : quickFixes(text, diagnostic)
    return fix === undefined ? undefined : text.slice(0, fix.start) + fix.insert + text.slice(fix.end)
  }
  it('mends a misspelt field', () => expect(fixed(`${service}  selectr:\n    app: web\n`)).toBe(`${service}  selector:\n    app: web\n`))
  it('mends a tab', () => expect(fixed('a:\n\tb: 1\n')).toBe('a:\n  b: 1\n'))
  it('puts a forgotten separator', () => expect(fixed('apiVersion: v1\nkind: Service\napiVersion: v1\nkind: Pod\n')).toBe('apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Pod\n'))
})

describe('format', () => {
  it('indents by two and keeps comments', () => expect(formatManifest('a:\n    b: 1 # why\n---\nc: [1]\n')).toBe('a:\n  b: 1 # why\n---\nc: [ 1 ]\n'))
  it('leaves broken text alone', () => expect(formatManifest('a: [')).toBeUndefined())
})
