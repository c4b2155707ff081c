import { expect, it } from 'vitest'
import { inOrder, inSliceOrder } from './port-order'

const http = { name: 'http', port: 8080, protocol: 'TCP', appProtocol: 'http' } as const
const dns = { name: 'dns', port: 53, protocol: 'UDP' } as const

it.each([[[http, dns]], [[dns, http]]])('orders ports by their hashes, in Endpoints otherwise than in slices', (...[ports]) => {
  expect(inOrder(ports).map(({ name }) => name)).toEqual(['http', 'dns'])
  expect(inSliceOrder(ports).map(({ name }) => name)).toEqual(['dns', 'http'])
})
