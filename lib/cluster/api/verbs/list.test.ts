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
  [encoded('{}'), 'continue key is not valid: server does not recognize this encoded version ""'],
  [encoded('{"v":"meta.k8s.io/v1"}'), 'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)'],
])('refuses the token %s', (text, why) => {
  expect(get(`limit=2&continue=${text}`)).toMatchObject({ status: 400, body: { message: `invalid continue token: ${why}` } })
})

it('does not take a version besides', () => {
  expect(get(`limit=2&resourceVersion=5&continue=${token()}`)).toMatchObject({ status: 400, body: { message: 'specifying resource version is not allowed when using continue' } })
})
