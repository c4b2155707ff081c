import { describe, expect, it } from 'vitest'
import { goSort } from './go-sort'
import { sortByPath } from './sort-by'

const names = (values: readonly unknown[], path = '{.v}') => {
  const sorted = sortByPath(values.map((v, at) => (v === undefined ? { n: at } : { n: at, v })), (item) => item, path, 'table')
  return 'items' in sorted ? sorted.items.map(({ n }) => n) : sorted
}

describe('sort keys', () => {
  it('what lacks the field comes first, the last of them before the others', () => {
    expect(names(['front', undefined, undefined])).toEqual([2, 1, 0])
  })
  it('texts that are quantities by their amount', () => {
    expect(names(['1Gi', '900Mi', '20Mi'])).toEqual([2, 1, 0])
    expect(names(['b10', 'b9'])).toEqual([0, 1])
  })
  it('a field that is nowhere', () => {
    expect(names([1, 2], '{.nope}')).toEqual({ problem: `couldn't find any field with path "{.nope}" in the list of objects` })
  })
  it('values without an order', () => {
    expect(names([[1], [2]])).toEqual({ where: 'sorter.go:375', logged: 'Field {.v} in [][][]reflect.Value is an unsortable type: interface, err: unsortable type: []interface {}' })
    expect(names([1, 'a'])).toMatchObject({ logged: expect.stringContaining('unsortable interface: interface') as string })
  })
})

describe("Go's sort", () => {
  const sorted = (values: number[]) => {
    goSort(values, (a, b) => a < b)
    return values
  }
  it.each([[5], [13], [60], [400]])('%i values', (length) => {
    const mixed = Array.from({ length }, (_, at) => (at * 7919) % 101)
    const rising = [...mixed].sort((a, b) => a - b)
    expect(sorted([...mixed])).toEqual(rising)
    expect(sorted([...rising].reverse())).toEqual(rising)
    expect(sorted([...rising])).toEqual(rising)
  })
})
