import type { ScalarTag, Tags } from 'yaml'

/**
 * Scalars as sigs.k8s.io/yaml reads them (go-yaml 2's resolve.go): YAML 1.1 booleans, `~`, decimal, 0x, 0b and 0-octal integers with
 * underscores, floats; no sexagesimal numbers, no timestamps. A fractional number without fraction (`3.0`, `3e0`) becomes an integer on the
 * way to JSON, which JavaScript's numbers do by themselves.
 */
const integer = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/
const float = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/

function parseInteger(text: string): number {
  const digits = text.replaceAll('_', '')
  const negative = digits.startsWith('-')
  const bare = digits.replace(/^[-+]/, '')
  const value = /^0o?[0-7]+$/.test(bare) ? Number.parseInt(bare.replace(/^0o?/, ''), 8) : Number(bare)
  return negative ? -value : value
}

const nullTag: ScalarTag = {
  identify: (value) => value === null,
  default: true,
  tag: 'tag:yaml.org,2002:null',
  test: /^(?:~|null|Null|NULL)?$/,
  resolve: () => null,
}

const trueTag: ScalarTag = {
  identify: (value) => value === true,
  default: true,
  tag: 'tag:yaml.org,2002:bool',
  test: /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
  resolve: () => true,
}

const falseTag: ScalarTag = {
  identify: (value) => value === false,
  default: true,
  tag: 'tag:yaml.org,2002:bool',
  test: /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/,
  resolve: () => false,
}

const integerTag: ScalarTag = { identify: Number.isInteger, default: true, tag: 'tag:yaml.org,2002:int', test: integer, resolve: parseInteger }

const floatTag: ScalarTag = {
  identify: (value) => typeof value === 'number',
  default: true,
  tag: 'tag:yaml.org,2002:float',
  test: float,
  resolve: (text) => Number(text.replaceAll('_', '')),
}

const infinityTag: ScalarTag = {
  identify: (value) => typeof value === 'number',
  default: true,
  tag: 'tag:yaml.org,2002:float',
  test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
  resolve: (text) => (/nan/i.test(text) ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity),
}

/** Replaces the scalar tags of the library's YAML 1.1 schema; maps, sequences, strings, merge keys and binary stay. */
export function goTags(tags: Tags): Tags {
  const kept = tags.filter((tag) => typeof tag === 'string' || 'collection' in tag || tag.tag === 'tag:yaml.org,2002:str' || tag.tag === 'tag:yaml.org,2002:binary')
  return [...kept, 'merge', nullTag, trueTag, falseTag, integerTag, floatTag, infinityTag]
}
