import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { isPodActive, isPodReady } from '../pod-state'
import { deployments, World } from '../fixtures/world'
import { desiredAnnotation } from './annotations'
import { maxSurge, maxUnavailable } from './limits'

const limit = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 10 }).map((tenth) => `${String(tenth * 10)}%`))
const rollout = fc.record({
  replicas: fc.integer({ min: 1, max: 7 }),
  rollingUpdate: fc.record({ maxSurge: limit, maxUnavailable: limit }).filter((limits) => [limits.maxSurge, limits.maxUnavailable].some((one) => Number.parseInt(String(one)) > 0)),
  minReadySeconds: fc.constantFrom(0, 2),
  slow: fc.boolean(),
  /** Another image while the first change is still under way, after so many milliseconds. */
  againAfterMs: fc.option(fc.integer({ min: 1, max: 8000 })),
})

const pod = (image: string, slow: boolean) => ({ containers: [{ name: 'web', image, ...(slow ? { readinessProbe: { httpGet: { port: 80 }, initialDelaySeconds: 2, periodSeconds: 1 } } : {}) }] })
const changeTo = (image: string) => ({ spec: { template: { spec: { containers: [{ name: 'web', image }] } } } })
const own = (world: World) => (world.working.list('/pods/default') as Pod[]).filter(isPodActive)

function watched(world: World, until: () => void): { most: number; fewest: number } {
  const seen = { most: 0, fewest: Infinity }
  world.working.onChange = () => {
    const pods = own(world)
    seen.most = Math.max(seen.most, pods.length)
    seen.fewest = Math.min(seen.fewest, pods.filter(isPodReady).length)
  }
  until()
  return seen
}

it('a rolling update stays between its limits, and ends with the new template', () => {
  fc.assert(
    fc.property(rollout, ({ replicas, rollingUpdate, minReadySeconds, slow, againAfterMs }) => {
      const world = new World()
      world.create(deployments, { metadata: { name: 'web' }, spec: { replicas, minReadySeconds, strategy: { rollingUpdate }, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: pod('nginx:1.25', slow) } } })
      world.run(20_000)
      const deployment = world.getDeployment('web')
      expect(deployment.status?.availableReplicas).toBe(replicas)
      const { most, fewest } = watched(world, () => {
        world.patch(`${deployments}/web`, changeTo('nginx:1.26'))
        if (againAfterMs !== null) {
          world.run(againAfterMs)
          world.patch(`${deployments}/web`, changeTo('nginx:1.27'))
        }
        world.run(180_000)
      })
      expect(most).toBeLessThanOrEqual(replicas + maxSurge(deployment))
      expect(fewest).toBeGreaterThanOrEqual(replicas - maxUnavailable(deployment))
      expect(own(world).map(({ spec }) => spec.containers[0]?.image)).toEqual(new Array(replicas).fill(againAfterMs === null ? 'nginx:1.26' : 'nginx:1.27'))
      expect(world.getDeployment('web').status).toMatchObject({ replicas, updatedReplicas: replicas, availableReplicas: replicas })
    }),
    { numRuns: 12 },
  )
})

/**
 * Whether a resized rollout stands still before its end, as in Kubernetes: the one ReplicaSet with Pods, the old one, has by chance the size that is now
 * asked for, so sync.go scale leaves it alone, and with it the note of the size before, by which every later sync takes it for a resizing again. (The new
 * one may stand so too: then the rollout was at its end.)
 */
function standsStill(world: World, replicas: number): boolean {
  const [only, ...others] = (world.working.list('apps/replicasets/default') as ReplicaSet[]).filter(({ spec }) => spec.replicas > 0)
  if (only === undefined || others.length > 0 || only.spec.template.spec.containers[0]?.image !== 'nginx:1.25') return false
  return only.spec.replicas === replicas && only.metadata.annotations?.[desiredAnnotation] !== String(replicas)
}

it('a rollout that is resized to what its one ReplicaSet has by then stands still, as in Kubernetes', () => {
  const world = new World()
  world.create(deployments, { metadata: { name: 'web' }, spec: { replicas: 2, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: pod('nginx:1.25', false) } } })
  world.run(20_000)
  world.patch(`${deployments}/web`, changeTo('nginx:1.26'))
  world.run(4)
  world.patch(`${deployments}/web`, { spec: { replicas: 1 } })
  world.run(180_000)
  expect(own(world).map(({ spec }) => spec.containers[0]?.image)).toEqual(['nginx:1.25'])
  expect(standsStill(world, 1)).toBe(true)
  world.patch(`${deployments}/web`, { spec: { replicas: 2 } })
  world.run(180_000)
  expect(own(world).map(({ spec }) => spec.containers[0]?.image)).toEqual(['nginx:1.26', 'nginx:1.26'])
})

it('scaling in the middle of a rolling update never has more Pods than the larger size with its surge', () => {
  fc.assert(
    fc.property(rollout, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 6000 }), ({ replicas, rollingUpdate, slow }, scaledTo, afterMs) => {
      const world = new World()
      world.create(deployments, { metadata: { name: 'web' }, spec: { replicas, strategy: { rollingUpdate }, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: pod('nginx:1.25', slow) } } })
      world.run(20_000)
      const before = world.getDeployment('web')
      const { most } = watched(world, () => {
        world.patch(`${deployments}/web`, changeTo('nginx:1.26'))
        world.run(afterMs)
        world.patch(`${deployments}/web`, { spec: { replicas: scaledTo } })
        world.run(180_000)
      })
      const sizes = [before, world.getDeployment('web')].map((deployment) => deployment.spec.replicas + maxSurge(deployment))
      expect(most).toBeLessThanOrEqual(Math.max(...sizes))
      expect(own(world).map(({ spec }) => spec.containers[0]?.image)).toEqual(new Array(scaledTo).fill(standsStill(world, scaledTo) ? 'nginx:1.25' : 'nginx:1.26'))
    }),
    { numRuns: 12 },
  )
})
