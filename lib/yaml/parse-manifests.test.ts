import { describe, expect, it } from 'vitest'
import { parseManifests } from './parse-manifests'

const read = (text: string) => parseManifests(text, 'web.yaml')
const problems = (text: string) => read(text).diagnostics.map((problem) => `${problem.severity} ${problem.code} ${String(problem.range.start.line)}`)

describe('what kubectl reads, is read', () => {
  it.each([
    ['several documents', 'a: 1\n---\nb: 2\n--- # next\nc: 3\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['a byte order mark and Windows line ends', '\uFEFFa: 1\r\nb: 2\r\n', [{ a: 1, b: 2 }]],
    ['JSON objects one after another', '{"a": 1}\n{"b": [2]}', [{ a: 1 }, { b: [2] }]],
    ['JSON with single quotes, as YAML', "{'a': 'b'}", [{ a: 'b' }]],
    ['anchors, aliases and merge keys', 'x: &x {a: 1}\nk: *x\nz: {<<: *x, b: 2}\n', [{ x: { a: 1 }, k: { a: 1 }, z: { a: 1, b: 2 } }]],
    ['YAML 1.1 booleans and numbers', 'a: yes\nb: 0x10\nc: 1_000\nd: 3e0\ne: 010\nf: 1:30\ng: 2024-01-01\nn: off\n', [{ a: true, b: 16, c: 1000, d: 3, e: 8, f: '1:30', g: '2024-01-01', false: false }]],
    ['nothing at all', '# only a comment\n---\n', []],
  ])('%s', (_, text, values) => {
    expect(read(text).documents.map((document) => document.value)).toEqual(values)
    expect(read(text).diagnostics.filter((problem) => problem.severity === 'error')).toEqual([])
  })

  it('keeps dangerous keys as data', () => {
    const value = read('__proto__: {polluted: true}\n').documents[0]?.value
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('places', () => {
  const document = read('kind: Service\nspec:\n  ports:\n  - port: 80\n    targetPort: web\n').documents[0]
  it('finds a value by its path', () => {
    expect(document?.rangeOf(['spec', 'ports', 0, 'targetPort']).start).toMatchObject({ line: 5, column: 17 })
  })
  it('finds a key by its path', () => {
    expect(document?.keyRangeOf(['spec', 'ports', 0, 'targetPort']).start).toMatchObject({ line: 5, column: 5 })
  })
  it('gives the nearest parent of what is missing', () => {
    expect(document?.rangeOf(['spec', 'ports', 0, 'nodePort']).start).toMatchObject({ line: 4, column: 5 })
  })
  it('counts lines over the whole file', () => {
    expect(read('a: 1\n---\nb:\n\tc: 1\n').diagnostics[0]?.range.start.line).toBe(4)
  })
})

describe('what is wrong, is said', () => {
  it.each([
    ['a tab', 'a:\n\tb: 1\n', 'error tab-as-indent 2'],
    ['an unclosed quote', 'a: "b\n', 'error missing-char 2'],
    ['a duplicate key, as a warning', 'a: 1\na: 2\n', 'warning duplicate-key 2'],
    ['a forgotten separator, as a warning', 'kind: A\nb: 1\nkind: B\n', 'warning missing-separator 3'],
    ['a control character', 'a: b\u0007\n', 'error control-character 1'],
    ['an unknown anchor', 'a: *b\n', 'error aliases 1'],
  ])('%s', (_, text, problem) => {
    expect(problems(text)).toContain(problem)
  })

  it('reads the other documents when one is broken', () => {
    expect(read('a: 1\n---\nb: [\n---\nc: 3\n').documents.map((document) => document.value)).toEqual([{ a: 1 }, { c: 3 }])
  })
})

describe('hostile texts end in a diagnostic', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...Array.from('bcdefghij').map((letter, i) => `${letter}: &${letter} [${Array(9).fill(`*${'abcdefghi'.charAt(i)}`).join(',')}]`)].join('\n')
  it.each([
    ['10,000 nested brackets', '['.repeat(10_000)],
    ['nested blocks', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n').slice(0, 1_000_000)],
    ['an alias bomb', bomb],
    ['five megabytes', 'a'.repeat(5 * 1024 * 1024)],
    ['a binary file', '\u0000\u0001\u0002PNG'],
  ])('%s', (_, text) => {
    const result = read(text)
    expect(result.documents).toEqual([])
    expect(result.diagnostics.length).toBeGreaterThan(0)
  })
})
