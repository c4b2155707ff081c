import { expect, it } from 'vitest'
import { createCluster } from '../../create-cluster'
import { handle } from '../handle'

const cluster = createCluster({ nodes: 0, standIns: false })
const get = (query: string) => handle(cluster, { method: 'GET', path: `/api/v1/namespaces?${query}` }).response
const token = () => (get('limit=2').body as { metadata: { continue: string } }).metadata.continue
const encoded = (text: string) => btoa(text).replace(/=+$/, '')

it('goes on where a page ended', () => {
  const names = (get(`limit=2&continue=${token()}`).body as { items: readonly { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name)
  expect(names).toEqual(['kube-public', 'kube-system'])
})

it.each([
  ['abc', "continue key is not valid: invalid character 'i' looking for beginning of value"],
  ['a*c', 'continue key is not valid: illegal base64 data at input byte 1'],
  [encoded('{}'), 'continue key is not valid: server does not recognize this encoded version '],
  [encoded('{"v":"meta.k8s.io/v1","rv":1}'), 'continue key is not valid: encoded start key empty (version meta.k8s.io/v1)'],
  [encoded('{"v":"meta.k8s.io/v1","rv":1,"start":"../a"}'), 'continue key is not valid: ../a'],
  [encoded('{"v":"meta.k8s.io/v1"}'), 'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)'],
])('refuses the token %s', (text, why) => {
  expect(get(`limit=2&continue=${text}`)).toMatchObject({ status: 400, body: { message: `invalid continue token: ${why}` } })
})

it('does not take a version besides', () => {
  expect(get(`limit=2&resourceVersion=5&continue=${token()}`)).toMatchObject({ status: 400, body: { message: 'specifying resource version is not allowed when using continue' } })
})

it('goes on with what there is now where the token is of no version', () => {
  expect(get(`continue=${encoded('{"v":"meta.k8s.io/v1","rv":-1,"start":"kube-q"}')}`).body).toMatchObject({ items: [{ metadata: { name: 'kube-system' } }] })
})

it('waits for no version that is still to come', () => {
  const one = (query: string) => handle(cluster, { method: 'GET', path: `/api/v1/namespaces/default?resourceVersion=${query}` }).response
  expect([one('0').status, one('9999').status, one('x').status]).toEqual([200, 504, 500])
  expect(get('resourceVersion=x').body).toMatchObject({ code: 400, message: 'invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax' })
})

it('ends what a watch begins with by a bookmark, where bookmarks are wanted', () => {
  const { watch } = get('watch=1&allowWatchBookmarks=true')
  expect(watch?.events.at(-1)).toMatchObject({ type: 'BOOKMARK', object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } } })
  expect(get('watch=1&continue=a').body).toMatchObject({ message: 'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided' })
})
