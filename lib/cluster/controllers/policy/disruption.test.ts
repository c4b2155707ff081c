import { describe, expect, it } from 'vitest'
import type { PodDisruptionBudget } from '@/lib/kube/policy/v1.generated'
import { answer } from '../../api/handle'
import { World } from '../fixtures/world'

const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets'
const selector = { matchLabels: { app: 'web' } }

function made(budget: object, replicas = 3, image = 'nginx:1.25'): World {
  const world = new World()
  world.deployment('web', replicas, image)
  world.create(budgets, { metadata: { name: 'web' }, spec: { selector, ...budget } })
  world.run(10_000)
  return world
}

const stored = (world: World) => world.working.get('policy/poddisruptionbudgets/default/web') as PodDisruptionBudget

function evict(world: World, index = 0): { readonly code: number; readonly causes: readonly string[] } {
  const name = world.pods()[index]?.metadata.name ?? ''
  const path = `/api/v1/namespaces/default/pods/${name}/eviction`
  const { status, body } = answer(world.working, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } }) })
  const details = (body as { details?: { causes?: { message: string }[] } }).details
  return { code: status, causes: details?.causes?.map(({ message }) => message) ?? [] }
}

describe('a PodDisruptionBudget', () => {
  it.each([
    [{ minAvailable: 2 }, { desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3, currentHealthy: 3 }],
    [{ minAvailable: '50%' }, { desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3, currentHealthy: 3 }],
    [{ maxUnavailable: 2 }, { desiredHealthy: 1, disruptionsAllowed: 2, expectedPods: 3, currentHealthy: 3 }],
    [{ maxUnavailable: '30%' }, { desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3, currentHealthy: 3 }],
    [{ maxUnavailable: 0 }, { desiredHealthy: 3, disruptionsAllowed: 0, expectedPods: 3, currentHealthy: 3 }],
  ])('%j counts', (spec, wanted) => {
    expect(stored(made(spec)).status).toMatchObject(wanted)
  })

  it('lets one Pod go at a time, and says why not more', () => {
    const world = made({ minAvailable: 2 })
    expect(evict(world)).toEqual({ code: 201, causes: [] })
    expect(evict(world, 1)).toEqual({ code: 429, causes: ['The disruption budget web needs 2 healthy pods and has 3 currently'] })
    world.run(100)
    expect(evict(world, 1)).toEqual({ code: 429, causes: ['The disruption budget web needs 2 healthy pods and has 2 currently'] })
    world.run(60_000)
    expect(evict(world)).toEqual({ code: 201, causes: [] })
  })

  it('that was changed a moment ago is not counted yet', () => {
    const world = made({ minAvailable: 2 })
    world.patch(`${budgets}/web`, { spec: { minAvailable: 3 } })
    expect(evict(world)).toEqual({ code: 429, causes: ['The disruption budget web is still being processed by the server.'] })
  })

  it('two for one Pod are more than an eviction can ask', () => {
    const world = made({ minAvailable: 1 })
    world.create(budgets, { metadata: { name: 'second' }, spec: { selector, minAvailable: 1 } })
    world.run(100)
    expect(evict(world)).toEqual({ code: 500, causes: ['This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'] })
  })

  it.each([
    ['IfHealthyBudget', 429],
    ['AlwaysAllow', 201],
  ])('with %s answers %i for a Pod that is not ready where too few are', (unhealthyPodEvictionPolicy, code) => {
    const world = new World()
    const pod = (name: string, path: string) => ({ metadata: { name, labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx:1.25', readinessProbe: { exec: { command: [path] }, periodSeconds: 1 } }] } })
    world.create('/api/v1/namespaces/default/pods', pod('broken', 'false'))
    world.create('/api/v1/namespaces/default/pods', pod('fine', 'true'))
    world.create(budgets, { metadata: { name: 'web' }, spec: { selector, minAvailable: 2, unhealthyPodEvictionPolicy } })
    world.run(10_000)
    expect(stored(world).status).toMatchObject({ currentHealthy: 1, desiredHealthy: 2 })
    expect(world.pods()[0]?.metadata.name).toBe('broken')
    expect(evict(world).code).toBe(code)
    expect(evict(world, 1).code).toBe(429)
  })
})
