import { describe, expect, it } from 'vitest'
import { advance } from '../../advance'
import { handle } from '../../api/handle'
import type { ApiRequest } from '../../api/request'
import { createCluster } from '../../create-cluster'

const prefix = 'pod-security.kubernetes.io/'

function client() {
  let cluster = advance(createCluster({ nodes: 0, standIns: false }), 1000)
  return (method: ApiRequest['method'], path: string, body: object) => {
    const done = handle(cluster, { method, path: `/api/v1/namespaces/${path}`, headers: { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }, body: JSON.stringify(body) })
    cluster = done.cluster
    return { message: (done.response.body as { message?: string }).message, warnings: done.response.warnings }
  }
}

function refused(level: string, pod: object) {
  const send = client()
  send('PATCH', 'default', { metadata: { labels: { [`${prefix}enforce`]: level.split(':')[0], [`${prefix}enforce-version`]: level.split(':')[1] } } })
  return send('POST', 'default/pods', pod).message
}

const container = { name: 'a', image: 'a' }

describe('violations', () => {
  it('tells of AppArmor in fields and annotations with one sentence', () => {
    const spec = { containers: [{ ...container, securityContext: { appArmorProfile: { type: 'Unconfined' } } }, { ...container, name: 'b' }] }
    const metadata = { name: 'p', annotations: { 'container.apparmor.security.beta.kubernetes.io/b': 'unconfined' } }
    expect(refused('baseline:latest', { metadata, spec })).toContain('forbidden AppArmor profiles (container "a" and annotation must not set AppArmor profile type to "Unconfined", "container.apparmor.security.beta.kubernetes.io/b="unconfined"")')
  })

  it('read of seccomp in annotations before 1.19', () => {
    const pod = { metadata: { name: 'p', annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } }, spec: { containers: [container] } }
    expect(refused('baseline:v1.18', pod)).toContain('seccompProfile (forbidden annotation seccomp.security.alpha.kubernetes.io/pod="unconfined")')
    expect(refused('baseline:v1.19', pod) ?? '').not.toMatch(/violates/)
  })

  it('let images be volumes', () => {
    const pod = { metadata: { name: 'p' }, spec: { containers: [container], volumes: [{ name: 'v', image: { reference: 'a' } }] } }
    expect(refused('restricted:latest', pod) ?? '').not.toContain('restricted volume')
  })
})

describe('a namespace with Pods', () => {
  const send = client()
  const label = (labels: object) => send('PATCH', 'default', { metadata: { labels } }).warnings ?? []
  send('POST', 'default/serviceaccounts', { metadata: { name: 'default' } })
  send('POST', 'default/pods', { metadata: { name: 'p' }, spec: { hostNetwork: true, automountServiceAccountToken: false, containers: [container] } })

  it('is told of them when its level becomes stricter, not laxer', () => {
    expect(label({ [`${prefix}enforce`]: 'restricted' })[1]).toMatch(/^p: host namespaces, /)
    expect(label({ [`${prefix}enforce`]: 'baseline' })).toEqual([])
    expect(label({ [`${prefix}enforce-version`]: 'v1.20' })).toHaveLength(2)
  })

  it('takes a change of them other than of images', () => {
    expect(send('PATCH', 'default/pods/p', { spec: { activeDeadlineSeconds: 9 } }).message).toBeUndefined()
    expect(send('PATCH', 'default/pods/p', { spec: { containers: [{ ...container, image: 'b', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', imagePullPolicy: 'Always' }] } }).message).toContain('violates PodSecurity "baseline:v1.20"')
  })

  it('warns at the level that it enforces, of the version that it says', () => {
    label({ [`${prefix}enforce-version`]: null, [`${prefix}warn-version`]: 'v1.30' })
    const template = { metadata: { labels: { a: 'b' } }, spec: { hostNetwork: true, containers: [container] } }
    const { warnings } = send('POST', 'default/replicationcontrollers', { metadata: { name: 'r' }, spec: { selector: { a: 'b' }, template } })
    expect(warnings?.[0]).toContain('would violate PodSecurity "baseline:v1.30"')
  })
})
