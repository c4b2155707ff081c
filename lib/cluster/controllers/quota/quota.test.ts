import { describe, expect, it } from 'vitest'
import type { ResourceQuota } from '@/lib/kube/core/v1.generated'
import { deployments, pods, World } from '../fixtures/world'

const quotas = '/api/v1/namespaces/default/resourcequotas'
const pod = (name: string, container: object = {}, spec: object = {}) => ({ metadata: { name }, spec: { containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'], ...container }], ...spec } })

function made(hard: object, spec: object = {}): World {
  const world = new World()
  world.create(quotas, { metadata: { name: 'team' }, spec: { hard, ...spec } })
  world.run(1000)
  return world
}

const used = (world: World) => (world.working.get('/resourcequotas/default/team') as ResourceQuota).status?.used
const refusal = (world: World, path: string, object: object): string => {
  try {
    world.create(path, object)
    return ''
  } catch (error) {
    return (JSON.parse((error as Error).message) as { message: string }).message
  }
}

describe('a ResourceQuota', () => {
  it('counts what there is, what comes and what goes', () => {
    const world = new World()
    world.create(pods, pod('before'))
    world.create(quotas, { metadata: { name: 'team' }, spec: { hard: { pods: '2' } } })
    world.run(1000)
    expect(used(world)).toEqual({ pods: '1' })
    world.create(pods, pod('second'))
    expect(used(world)).toEqual({ pods: '2' })
    expect(refusal(world, pods, pod('third'))).toBe('pods "third" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2')
    world.delete(`${pods}/before`, { gracePeriodSeconds: 0 })
    world.run(1000)
    expect(used(world)).toEqual({ pods: '1' })
  })

  it('gives back what a finished Pod had', () => {
    const world = made({ pods: '1' })
    world.create(pods, pod('once', { command: ['true'] }, { restartPolicy: 'Never' }))
    world.run(10_000)
    expect(used(world)).toEqual({ pods: '0' })
  })

  it('adds up requests and limits, and wants every Pod to name them', () => {
    const world = made({ 'requests.cpu': '1', 'limits.memory': '1Gi' })
    world.create(pods, pod('a', { resources: { requests: { cpu: '300m' }, limits: { memory: '512Mi' } } }))
    expect(used(world)).toEqual({ 'requests.cpu': '300m', 'limits.memory': '512Mi' })
    expect(refusal(world, pods, pod('b', { resources: { requests: { cpu: '800m' }, limits: { memory: '256Mi' } } }))).toBe('pods "b" is forbidden: exceeded quota: team, requested: requests.cpu=800m, used: requests.cpu=300m, limited: requests.cpu=1')
    expect(refusal(world, pods, pod('c'))).toBe('pods "c" is forbidden: failed quota: team: must specify limits.memory for: c; requests.cpu for: c')
  })

  it('counts only Pods of its scope', () => {
    const world = made({ pods: '5' }, { scopes: ['BestEffort'] })
    world.create(pods, pod('best'))
    world.create(pods, pod('asks', { resources: { requests: { cpu: '100m' } } }))
    expect(used(world)).toEqual({ pods: '1' })
  })

  it('counts objects of a kind', () => {
    const world = made({ 'count/deployments.apps': '1', services: '1' })
    world.deployment('web', 1)
    expect(used(world)).toEqual({ 'count/deployments.apps': '1', services: '1' })
    const { spec } = world.getDeployment('web')
    expect(refusal(world, deployments, { metadata: { name: 'api' }, spec })).toBe('deployments.apps "api" is forbidden: exceeded quota: team, requested: count/deployments.apps=1, used: count/deployments.apps=1, limited: count/deployments.apps=1')
  })

  it('keeps a Deployment from its full size, which then says why', () => {
    const world = made({ pods: '2' })
    world.deployment('web', 3)
    world.run(10_000)
    expect(world.pods()).toHaveLength(2)
    expect(world.getDeployment('web').status?.conditions?.find(({ type }) => type === 'ReplicaFailure')).toMatchObject({ status: 'True', reason: 'FailedCreate' })
  })
})
