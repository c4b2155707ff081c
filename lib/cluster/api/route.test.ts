import { expect, it } from 'vitest'
import { createCluster } from '../create-cluster'
import { handle } from './handle'

const cluster = createCluster({ nodes: 0, standIns: false })
const send = (path: string, method: 'GET' | 'DELETE' | 'POST' = 'GET') => handle(cluster, { method, path }).response
const message = (query: string) => (send(`/api/v1/pods?${query}`).body as { message?: string }).message

it.each([
  ['GET', '/api/v1/pods/x', 404],
  ['DELETE', '/api/v1/pods', 405],
  ['POST', '/healthz', 200],
] as const)('%s %s: %i', (method, path, status) => {
  expect(send(path, method).status).toBe(status)
})

it('a watch may be asked for by its old path', () => {
  expect(send('/api/v1/watch/pods?timeoutSeconds=1').watch).toEqual(send('/api/v1/pods?watch=1&timeoutSeconds=1').watch)
})

it.each([
  ['limit=', 'strconv.ParseInt: parsing "": invalid syntax'],
  ['limit=99999999999999999999', 'strconv.ParseInt: parsing "99999999999999999999": value out of range'],
  ['fieldSelector=metadata.name%3Da%3Db', 'invalid field selector: unescaped character in value: 61'],
  ['fieldSelector=metadata.name%3Da%5Cb', String.raw`invalid field selector: invalid escape sequence: \b`],
  [String.raw`fieldSelector=metadata.name%3Da%5C%3Db`, undefined],
])('%s: %s', (query, wanted) => {
  expect(message(query)).toBe(wanted)
})
