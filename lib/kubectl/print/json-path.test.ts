import { describe, expect, it } from 'vitest'
import { printJsonPath, relaxedPath } from './json-path'

const shop = { kind: 'Pod', metadata: { name: 'shop', labels: { 'example.com/team': 'web' } }, spec: { containers: [{ name: 'web', port: 80 }, { name: 'side' }, { name: 'third', port: 6379 }] } }

describe('templates', () => {
  it.each([
    ['{.metadata.name}', 'shop'],
    ['{.spec.containers[*].name}', 'web side third'],
    ['{.spec.containers[-1].name}', 'third'],
    ['{.spec.containers[0:3:2].name}', 'web third'],
    ['{.spec.containers[1,0].name}', 'side web'],
    ['{.spec.containers[?(@.port>80)].name}', 'third'],
    ['{.spec.containers[?(@.port)].name}', 'web third'],
    ['{range .spec.containers[*]}{.name}{"\\n"}{end}!', 'web\nside\nthird\n!'],
    ['{.metadata.labels.example\\.com/team}', 'web'],
    ['{.nope.more}', ''],
    ['{.spec.containers[0]}', '{"name":"web","port":80}'],
    ['.metadata.name', '.metadata.name'],
  ])('%s', (template, text) => {
    expect(printJsonPath(template, shop)).toBe(text)
  })
})

describe('refusals', () => {
  it.each([
    ['{.spec.containers[a].name}', 'error: error parsing jsonpath {.spec.containers[a].name}, invalid array index a'],
    ['{.metadata.name', 'error: error parsing jsonpath {.metadata.name, unclosed action'],
    ['{.spec.containers[3].name}', 'array index out of bounds: index 3, length 3'],
    ['{.spec.containers[?(@.name>1)].name}', 'incompatible types for comparison'],
    ['{metadata.name}', 'unrecognized identifier metadata'],
    ['{metadata:x}', 'unrecognized identifier metadata:x'],
  ])('%s', (template, words) => {
    expect(() => printJsonPath(template, shop)).toThrow(words)
  })
})

it('a sort key or column may leave out braces and the first dot', () => {
  for (const path of ['{.metadata.name}', '{metadata.name}', '.metadata.name', 'metadata.name']) expect(relaxedPath(path)).toBe('{.metadata.name}')
})
