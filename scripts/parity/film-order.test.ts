import { expect, it } from 'vitest'
import { sorted } from './film-order'

const endpoint = (name: string, ready: boolean) => ({ targetRef: { name: `web-<hash:1>-<rand:${name}>` }, conditions: { ready }, addresses: [`<podIP:${name}>`] })

it('takes endpoints in any order, by what is compared of them', () => {
  const one = sorted({ endpoints: [endpoint('1', true), endpoint('2', false)] })
  const other = sorted({ endpoints: [endpoint('3', false), endpoint('4', true)] })
  expect(one.endpoints.map(({ conditions }) => conditions.ready)).toEqual(other.endpoints.map(({ conditions }) => conditions.ready))
  expect(sorted({ subsets: [{ addresses: [{ ip: '<podIP:1>', target: 'b' }, { ip: '<podIP:2>', target: 'a' }] }] })).toEqual({
    subsets: [{ addresses: [{ ip: '<podIP:2>', target: 'a' }, { ip: '<podIP:1>', target: 'b' }] }],
  })
})

it('keeps the order of other lists', () => {
  expect(sorted({ conditions: [{ type: 'b' }, { type: 'a' }] })).toEqual({ conditions: [{ type: 'b' }, { type: 'a' }] })
})
