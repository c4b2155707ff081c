import { describe, expect, it, test } from 'vitest'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { Cluster } from '../cluster'
import { createCluster } from '../create-cluster'
import { execInPod } from '../kubelet/exec/exec'
import { openCluster } from '../open'
import { settle } from '../settle'
import type { RequestSource } from './request'
import { send } from './send'

function post(cluster: Cluster, path: string, body: object): Cluster {
  const { cluster: after, response } = handle(cluster, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return after
}

const pod = (name: string, image: string, nodeName: string, labels: object = { app: name }) => ({ metadata: { name, labels }, spec: { nodeName, containers: [{ name, image, command: image.startsWith('curl') ? ['sleep', '86400'] : undefined, ports: [{ name: 'http', containerPort: 8080 }] }] } })

/** `api` behind a Service of port 80 on node-1, `web` and `batch` as callers, `guest` in another namespace. */
const town = (() => {
  const curl = 'curlimages/curl:8.10.1'
  let cluster = post(createCluster(), '/api/v1/namespaces', { metadata: { name: 'team', labels: { who: 'team' } } })
  cluster = advance(cluster, 1000)
  cluster = post(cluster, '/api/v1/namespaces/default/pods', pod('api', 'example.com/backend:1.0', 'node-1'))
  cluster = post(cluster, '/api/v1/namespaces/default/pods', pod('web', curl, 'node-2'))
  cluster = post(cluster, '/api/v1/namespaces/default/pods', pod('batch', curl, 'node-1', { app: 'batch', tier: 'back' }))
  cluster = post(cluster, '/api/v1/namespaces/team/pods', pod('guest', curl, 'node-2'))
  cluster = post(cluster, '/api/v1/namespaces/default/services', { metadata: { name: 'api' }, spec: { type: 'NodePort', selector: { app: 'api' }, ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }] } })
  return settle(cluster, 60_000)
})()

const api = { podSelector: { matchLabels: { app: 'api' } } }
const everybody = { podSelector: {} }

/** The town with policies, named `first`, `second` … */
function under(...specs: readonly object[]): Cluster {
  return specs.reduce<Cluster>((cluster, spec, index) => post(cluster, '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies', { metadata: { name: ['first', 'second'][index] }, spec }), town)
}

const from = (name: string, namespace = 'default'): RequestSource => ({ pod: name, namespace })

function outcome(cluster: Cluster, source: RequestSource = from('web'), url = 'http://api.default'): string {
  const { result } = send(cluster, { from: source, url })
  return result.answered ? 'answered' : `${result.failure ?? ''}: ${result.hops.at(-1)?.say ?? ''}`
}

const dropped = (say: string) => `timed-out: ${say}: this one is dropped.`
const noneFrom = (who: string) => dropped(`NetworkPolicy first selects Pod api and allows no request from ${who}`)

describe('ingress', () => {
  it('is free until a policy selects the receiver', () => {
    expect(outcome(town)).toBe('answered')
    expect(outcome(under({ podSelector: { matchLabels: { app: 'other' } } }))).toBe('answered')
  })

  it.each([
    ['no rule', api, from('web'), dropped('NetworkPolicy first selects Pod api and allows no request to it')],
    ['an empty rule', { ...api, ingress: [{}] }, from('guest', 'team'), 'answered'],
    ['a Pod by its labels', { ...api, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] }, from('web'), 'answered'],
    ['another Pod', { ...api, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] }, from('batch'), noneFrom('Pod batch')],
    ['an expression', { ...api, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }] } }] }] }, from('batch'), 'answered'],
    ['a podSelector alone, which stays in its namespace', { ...api, ingress: [{ from: [{ podSelector: {} }] }] }, from('guest', 'team'), noneFrom('Pod guest in namespace team')],
    ['a namespace', { ...api, ingress: [{ from: [{ namespaceSelector: { matchLabels: { who: 'team' } } }] }] }, from('guest', 'team'), 'answered'],
    ['a namespace by its own name', { ...api, ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team' } } }] }] }, from('web'), noneFrom('Pod web')],
    ['both selectors in one peer', { ...api, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }] }] }, from('guest', 'team'), noneFrom('Pod guest in namespace team')],
    ['both selectors in two peers', { ...api, ingress: [{ from: [{ namespaceSelector: {} }, { podSelector: { matchLabels: { app: 'web' } } }] }] }, from('guest', 'team'), 'answered'],
    ['a range of addresses', { ...api, ingress: [{ from: [{ ipBlock: { cidr: '10.244.0.0/16' } }] }] }, from('web'), 'answered'],
    ['a hole in a range', { ...api, ingress: [{ from: [{ ipBlock: { cidr: '10.244.0.0/16', except: ['10.244.1.0/24'] } }] }] }, from('web'), noneFrom('Pod web')],
    ['the port behind the Service', { ...api, ingress: [{ ports: [{ port: 8080 }] }] }, from('web'), 'answered'],
    ['the port of the Service', { ...api, ingress: [{ ports: [{ port: 80 }] }] }, from('web'), dropped('NetworkPolicy first selects Pod api and allows requests from Pod web, but not to port 8080')],
    ['a named port', { ...api, ingress: [{ ports: [{ port: 'http' }] }] }, from('web'), 'answered'],
    ['a range of ports', { ...api, ingress: [{ ports: [{ port: 8000, endPort: 8100 }] }] }, from('web'), 'answered'],
    ['a range that ends before', { ...api, ingress: [{ ports: [{ port: 8000, endPort: 8079 }] }] }, from('web'), dropped('NetworkPolicy first selects Pod api and allows requests from Pod web, but not to port 8080')],
    ['another protocol', { ...api, ingress: [{ ports: [{ protocol: 'UDP' }] }] }, from('web'), dropped('NetworkPolicy first selects Pod api and allows requests from Pod web, but not to port 8080')],
    ['the other direction alone', { ...api, policyTypes: ['Egress'] }, from('web'), 'answered'],
    ['a client without labels, of its namespace', { ...api, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] }, { client: 'default', node: 'node-3' }, noneFrom('a client in namespace default')],
    ['the Pod itself', { ...api }, from('api'), 'answered'],
    ['the node it runs on', { ...api }, { node: 'node-1' }, 'answered'],
    ['another node', { ...api }, { node: 'node-2' }, dropped('NetworkPolicy first selects Pod api and allows no request to it')],
  ] as const)('%s', (_, spec, source, wanted) => {
    const url = typeof source === 'object' && !('pod' in source) && !('client' in source) ? `http://${podOf(town, 'api').status?.podIP ?? ''}:8080` : 'http://api.default'
    expect(outcome(under(spec), source, url)).toBe(wanted)
  })

  it('is what any of several policies allows', () => {
    const web = { ...api, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] }
    expect(outcome(under(api, web))).toBe('answered')
    expect(outcome(under(api, web), from('batch'))).toBe(dropped('NetworkPolicies first and second select Pod api and allow no request from Pod batch'))
  })

  it('from outside comes from the client at the Pod\'s own node, from the node it entered by elsewhere', () => {
    const own = 'http://192.0.2.11:30080'
    const other = 'http://192.0.2.12:30080'
    expect(outcome(under(api), 'outside', own)).toBe(dropped('NetworkPolicy first selects Pod api and allows no request to it'))
    const onlyOutside = under({ ...api, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['192.0.2.0/24'] } }] }] })
    expect(outcome(onlyOutside, 'outside', own)).toBe('answered')
    expect(outcome(onlyOutside, 'outside', other)).toBe(noneFrom('node node-2'))
  })
})

describe('egress', () => {
  const web = { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] }
  const dns = { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ protocol: 'UDP', port: 53 }] }

  it('without DNS resolves no name', () => {
    expect(outcome(under(web))).toBe('name-not-resolved: NetworkPolicy first selects Pod web and allows no request from it, not even to DNS, so no name is resolved.')
    expect(outcome(under({ ...web, egress: [{ to: [{ podSelector: {} }] }] }))).toBe('name-not-resolved: NetworkPolicy first selects Pod web and allows no request to DNS in namespace kube-system, so no name is resolved.')
    expect(outcome(under({ ...web, egress: [{ ports: [{ port: 53 }, { port: 8080 }] }] }))).toBe('name-not-resolved: NetworkPolicy first selects Pod web and allows requests to DNS in namespace kube-system, but not to UDP port 53, so no name is resolved.')
  })

  it('with DNS alone resolves names and reaches nobody', () => {
    expect(outcome(under({ ...web, egress: [dns] }))).toBe(dropped('NetworkPolicy first selects Pod web and allows no request to Pod api'))
    expect(outcome(under({ ...web, egress: [dns, { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080 }] }] }))).toBe('answered')
  })

  it('and ingress have both to agree', () => {
    expect(outcome(under({ ...web, egress: [{}] }, api))).toBe(dropped('NetworkPolicy second selects Pod api and allows no request to it'))
  })

  it('to another node\'s port is judged by that node\'s address', () => {
    const toNode = under({ ...web, egress: [{ to: [{ ipBlock: { cidr: '192.0.2.13/32' } }], ports: [{ port: 30080 }] }] })
    expect(outcome(toNode, from('web'), 'http://192.0.2.13:30080')).toBe('answered')
    expect(outcome(toNode, from('web'), 'http://192.0.2.11:30080')).toContain('allows no request to node node-1')
  })
})

test('probes are not requests of a Pod: one that nobody may call stays ready', () => {
  const probed = { metadata: { name: 'probed' }, spec: { containers: [{ name: 'c', image: 'nginx:1.27', readinessProbe: { httpGet: { port: 80 }, periodSeconds: 1 } }] } }
  const cluster = settle(post(under(everybody), '/api/v1/namespaces/default/pods', probed), 60_000)
  expect(podOf(cluster, 'probed').status?.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True')
})

describe('what programs say of it', () => {
  const shell = (cluster: Cluster, line: string) => {
    const working = openCluster(cluster)
    const result = execInPod(working, podOf(cluster, 'web'), 'web', ['sh', '-c', line])
    if ('refused' in result) throw new Error(result.refused)
    return result
  }

  it('a dropped request times out', () => {
    expect(shell(under(api), 'curl -sS -m 2 http://api')).toMatchObject({ exitCode: 28, stderr: 'curl: (28) Connection timed out after 2000 milliseconds\n', durationMs: 2000 })
    expect(shell(under(api), 'wget -T 3 -O - http://api')).toMatchObject({ exitCode: 1, durationMs: 3000 })
  })

  it('DNS that does not answer is waited for', () => {
    const mute = under({ ...everybody, policyTypes: ['Egress'] })
    expect(shell(mute, 'nslookup api')).toMatchObject({ exitCode: 1, stdout: ';; connection timed out; no servers could be reached\n\n', durationMs: 5000 })
    expect(shell(mute, 'curl -sS http://api')).toMatchObject({ exitCode: 6, stderr: 'curl: (6) Could not resolve host: api\n', durationMs: 5000 })
    expect(shell(mute, 'curl -sS -m 2 http://api')).toMatchObject({ exitCode: 28, stderr: 'curl: (28) Resolving timed out after 2000 milliseconds\n' })
  })
})

function podOf(cluster: Cluster, name: string): Pod {
  return cluster.objects.get(`/pods/default/${name}`) as Pod
}
