import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJson } from './json-text'

it.each([
  ['', 'unexpected end of JSON input'], ['{', 'unexpected end of JSON input'], ['[1,', 'unexpected end of JSON input'], ['"abc', 'unexpected end of JSON input'], ['tru', 'unexpected end of JSON input'],
  ['nope', "invalid character 'o' in literal null (expecting 'u')"], ['a b', "invalid character 'a' looking for beginning of value"], ['é', "invalid character 'Ã' looking for beginning of value"],
  ['{a}', "invalid character 'a' looking for beginning of object key string"], ['{"a" 1}', "invalid character '1' after object key"], ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
  ['[1 2]', "invalid character '2' after array element"], ['{} x', "invalid character 'x' after top-level value"], ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['[1,]', "invalid character ']' looking for beginning of value"], ['"a\nb"', "invalid character '\\n' in string literal"], ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"], ['-a', "invalid character 'a' in numeric literal"], ['1.a', "invalid character 'a' after decimal point in numeric literal"],
  ['1e+', 'unexpected end of JSON input'], ['1ex', "invalid character 'x' in exponent of numeric literal"], ["'", "invalid character '\\'' looking for beginning of value"], ['01', "invalid character '1' after top-level value"],
])('%j: %s', (text, error) => {
  expect(readJson(text)).toEqual({ error })
})

it('notes keys that stand twice by their path', () => {
  const read = readJson('{"a":{"b":1,"b":2},"l":[{"c":1},{"c":1,"c":2}],"a":3}')
  expect('notes' in read && [...read.notes.duplicates]).toEqual(['a.b', 'l[1].c', 'a'])
  expect('value' in read && read.value).toEqual({ a: 3, l: [{ c: 1 }, { c: 2 }] })
})

it('notes numbers whose text JavaScript would change', () => {
  const read = readJson('{"a":1,"b":[1.0,3e1,-0,12345678901234567890]}')
  expect('notes' in read && [...read.notes.numbers]).toEqual([['b[0]', '1.0'], ['b[1]', '3e1'], ['b[2]', '-0'], ['b[3]', '12345678901234567890']])
})

it('bears depth up to Go’s limit and says where it ends', () => {
  expect('value' in readJson(`${'['.repeat(9_000)}${']'.repeat(9_000)}`)).toBe(true)
  expect(readJson('['.repeat(10_001))).toEqual({ error: 'exceeded max depth' })
})

it('reads every JSON that JSON.stringify writes, and refuses every proper beginning of an object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), fc.nat(), (value, cut) => {
      const text = JSON.stringify(value)
      const read = readJson(text)
      expect('value' in read && JSON.stringify(read.value)).toBe(JSON.stringify(JSON.parse(text)))
      expect('error' in readJson(text.slice(0, cut % text.length))).toBe(true)
    }),
  )
})
