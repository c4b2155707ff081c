import { describe, expect, it } from 'vitest'
import type { NameRule } from './names'
import {
  asGenerateName, byteLength, regexMessage, validateConfigKey, validateDns1035Label, validateDns1123Label, validateDns1123Subdomain, validateLabelValue, validatePathSegment,
  validatePortName, validatePortNumber, validateQualifiedName, validateWildcardSubdomain,
} from './names'

const long = (count: number): string => 'a'.repeat(count)

/** What each rule says of a value: nothing, or the beginning of its texts. */
function expectRule(rule: NameRule, cases: readonly (readonly [string, ...(readonly string[])])[]): void {
  for (const [value, ...wanted] of cases) expect([value, ...rule(value).map((text, at) => text.slice(0, wanted[at]?.length ?? 200))]).toEqual([value, ...wanted])
}

describe('names of objects', () => {
  it('a DNS label has no dots and at most 63 characters', () => {
    expectRule(validateDns1123Label, [
      ['a'], ['1a'], ['a-1'], [long(63)],
      [long(64), 'must be no more than 63 characters'],
      ['a.b', 'must not contain dots'],
      ['A', "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'"],
      ['', 'a lowercase RFC 1123 label'], ['-a', 'a lowercase RFC 1123 label'], ['a_b', 'a lowercase RFC 1123 label'],
    ])
  })

  it('a DNS-1035 label begins with a letter', () => {
    expectRule(validateDns1035Label, [['a1'], ['1a', 'a DNS-1035 label must consist']])
  })

  it('a DNS subdomain is labels joined by dots', () => {
    expectRule(validateDns1123Subdomain, [
      ['a.b'], [long(253)], [long(254), 'must be no more than 253 characters'], ['a..b', 'a lowercase RFC 1123 subdomain'], ['a b', 'a lowercase RFC 1123 subdomain'],
    ])
  })

  it('a wildcard stands for one label only', () => {
    expectRule(validateWildcardSubdomain, [['*.example.com'], ['*example.com', 'a wildcard DNS-1123 subdomain must start'], ['*.*.com', 'a wildcard']])
  })

  it('a path segment is almost anything', () => {
    expectRule(validatePathSegment, [['system:node'], ['.', "may not be '.'"], ['..', "may not be '..'"], ['a/b', "may not contain '/'"], ['a%b', "may not contain '%'"]])
  })

  it('a prefix may end in a hyphen', () => {
    expect(asGenerateName(validateDns1123Label)('web-')).toEqual([])
    expect(asGenerateName(validateDns1123Label)('Web-')).toHaveLength(1)
  })
})

describe('keys and values', () => {
  it('a qualified name is a name with an optional domain', () => {
    expectRule(validateQualifiedName, [
      ['app'], ['example.com/app'], ['A_b.c'],
      ['', 'name part must be non-empty', "name part must consist of alphanumeric characters, '-', '_' or '.'"],
      ['example.com/', 'name part must be non-empty', 'name part must consist'],
      ['/a', 'prefix part must be non-empty'],
      ['Example.com/a', 'prefix part a lowercase RFC 1123 subdomain'],
      ['a/b/c', 'a valid label key must consist'],
      [long(64), 'name part must be no more than 63 bytes'],
      [`${long(254)}/a`, 'prefix part must be no more than 253 bytes'],
    ])
  })

  it('a label value may be empty', () => {
    expectRule(validateLabelValue, [[''], ['a_b.c-d'], [long(64), 'must be no more than 63 bytes'], ['-a', 'a valid label must be an empty string'], ['ä', 'a valid label']])
  })

  it('a key of a ConfigMap is a file name', () => {
    expectRule(validateConfigKey, [['a.b'], ['.a'], ['.', "must not be '.'"], ['..', "must not be '..'"], ['..a', "must not start with '..'"], ['a b', 'a valid config key must consist']])
  })

  it('a port name has a letter and single hyphens', () => {
    expectRule(validatePortName, [
      ['http'], ['1a'], ['80', 'must contain at least one letter (a-z)'],
      ['HTTP', 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)', 'must contain at least one letter (a-z)'],
      ['a--b', 'must not contain consecutive hyphens'], ['a-', 'must not begin or end with a hyphen'], [long(16), 'must be no more than 15 characters'],
    ])
  })

  it.each([[0, 1], [1, 0], [65535, 0], [65536, 1], [-1, 1]])('port %i has %i faults', (port, faults) => {
    expect(validatePortNumber(port)).toHaveLength(faults)
  })
})

it('texts quote the pattern and its examples', () => {
  expect(regexMessage('must be so', '[0-9]+%', '1%', '93%')).toBe("must be so (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")
})

it('lengths are bytes', () => {
  expect(byteLength('é')).toBe(2)
  expect(byteLength('ab')).toBe(2)
})
