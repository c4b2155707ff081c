import { describe, expect, it } from 'vitest'
import type { ControllerRevision, StatefulSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { pods, World } from '../fixtures/world'
import { isPodReady } from '../pod-state'

const sets = '/apis/apps/v1/namespaces/default/statefulsets'
const image = (name: string) => ({ spec: { template: { spec: { containers: [{ name: 'db', image: name }] } } } })

function made(spec: object = {}, container: object = {}): World {
  const world = new World()
  world.create(sets, { metadata: { name: 'db' }, spec: { serviceName: 'db', replicas: 3, selector: { matchLabels: { app: 'db' } }, template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'nginx:1.25', ...container }] } }, ...spec } })
  return world
}

const stored = (world: World) => world.working.get('apps/statefulsets/default/db') as StatefulSet
const images = (world: World) => Object.fromEntries(world.pods().map((pod): [string, string | undefined] => [pod.metadata.name, pod.spec.containers[0]?.image?.slice(-4)]).sort()) as Record<string, string | undefined>
const revisions = (world: World) => world.working.list('apps/controllerrevisions/default') as unknown as ControllerRevision[]

/** In which order Pods come and go, and how many were ready then. */
function watched(world: World, until: () => void): string[] {
  const seen: string[] = []
  world.working.onChange = ({ type, object }) => {
    if (object.kind !== 'Pod') return
    const ready = (world.working.list('/pods/default') as Pod[]).filter((pod) => isPodReady(pod) && pod.metadata.name !== object.metadata.name).length
    if (type === 'ADDED') seen.push(`+${object.metadata.name.slice(-1)} (${String(ready)} ready)`)
    if (type === 'DELETED') seen.push(`-${object.metadata.name.slice(-1)}`)
  }
  until()
  return seen
}

describe('a StatefulSet', () => {
  it('makes its Pods one after the other, each when the one before is ready, and takes them down from the last', () => {
    const world = made({}, { readinessProbe: { httpGet: { port: 80 }, initialDelaySeconds: 3, periodSeconds: 1 } })
    expect(watched(world, () => world.run(30_000))).toEqual(['+0 (0 ready)', '+1 (1 ready)', '+2 (2 ready)'])
    expect(watched(world, () => {
      world.patch(`${sets}/db`, { spec: { replicas: 1 } })
      world.run(60_000)
    })).toEqual(['-2', '-1'])
    expect(stored(world).status).toMatchObject({ replicas: 1, readyReplicas: 1, currentReplicas: 1, updatedReplicas: 1, availableReplicas: 1 })
  })

  it('makes them together where their order does not matter', () => {
    const world = made({ podManagementPolicy: 'Parallel' })
    expect(watched(world, () => world.run(100))).toEqual(['+0 (0 ready)', '+1 (0 ready)', '+2 (0 ready)'])
  })

  it('begins at its first ordinal', () => {
    const world = made({ ordinals: { start: 5 }, replicas: 2 })
    world.run(10_000)
    expect(Object.keys(images(world))).toEqual(['db-5', 'db-6'])
  })

  it('waits until a Pod has been ready for minReadySeconds', () => {
    const world = made({ minReadySeconds: 10, replicas: 2 })
    world.run(8000)
    expect(world.pods()).toHaveLength(1)
    expect(stored(world).status).toMatchObject({ readyReplicas: 1, availableReplicas: 0 })
    world.run(30_000)
    expect(stored(world).status).toMatchObject({ readyReplicas: 2, availableReplicas: 2 })
  })

  it('updates from the last Pod to the first, and then the new revision is the current one', () => {
    const world = made()
    world.run(10_000)
    const before = stored(world).status?.currentRevision
    expect(watched(world, () => {
      world.patch(`${sets}/db`, image('nginx:1.26'))
      world.run(60_000)
    })).toEqual(['-2', '+2 (2 ready)', '-1', '+1 (2 ready)', '-0', '+0 (2 ready)'])
    const { status } = stored(world)
    expect(status?.currentRevision).not.toBe(before)
    expect(status).toMatchObject({ currentRevision: status?.updateRevision, currentReplicas: 3, updatedReplicas: 3 })
  })

  it('stops at its partition; a Pod below comes back as it was', () => {
    const world = made({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } })
    world.run(10_000)
    world.patch(`${sets}/db`, image('nginx:1.26'))
    world.run(60_000)
    expect(images(world)).toEqual({ 'db-0': '1.25', 'db-1': '1.25', 'db-2': '1.26' })
    world.delete(`${pods}/db-0`)
    world.run(60_000)
    expect(images(world)).toEqual({ 'db-0': '1.25', 'db-1': '1.25', 'db-2': '1.26' })
    expect(stored(world).status).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 })
    world.patch(`${sets}/db`, { spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } })
    world.run(60_000)
    expect(images(world)).toEqual({ 'db-0': '1.26', 'db-1': '1.26', 'db-2': '1.26' })
  })

  it('with OnDelete changes a Pod only when somebody deletes it', () => {
    const world = made({ updateStrategy: { type: 'OnDelete' } })
    world.run(10_000)
    const first = stored(world).status?.currentRevision
    world.patch(`${sets}/db`, image('nginx:1.26'))
    world.run(60_000)
    world.delete(`${pods}/db-1`)
    world.run(60_000)
    expect(images(world)).toEqual({ 'db-0': '1.25', 'db-1': '1.26', 'db-2': '1.25' })
    expect(stored(world).status).toMatchObject({ currentRevision: first, currentReplicas: 2, updatedReplicas: 1 })
  })

  it('gives each Pod its claim, which stays when the Pod goes', () => {
    const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }
    const world = made({ replicas: 1, volumeClaimTemplates: [claim] }, { volumeMounts: [{ name: 'data', mountPath: '/data' }] })
    world.run(10_000)
    expect(world.pods()[0]?.spec.volumes?.[0]).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } })
    world.delete(`${sets}/db`)
    world.run(60_000)
    expect(world.working.list('/persistentvolumeclaims/default').map(({ metadata }) => [metadata.name, metadata.labels])).toEqual([['data-db-0', { app: 'db' }]])
  })

  it('keeps as many old revisions as it may; one that comes back is the newest', () => {
    const world = made({ revisionHistoryLimit: 1 })
    world.run(10_000)
    for (const name of ['nginx:1.26', 'nginx:1.27', 'nginx:1.25']) {
      world.patch(`${sets}/db`, image(name))
      world.run(60_000)
    }
    expect(revisions(world).map(({ revision }) => revision)).toEqual([3, 4])
    world.patch(`${sets}/db`, image('nginx:1.27'))
    world.run(60_000)
    expect(revisions(world).map(({ revision }) => revision).sort()).toEqual([4, 5])
    expect(revisions(world).find(({ revision }) => revision === 5)?.metadata.name).toBe(stored(world).status?.currentRevision)
  })
})
