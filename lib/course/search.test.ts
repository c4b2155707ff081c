import { describe, expect, it } from 'vitest'
import { searchCourse, type SearchEntry } from './search'

const entries: readonly SearchEntry[] = [
  { kind: 'lesson', title: 'NodePort: one port on every node', note: 'Open an app to the outside.', href: '/services/nodeport' },
  { kind: 'word', title: 'virtual IP', note: 'An address that no machine has; a node swaps it.', href: '/glossary#virtual-ip' },
]

describe('search', () => {
  it.each([
    ['node', ['/services/nodeport', '/glossary#virtual-ip']],
    ['NODEP', ['/services/nodeport']],
    ['ip virtual', ['/glossary#virtual-ip']],
    ['virtual port', []],
    ['', []],
    ['  .* ', []],
  ])('%s', (query, hrefs) => {
    expect(searchCourse(entries, query).map(({ href }) => href)).toEqual(hrefs)
  })
})
