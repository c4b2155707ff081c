import { describe, expect, it, vi } from 'vitest'
import { handle } from '../api/handle'
import type { ApiRequest } from '../api/request'
import { createCluster } from '../create-cluster'
import { requireCode } from './require-code'

vi.mock('#rare-code', () => ({ rareCode: () => say('rare code') }))
vi.mock('#container-programs', () => ({ requirePrograms: () => say('programs') }))

function say(what: string): never {
  throw new Error(what)
}

const ask = (method: ApiRequest['method'], path: string, body?: object) => () => requireCode({ method, path, headers: {}, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const pods = '/api/v1/namespaces/default/pods'

describe('what a request needs', () => {
  it.each([
    ['an object of a rare kind', ask('POST', '/apis/batch/v1/namespaces/default/jobs?fieldManager=kubectl', {}), 'rare code'],
    ['an eviction', ask('POST', `${pods}/web/eviction`, {}), 'rare code'],
    ['a Pod that names a rare owner', ask('POST', pods, { metadata: { ownerReferences: [{ kind: 'StatefulSet' }] } }), 'rare code'],
    ['a namespace that restricts its Pods', ask('PATCH', '/api/v1/namespaces/default', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } }), 'rare code'],
    ['what an escape may hide', ask('PATCH', `${pods}/web`, { text: '\u0001' }), 'rare code'],
    ['a container with a command', ask('POST', pods, { spec: { containers: [{ command: ['sh'] }] } }), 'programs'],
  ])('%s', (_, request, wanted) => {
    expect(request).toThrow(wanted)
  })

  it('is nothing where a plain object is written or anything is read', () => {
    expect(ask('POST', pods, { metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image: 'nginx' }] } })).not.toThrow()
    expect(ask('GET', '/apis/batch/v1/namespaces/default/jobs')).not.toThrow()
  })

  it('is asked before anything is done', () => {
    const cluster = createCluster({ seed: 1 })
    const told = vi.fn()
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image: 'nginx', command: ['sh'] }] } }
    expect(() => handle(cluster, { method: 'POST', path: pods, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, told)).toThrow('programs')
    expect(told).not.toHaveBeenCalled()
  })
})
