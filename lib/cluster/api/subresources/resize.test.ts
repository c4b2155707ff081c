import { describe, expect, it } from 'vitest'
import { advance } from '../../advance'
import { createCluster } from '../../create-cluster'
import { handle } from '../handle'
import type { ApiRequest } from '../request'

const core = '/api/v1/namespaces/default'
const container = (name: string, resources: object = {}) => ({ name, image: 'a', resources })

function client(pod: object) {
  let cluster = advance(createCluster({ nodes: 0, standIns: false }), 1000)
  const send = (method: ApiRequest['method'], path: string, body: object) => {
    const done = handle(cluster, { method, path: `${core}/${path}`, headers: { 'content-type': method === 'PATCH' ? 'application/strategic-merge-patch+json' : 'application/json' }, body: JSON.stringify(body) })
    cluster = done.cluster
    return done.response.body as { message?: string; spec: { containers: { resources: object }[] } }
  }
  send('POST', 'pods', { metadata: { name: 'p' }, spec: { automountServiceAccountToken: false, ...pod } })
  return send
}

const burstable = { containers: [container('a', { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } }), container('b')], initContainers: [container('i')] }
const patch = (containers: object[]) => client(burstable)('PATCH', 'pods/p/resize', { spec: { containers } })

describe('a resize', () => {
  it('changes CPU and memory, of a patch or a PUT, and nothing beside', () => {
    expect(patch([{ name: 'a', image: 'b', resources: { requests: { cpu: '200m' } } }]).spec.containers[0]).toMatchObject({ image: 'a', resources: { requests: { cpu: '200m', memory: '64Mi' } } })
    const send = client(burstable)
    const put = { metadata: { name: 'p' }, spec: { ...burstable, containers: [container('a', { requests: { cpu: '300m', memory: '64Mi' }, limits: { memory: '128Mi' } }), container('b')] } }
    expect(send('PUT', 'pods/p/resize', put).spec.containers[0]?.resources).toEqual(put.spec.containers[0]?.resources)
  })

  it.each([
    [[{ name: 'a', resources: { requests: { cpu: null } } }], 'spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed'],
    [[{ name: 'a', resources: { limits: { 'ephemeral-storage': '1Gi' } } }], 'spec: Forbidden: only cpu and memory resources are mutable'],
    [[{ name: 'a', resources: { requests: { memory: '256Mi' } } }], 'spec.containers[0].resources.requests: Invalid value: "256Mi": must be less than or equal to memory limit of 128Mi'],
    [[{ name: 'c', image: 'a' }], 'spec.containers: Forbidden: containers may not be added or removed on resize'],
  ])('refuses %j', (containers, message) => {
    expect(patch(containers).message).toContain(message)
  })

  it('leaves init containers that are no sidecars', () => {
    expect(client(burstable)('PATCH', 'pods/p/resize', { spec: { initContainers: [{ name: 'i', resources: { requests: { cpu: '1m' } } }] } }).message).toContain('resources for non-sidecar init containers are immutable')
  })

  it('keeps to the limits of the namespace', () => {
    const send = client(burstable)
    send('POST', 'limitranges', { metadata: { name: 'l' }, spec: { limits: [{ type: 'Pod', max: { memory: '100Mi' } }] } })
    expect(send('PATCH', 'pods/p/resize', { spec: { containers: [{ name: 'a', resources: { requests: { cpu: '200m' } } }] } }).message).toBe('pods "p" is forbidden: maximum memory usage per Pod is 100Mi, but limit is 128Mi')
  })
})

describe('an ephemeral container', () => {
  it.each([
    [{ name: 'd' }, 'spec.ephemeralContainers[0].image: Required value'],
    [{ name: 'd', image: 'x', targetContainerName: 'z' }, 'spec.ephemeralContainers[0].targetContainerName: Not found: "z"'],
    [{ name: 'd', image: 'x', resources: { limits: { cpu: '1' } } }, 'spec.ephemeralContainers[0].resources: Forbidden: cannot be set for an Ephemeral Container'],
  ])('is refused: %j', (ephemeral, message) => {
    expect(client(burstable)('PATCH', 'pods/p/ephemeralcontainers', { spec: { ephemeralContainers: [ephemeral] } }).message).toContain(message)
  })

  it('is no hindrance to a resize', () => {
    const send = client(burstable)
    send('PATCH', 'pods/p/ephemeralcontainers', { spec: { ephemeralContainers: [{ name: 'd', image: 'x' }] } })
    expect(send('PATCH', 'pods/p/resize', { spec: { containers: [{ name: 'a', resources: { requests: { cpu: '200m' } } }] } }).message).toBeUndefined()
  })
})
