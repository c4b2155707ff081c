import { describe, expect, it } from 'vitest'
import { brokenCatalog, endpoints, pod, request, service, snapshotOf } from './fixtures/snapshots'
import { explainBox } from './explain-object'
import { readModel } from './map-model'
import { announceChanges } from './announce'
import { nextBox } from './next-box'
import { podState } from './pod-model'
import { requestPath } from './request-path'

const web = { name: 'web-1', app: 'web', ip: '10.244.1.4', port: { name: 'http', containerPort: 8080 } }

function only(objects: Parameters<typeof snapshotOf>[0], requests: Parameters<typeof readModel>[2] = []) {
  const found = readModel(snapshotOf(objects), 'default', requests).services[0]
  if (found === undefined) throw new Error('no Service')
  return found
}

describe('the chain of a Service', () => {
  it('breaks at a targetPort that no Pod names, and says what theirs is', () => {
    const { snapshot, requests } = brokenCatalog()
    const catalog = readModel(snapshot, 'default', requests).services[0]
    expect(catalog?.rows.map((row) => row.value)).toEqual(['✓ 3 Pods', '✕ 0 of 3', '3, without a port'])
    expect(catalog?.broken).toBe('port')
    expect(catalog?.why?.answer).toBe('Service catalog sends requests to the port named `web`. The three Pods it selects name their port `http`, so its endpoints have no port to send a request to.')
  })

  it('breaks at a selector that no Pod fits', () => {
    const found = only([pod(web), service('web', { selector: { app: 'webb' } }), endpoints('web', [], 8080)])
    expect(found).toMatchObject({ broken: 'selects', state: 'failing', selected: [] })
    expect(found.why?.answer).toContain('`app: webb`')
  })

  it('waits, rather than fails, for Pods that are not ready yet', () => {
    const starting = pod({ ...web, state: 'not ready' })
    const found = only([starting, service('web', { selector: { app: 'web' } }), endpoints('web', [starting], 8080)])
    expect(found).toMatchObject({ broken: 'endpoints', state: 'pending' })
    expect(found.why?.answer).toContain('web-1 runs, and its readiness probe has not passed')
  })

  it('shows a refused port only after a request was refused there', () => {
    const ready = pod(web)
    const objects = [ready, service('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] }), endpoints('web', [ready], 80)]
    expect(only(objects)).toMatchObject({ broken: undefined, state: 'ready' })
    const sent = request(1, 'frontend', 'web')
    const refused = { ...sent, result: { ...sent.result, hops: [...sent.result.hops, { at: 'container' as const, object: { kind: 'Pod', namespace: 'default', name: 'web-1' }, ok: false, say: '' }] } }
    expect(only(objects, [refused])).toMatchObject({ broken: 'port', state: 'failing' })
  })

  it('waits for the address of a load balancer', () => {
    const ready = pod(web)
    const found = only([ready, service('web', { type: 'LoadBalancer', selector: { app: 'web' } }), endpoints('web', [ready], 8080)])
    expect(found).toMatchObject({ broken: 'outside', state: 'pending' })
  })

  it('does not count a Pod that is leaving', () => {
    const [staying, leaving] = [pod(web), pod({ ...web, name: 'web-2', state: 'leaving' })]
    expect(only([staying, leaving, service('web', { selector: { app: 'web' } }), endpoints('web', [staying, leaving], 8080)]).endpoints).toEqual(['Pod/default/web-1'])
  })
})

describe('Pods', () => {
  it.each([
    ['ready', 'ready', 'Ready'],
    ['starting', 'pending', 'starting'],
    ['not ready', 'pending', 'not ready'],
    ['leaving', 'leaving', 'leaving'],
    ['CrashLoopBackOff', 'failing', 'CrashLoopBackOff'],
  ] as const)('%s is drawn as %s, "%s"', (state, drawn, word) => expect(podState(pod({ name: 'a', state }))).toEqual({ state: drawn, word }))

  it('says why it gets no requests', () => {
    const model = readModel(snapshotOf([pod({ name: 'a', state: 'not ready' })]), 'default')
    expect(explainBox('Pod/default/a', model)?.answer).toBe('Its container runs, and its readiness probe has not passed yet. Until it does, Services send it nothing.')
  })
})

describe('requests', () => {
  it('end at the Service that has no endpoint', () => {
    const { snapshot, requests } = brokenCatalog()
    const first = requests[0]
    if (first === undefined) throw new Error('no request')
    expect(requestPath(first, readModel(snapshot, 'default'))).toEqual({ boxes: ['Pod/default/frontend', 'Service/default/catalog'], failing: true })
  })
})

describe('changes', () => {
  it('are told with what became of them, the rest counted', () => {
    const before = readModel(snapshotOf([pod({ name: 'a', state: 'starting' })]), 'default')
    const after = readModel(snapshotOf([pod({ name: 'a' }), ...['b', 'c', 'd', 'e'].map((name) => pod({ name }))]), 'default')
    expect(announceChanges(before, after)).toBe('Pod a is Ready. Pod b is new. Pod c is new. And 2 more changes.')
    expect(announceChanges(after, after)).toBe('')
  })
})

describe('arrow keys', () => {
  const box = (id: string, x: number, y: number) => ({ id, x, y, w: 10, h: 10, shape: 'pod' as const, density: 'card' as const })
  const boxes = [box('a', 0, 0), box('b', 100, 0), box('c', 100, 50), box('d', 30, 200)]
  it('go to what lies straight ahead', () => {
    expect(nextBox(boxes, 'a', 'ArrowRight')).toBe('b')
    expect(nextBox(boxes, 'b', 'ArrowDown')).toBe('c')
    expect(nextBox(boxes, 'b', 'ArrowRight')).toBeUndefined()
  })
})
