import { describe, expect, it } from 'vitest'
import { addresses } from './addresses'
import { rareKind } from './rare-kind'
import { rules } from './rules'

const names = Object.keys(addresses) as (keyof typeof addresses)[]

describe('kinds whose rules are fetched', () => {
  it.each(names)('%s is addressed as its rules say', (name) => {
    const data = (definition: object) => JSON.parse(JSON.stringify(definition)) as unknown
    expect(data(rareKind(name))).toEqual(data(rules[name]))
  })

  it.each(names)('%s leaves no rule out', (name) => {
    expect(Object.keys(rareKind(name))).toEqual(expect.arrayContaining(Object.keys(rules[name])))
  })
})
