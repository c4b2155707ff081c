import { describe, expect, it } from 'vitest'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { ApiRequest } from '../api/request'
import { createCluster } from '../create-cluster'

class Client {
  cluster = advance(createCluster({ nodes: 0, standIns: false }), 1000)

  send(method: ApiRequest['method'], path: string, body?: object, user?: string) {
    const as = user === undefined ? {} : { user: { username: user, groups: [] } }
    const { cluster, response } = handle(this.cluster, { method, path, headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...as })
    this.cluster = cluster
    return { status: response.status, body: response.body as Readonly<Record<string, never>> & { message?: string; metadata: { annotations?: object }; spec: Record<string, unknown>; status: object } }
  }
}

const core = '/api/v1/namespaces/default'
const rbac = '/apis/rbac.authorization.k8s.io/v1'
const pod = (name: string, resources: object = {}, spec: object = {}) => ({ metadata: { name }, spec: { containers: [{ name: 'web', image: 'nginx:1.27', resources }], ...spec } })

describe('LimitRange', () => {
  const client = new Client()
  client.send('POST', `${core}/limitranges`, { metadata: { name: 'limits' }, spec: { limits: [{ type: 'Container', default: { cpu: '500m' }, defaultRequest: { cpu: '100m' }, max: { cpu: '1' } }] } })

  it('fills in what a container leaves out, and says so', () => {
    const { body } = client.send('POST', `${core}/pods`, pod('a'))
    expect(body.spec['containers']).toMatchObject([{ resources: { limits: { cpu: '500m' }, requests: { cpu: '100m' } } }])
    expect(body.metadata.annotations).toEqual({ 'kubernetes.io/limit-ranger': 'LimitRanger plugin set: cpu request for container web; cpu limit for container web' })
  })

  it('refuses what is too much', () => {
    const { status, body } = client.send('POST', `${core}/pods`, pod('b', { limits: { cpu: '2' } }))
    expect([status, body.message]).toEqual([403, 'pods "b" is forbidden: maximum cpu usage per Container is 1, but limit is 2'])
  })
})

describe('ResourceQuota', () => {
  const client = new Client()
  const used = () => (client.send('GET', `${core}/resourcequotas/q`).body.status as { used?: object }).used

  it('is counted, charged and given back', () => {
    client.send('POST', `${core}/resourcequotas`, { metadata: { name: 'q' }, spec: { hard: { pods: '1', 'count/configmaps': '5' } } })
    client.cluster = advance(client.cluster, client.cluster.now + 100)
    expect(used()).toEqual({ pods: '0', 'count/configmaps': '1' })
    client.send('POST', `${core}/pods`, pod('a'))
    expect(used()).toEqual({ pods: '1', 'count/configmaps': '1' })
    expect(client.send('POST', `${core}/pods`, pod('b')).body.message).toBe('pods "b" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1')
    client.send('DELETE', `${core}/pods/a`)
    client.cluster = advance(client.cluster, client.cluster.now + 100)
    expect(used()).toEqual({ pods: '0', 'count/configmaps': '1' })
  })
})

describe('a quota of what Pods ask for', () => {
  const client = new Client()
  client.send('POST', `${core}/resourcequotas`, { metadata: { name: 'q' }, spec: { hard: { 'requests.cpu': '1', 'requests.ephemeral-storage': '1Gi' } } })
  client.cluster = advance(client.cluster, client.cluster.now + 100)
  const message = (name: string, resources: object, spec: object = {}) => client.send('POST', `${core}/pods?dryRun=All`, pod(name, resources, spec)).body.message

  it('has them say how much CPU, yet no storage', () => {
    expect(message('a', {})).toBe('pods "a" is forbidden: failed quota: q: must specify requests.cpu for: web')
    expect(message('a', { requests: { cpu: '1' } })).toBeUndefined()
  })

  it('takes a Pod at its own word, and counts sidecars', () => {
    expect(message('a', {}, { resources: { requests: { cpu: '2' } } })).toContain('exceeded quota: q, requested: requests.cpu=2, ')
    const initContainers = [{ name: 'proxy', image: 'a', restartPolicy: 'Always', resources: { requests: { cpu: '300m' } } }]
    expect(message('a', { requests: { cpu: '800m' } }, { initContainers })).toContain('requested: requests.cpu=1100m')
  })
})

describe('rights', () => {
  const client = new Client()
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]
  client.send('POST', `${rbac}/namespaces/default/roles`, { metadata: { name: 'editor' }, rules: [...rules, { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: ['create', 'update'] }] })
  client.send('POST', `${rbac}/namespaces/default/rolebindings`, { metadata: { name: 'alice' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'editor' }, subjects: [{ kind: 'User', name: 'alice' }] })

  it('that one holds may be granted', () => {
    expect(client.send('POST', `${rbac}/namespaces/default/roles`, { metadata: { name: 'reader' }, rules }, 'alice').status).toBe(201)
  })

  it('that one does not hold may not', () => {
    const { status, body } = client.send('POST', `${rbac}/namespaces/default/roles`, { metadata: { name: 'more' }, rules: [{ apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['get', 'list'] }] }, 'alice')
    expect([status, body.message]).toEqual([
      403,
      'roles.rbac.authorization.k8s.io "more" is forbidden: user "alice" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["pods"], Verbs:["list"]}\n{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}',
    ])
  })

  it('come with a binding as well', () => {
    const binding = (name: string) => ({ metadata: { name }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name }, subjects: [{ kind: 'User', name: 'bob' }] })
    expect(client.send('POST', `${rbac}/namespaces/default/rolebindings`, binding('view'), 'alice').status).toBe(403)
    expect(client.send('POST', `${rbac}/namespaces/default/rolebindings`, binding('nothing'), 'alice').body.message).toBe('clusterrole.rbac.authorization.k8s.io "nothing" not found')
  })
})

it('a class that is there is the default, one that is not is refused', () => {
  const client = new Client()
  client.send('POST', '/apis/storage.k8s.io/v1/storageclasses', { metadata: { name: 'fast', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }, provisioner: 'example.com/disk' })
  const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }
  expect(client.send('POST', `${core}/persistentvolumeclaims`, claim).body.spec['storageClassName']).toBe('fast')
  expect(client.send('POST', `${core}/pods`, pod('a', {}, { runtimeClassName: 'gvisor' })).body.message).toBe('pods "a" is forbidden: pod rejected: RuntimeClass "gvisor" not found')
  expect(client.send('DELETE', '/api/v1/namespaces/kube-system').body.message).toBe('namespaces "kube-system" is forbidden: this namespace may not be deleted')
})

describe('ServiceAccount', () => {
  it('is waited for where it is the one of a new namespace, and no other', () => {
    const client = new Client()
    client.send('POST', '/api/v1/namespaces', { metadata: { name: 'fresh' } })
    expect(client.send('POST', '/api/v1/namespaces/fresh/pods', pod('a')).body.spec['serviceAccountName']).toBe('default')
    const other = client.send('POST', '/api/v1/namespaces/fresh/pods', pod('b', {}, { serviceAccountName: 'bot' }))
    expect([other.status, other.body.message]).toEqual([403, 'pods "b" is forbidden: error looking up service account fresh/bot: serviceaccount "bot" not found'])
  })
})
