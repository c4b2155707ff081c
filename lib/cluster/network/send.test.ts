import { expect, test } from 'vitest'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'
import { inject } from '../inject'
import { readUrl, send } from './send'

function post(cluster: Cluster, path: string, body: object): Cluster {
  const { cluster: after, response } = handle(cluster, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return after
}

const core = '/api/v1/namespaces/default'

function shop(service: object = {}): Cluster {
  const pod = (name: string, image: string, nodeName: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } }, spec: { nodeName, terminationGracePeriodSeconds: 30, containers: [{ name, image }] } })
  let cluster = post(createCluster(), `${core}/pods`, pod('web', 'nginx:1.27', 'node-1'))
  cluster = post(cluster, `${core}/pods`, pod('client', 'example.com/frontend:1.0', 'node-2'))
  cluster = post(cluster, `${core}/services`, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...service } })
  return advance(cluster, 10_000)
}

const ask = (cluster: Cluster, url: string) => send(cluster, { from: { pod: 'client', namespace: 'default' }, url }).result
const lastHop = (cluster: Cluster, url: string) => ask(cluster, url).hops.at(-1)?.at

test('an answer, with every hop on the way', () => {
  const result = ask(shop(), 'http://web')
  expect(result).toMatchObject({ answered: true, status: 200, pod: { name: 'web' } })
  expect(result.hops.every((hop) => hop.ok)).toBe(true)
  expect(result.hops.map((hop) => hop.at)).toEqual(expect.arrayContaining(['dns', 'virtual-ip', 'container']))
})

test('each hop fails in its own way', () => {
  const cluster = shop()
  expect(ask(cluster, 'http://wbe')).toMatchObject({ answered: false, failure: 'name-not-resolved' })
  expect(lastHop(cluster, 'http://wbe')).toBe('dns')
  expect(ask(cluster, 'http://web:81')).toMatchObject({ failure: 'timed-out' })
  expect(lastHop(cluster, 'http://web:81')).toBe('virtual-ip')
  expect(ask(shop({ selector: { app: 'nobody' } }), 'http://web')).toMatchObject({ failure: 'connection-refused' })
  const wrongTarget = shop({ ports: [{ port: 80, targetPort: 8080 }] })
  expect(ask(wrongTarget, 'http://web')).toMatchObject({ failure: 'connection-refused' })
  expect(lastHop(wrongTarget, 'http://web')).toBe('container')
  expect(ask(cluster, 'http://')).toMatchObject({ failure: 'bad-url' })
})

test('a process that hangs, a node that is down: the client waits its time out', () => {
  const hung = inject(shop(), { do: 'hang-container', namespace: 'default', pod: 'web' })
  expect(send(hung, { from: { pod: 'client', namespace: 'default' }, url: 'http://web', timeoutMs: 3000 }).result).toMatchObject({ failure: 'timed-out', durationMs: 3000 })
  const dark = inject(shop(), { do: 'stop-node', node: 'node-1' })
  expect(ask(dark, 'http://web')).toMatchObject({ failure: 'timed-out' })
  expect(lastHop(dark, 'http://web')).toBe('endpoint')
  expect(lastHop(inject(shop(), { do: 'stop-node', node: 'node-2' }), 'http://web')).toBe('client')
})

test('a Pod in its node\'s network has the node\'s address, and is reached there', () => {
  const onHost = (name: string, image: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: 'host' } }, spec: { nodeName: 'node-3', hostNetwork: true, containers: [{ name, image }] } })
  let cluster = post(post(shop({ selector: { app: 'host' } }), `${core}/pods`, onHost('proxy', 'nginx:1.27')), `${core}/pods`, onHost('api', 'example.com/backend:1.0'))
  cluster = advance(cluster, 20_000)
  for (const name of ['proxy', 'api']) expect(cluster.objects.get(`/pods/default/${name}`)).toMatchObject({ status: { podIP: '192.0.2.13', phase: 'Running' } })
  expect(send(cluster, { from: 'outside', url: 'http://192.0.2.13' }).result).toMatchObject({ answered: true, pod: { name: 'proxy' } })
  expect(ask(cluster, 'http://192.0.2.13:8080')).toMatchObject({ answered: true, pod: { name: 'api' } })
  expect(ask(cluster, 'http://web')).toMatchObject({ answered: true, pod: { name: 'proxy' } })
  expect(ask(cluster, 'http://192.0.2.12')).toMatchObject({ failure: 'connection-refused' })
})

test('a name belongs to its namespace', () => {
  const cluster = advance(post(shop(), '/api/v1/namespaces', { metadata: { name: 'other' } }), 11_000)
  const both = advance(post(cluster, '/api/v1/namespaces/other/pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'guest' }, spec: { containers: [{ name: 'c', image: 'example.com/frontend:1.0' }] } }), 20_000)
  const from = { pod: 'guest', namespace: 'other' }
  const short = send(both, { from, url: 'http://web' }).result
  expect(short.failure).toBe('name-not-resolved')
  expect(short.hops.at(-1)?.say).toContain('from other its name is web.default')
  for (const host of ['web.default', 'web.default.svc', 'web.default.svc.cluster.local', 'WEB.default.svc.cluster.local.']) expect(send(both, { from, url: `http://${host}` }).result.status).toBe(200)
  expect(send(both, { from: 'outside', url: 'http://web.default' }).result.failure).toBe('name-not-resolved')
})

test('addresses are read as curl reads them', () => {
  expect(readUrl('web:8080/a?b=1')).toEqual({ protocol: 'http', host: 'web', port: 8080, path: '/a?b=1' })
  expect(readUrl('https://web')).toMatchObject({ port: 443, path: '/' })
  expect(readUrl('tcp://db:5432')).toMatchObject({ protocol: 'tcp', port: 5432 })
  expect(readUrl('http://web:70000')).toBeUndefined()
})

test('a UDP port takes no HTTP request, at the virtual IP or on a node', () => {
  const cluster = shop({ type: 'NodePort', ports: [{ port: 80, nodePort: 30080, protocol: 'UDP' }] })
  expect(lastHop(cluster, 'http://web')).toBe('virtual-ip')
  expect(send(cluster, { from: 'outside', url: 'http://192.0.2.11:30080' }).result.failure).toBe('connection-refused')
})

test('an external address that is a node’s own opens the Service there', () => {
  const cluster = shop({ externalIPs: ['192.0.2.11'] })
  expect(send(cluster, { from: 'outside', url: 'http://192.0.2.11' }).result.answered).toBe(true)
  expect(send(cluster, { from: 'outside', url: 'http://192.0.2.12' }).result.answered).toBe(false)
})

test('a load balancer takes requests from its source ranges alone', () => {
  const answered = (loadBalancerSourceRanges: string[]) => {
    const cluster = shop({ type: 'LoadBalancer', loadBalancerSourceRanges })
    return (['outside', { pod: 'client', namespace: 'default' }] as const).map((from) => send(cluster, { from, url: 'http://203.0.113.10' }).result.answered)
  }
  expect(answered([])).toEqual([true, true])
  expect(answered(['0.0.0.0/0'])).toEqual([true, true])
  expect(answered(['198.51.100.0/24'])).toEqual([true, false])
  expect(answered(['192.0.2.0/24'])).toEqual([false, false])
})
