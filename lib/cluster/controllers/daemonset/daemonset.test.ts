import { describe, expect, it } from 'vitest'
import type { DaemonSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { World } from '../fixtures/world'
import { isPodReady } from '../pod-state'

const sets = '/apis/apps/v1/namespaces/default/daemonsets'
const node = (name: string) => `/api/v1/nodes/${name}`

function made(spec: object = {}, pod: object = {}): World {
  const world = new World()
  world.create(sets, { metadata: { name: 'agent' }, spec: { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'agent', image: 'nginx:1.25' }], ...pod } }, ...spec } })
  world.run(5000)
  return world
}

const stored = (world: World) => world.working.get('apps/daemonsets/default/agent') as DaemonSet
const places = (world: World) => world.pods().filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(({ spec }) => spec.nodeName).sort()
const images = (world: World) => world.pods().map(({ spec }) => spec.containers[0]?.image)
const change = { spec: { template: { spec: { containers: [{ name: 'agent', image: 'nginx:1.26' }] } } } }

describe('a DaemonSet', () => {
  it('has one Pod on every node, and counts them', () => {
    const world = made()
    expect(places(world)).toEqual(['node-1', 'node-2', 'node-3'])
    expect(stored(world).status).toMatchObject({ desiredNumberScheduled: 3, currentNumberScheduled: 3, numberReady: 3, numberAvailable: 3, updatedNumberScheduled: 3, numberMisscheduled: 0 })
  })

  it('follows the labels of nodes', () => {
    const world = made({}, { nodeSelector: { disk: 'ssd' } })
    expect(places(world)).toEqual([])
    world.patch(node('node-2'), { metadata: { labels: { disk: 'ssd' } } })
    world.run(5000)
    expect(places(world)).toEqual(['node-2'])
    world.patch(node('node-2'), { metadata: { labels: { disk: null } } })
    world.run(60_000)
    expect(places(world)).toEqual([])
  })

  it('avoids a tainted node, stays where it already is, and leaves for NoExecute', () => {
    const taint = (effect: string) => ({ spec: { taints: [{ key: 'dedicated', value: 'gpu', effect }] } })
    const world = made()
    world.patch(node('node-1'), taint('NoSchedule'))
    world.run(5000)
    expect(places(world)).toEqual(['node-1', 'node-2', 'node-3'])
    expect(stored(world).status).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 1 })
    world.patch(node('node-1'), taint('NoExecute'))
    world.run(60_000)
    expect(places(world)).toEqual(['node-2', 'node-3'])
    const tolerant = new World()
    tolerant.patch(node('node-1'), taint('NoSchedule'))
    tolerant.create(sets, { metadata: { name: 'agent' }, spec: { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels: { app: 'agent' } }, spec: { tolerations: [{ key: 'dedicated', operator: 'Exists' }], containers: [{ name: 'agent', image: 'nginx:1.25' }] } } } })
    tolerant.run(5000)
    expect(places(tolerant)).toEqual(['node-1', 'node-2', 'node-3'])
  })

  it('runs on a cordoned node', () => {
    const world = new World()
    world.patch(node('node-3'), { spec: { unschedulable: true } })
    world.create(sets, { metadata: { name: 'agent' }, spec: { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'agent', image: 'nginx:1.25' }] } } } })
    world.run(5000)
    expect(places(world)).toEqual(['node-1', 'node-2', 'node-3'])
  })

  it.each([[1, 2], [2, 1], ['50%', 1], ['100%', 0]])('updates with at most %s unavailable', (maxUnavailable, fewest) => {
    const world = made({ updateStrategy: { rollingUpdate: { maxUnavailable } } })
    let least = 3
    world.working.onChange = () => {
      least = Math.min(least, (world.working.list('/pods/default') as Pod[]).filter((pod) => isPodReady(pod) && pod.metadata.deletionTimestamp === undefined).length)
    }
    world.patch(`${sets}/agent`, change)
    world.run(60_000)
    expect(least).toBe(fewest)
    expect(images(world)).toEqual(['nginx:1.26', 'nginx:1.26', 'nginx:1.26'])
    expect(stored(world).status).toMatchObject({ updatedNumberScheduled: 3, numberAvailable: 3 })
  })

  it('with a surge puts the new Pod beside the old one first', () => {
    const world = made({ updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } })
    const seen = { least: 3, most: 3 }
    world.working.onChange = () => {
      const live = (world.working.list('/pods/default') as Pod[]).filter((pod) => pod.metadata.deletionTimestamp === undefined)
      seen.most = Math.max(seen.most, live.length)
      seen.least = Math.min(seen.least, live.filter(isPodReady).length)
    }
    world.patch(`${sets}/agent`, change)
    world.run(60_000)
    expect(seen).toEqual({ least: 3, most: 4 })
    expect(images(world)).toEqual(['nginx:1.26', 'nginx:1.26', 'nginx:1.26'])
  })

  it('waits until a new Pod has been ready for minReadySeconds', () => {
    const world = made({ minReadySeconds: 10 })
    expect(stored(world).status?.numberAvailable).toBeUndefined()
    world.run(20_000)
    expect(stored(world).status?.numberAvailable).toBe(3)
    world.patch(`${sets}/agent`, change)
    world.run(18_000)
    expect(stored(world).status?.updatedNumberScheduled).toBe(1)
    world.run(60_000)
    expect(stored(world).status).toMatchObject({ updatedNumberScheduled: 3, numberAvailable: 3 })
  })

  it('with OnDelete changes a Pod only when somebody deletes it', () => {
    const world = made({ updateStrategy: { type: 'OnDelete' } })
    world.patch(`${sets}/agent`, change)
    world.run(60_000)
    expect(new Set(images(world))).toEqual(new Set(['nginx:1.25']))
    world.delete(`/api/v1/namespaces/default/pods/${world.pods()[0]?.metadata.name ?? ''}`)
    world.run(60_000)
    expect(images(world).filter((name) => name === 'nginx:1.26')).toHaveLength(1)
  })

  it('replaces a Pod that failed, and says so', () => {
    const world = made()
    const [pod] = world.pods()
    const { name = '', namespace = '' } = pod?.metadata ?? {}
    world.working.put(`/pods/default/${name}`, { ...pod, status: { ...pod?.status, phase: 'Failed', reason: 'Evicted' } } as unknown as Pod)
    world.run(60_000)
    expect(places(world)).toEqual(['node-1', 'node-2', 'node-3'])
    expect(world.pods().every(isPodReady)).toBe(true)
    expect(world.events('agent')).toContain(`FailedDaemonPod: Found failed daemon pod ${namespace}/${name} on node ${pod?.spec.nodeName ?? ''}, will try to kill it`)
  })
})
