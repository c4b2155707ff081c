import { expect, it } from 'vitest'
import { goYamlFault } from './parser'

it.each([
  ['a: b: c', 'mapping values are not allowed in this context', ''],
  ['a:\n  b: 1\n c: 2', 'did not find expected key', 'line 2: '],
  ['a: 1\nb\nc: 2', "could not find expected ':'", 'line 3: '],
  ['a:\n\tb: 1', 'found character that cannot start any token', 'line 2: '],
  ['a: b\n\tc', 'found a tab character that violates indentation', 'line 2: '],
  ['a: |\n  x\n\ty\n', 'found a tab character where an indentation space is expected', 'line 3: '],
  ['a: [1, 2\nb: 3', "did not find expected ',' or ']'", 'line 1: '],
  ['a: {b: 1\nc: 2', "did not find expected ',' or '}'", 'line 1: '],
  ['a: "x\n', 'found unexpected end of stream', 'line 2: '],
  ['a: "\\q"', 'found unknown escape character', ''],
  ['- a\nb: 1', "did not find expected '-' indicator", 'line 1: '],
  ['a: *b', "unknown anchor 'b' referenced", ''],
  ['a: *', 'did not find expected alphabetic or numeric character', ''],
  ['a: !x!y z', 'found undefined tag handle', ''],
  ['a: ]', 'did not find expected node content', ''],
  ['%YAML 1.2\na: 1', 'found incompatible YAML document', ''],
  ['a: b\u0007', 'control characters are not allowed', ''],
])('%j', (text, problem, line) => {
  expect(goYamlFault(text)).toBe(`yaml: ${line}${problem}`)
})

it.each(['a: 1\n', '- a\n-\n- - b\n', 'a: &x {b: [1, c: d]}\nb: *x\n', 'a: |+2\n   x\n', '? a\n: b\n', '', '# nothing\n', 'a: 1\n...\n]', '"a": \'it\'\'s\'\n'])('reads %j', (text) => {
  expect(goYamlFault(text)).toBeUndefined()
})

it('ends on hostile texts', () => {
  expect(goYamlFault('['.repeat(20_000))).toBeDefined()
  expect(goYamlFault(`${'- '.repeat(1_000)}a`)).toBeUndefined()
})
