import { describe, expect, it } from 'vitest'
import type { Job } from '@/lib/kube/batch/v1.generated'
import { World } from '../fixtures/world'

const jobs = '/apis/batch/v1/namespaces/default/jobs'

function job(world: World, spec: object, command: readonly string[]): void {
  world.create(jobs, { metadata: { name: 'work' }, spec: { ...spec, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'work', image: 'busybox:1.36', command }] } } } })
}

const stored = (world: World) => world.working.get('batch/jobs/default/work') as Job
const ending = (world: World) => stored(world).status?.conditions?.find(({ status, type }) => status === 'True' && (type === 'Complete' || type === 'Failed'))

describe('a Job', () => {
  it('runs no more Pods at once than it may, until enough have succeeded', () => {
    const world = new World()
    job(world, { completions: 3, parallelism: 2 }, ['true'])
    world.run(100)
    expect(world.pods()).toHaveLength(2)
    world.run(60_000)
    expect(stored(world).status?.succeeded).toBe(3)
    expect(ending(world)?.type).toBe('Complete')
  })

  it('gives up after its back-off limit', () => {
    const world = new World()
    job(world, { backoffLimit: 1 }, ['false'])
    world.run(120_000)
    expect(stored(world).status?.failed).toBe(2)
    expect(ending(world)).toMatchObject({ type: 'Failed', reason: 'BackoffLimitExceeded' })
  })

  it('ends when it has run for as long as it may', () => {
    const world = new World()
    job(world, { activeDeadlineSeconds: 5 }, ['sleep', '3600'])
    world.run(60_000)
    expect(ending(world)).toMatchObject({ type: 'Failed', reason: 'DeadlineExceeded' })
  })

  it.each(['Background', 'Foreground'])('that is deleted (%s) takes its Pods with it', (propagationPolicy) => {
    const world = new World()
    job(world, { parallelism: 2 }, ['sleep', '3600'])
    world.run(5000)
    world.delete(`${jobs}/work`, { propagationPolicy })
    world.run(60_000)
    expect(world.pods()).toEqual([])
    expect(stored(world)).toBeUndefined()
  })

  it('that is deleted without its Pods leaves them free to go', () => {
    const world = new World()
    job(world, {}, ['sleep', '3600'])
    world.run(5000)
    world.delete(`${jobs}/work`, { propagationPolicy: 'Orphan' })
    world.run(5000)
    expect(world.pods().map(({ metadata }) => [metadata.ownerReferences, metadata.finalizers])).toEqual([[undefined, undefined]])
  })

  it('runs nothing while it is suspended, and starts anew when it is resumed', () => {
    const world = new World()
    const suspension = () => stored(world).status?.conditions?.map(({ type, status, reason }) => [type, status, reason])
    const suspend = (wanted: boolean) => world.patch(`${jobs}/work`, { spec: { suspend: wanted } })
    job(world, { suspend: true, activeDeadlineSeconds: 30 }, ['sleep', '3600'])
    world.run(60_000)
    expect(world.pods()).toEqual([])
    expect(suspension()).toEqual([['Suspended', 'True', 'JobSuspended']])
    suspend(false)
    world.run(10_000)
    const started = stored(world).status?.startTime
    expect([world.pods().length, suspension()]).toEqual([1, [['Suspended', 'False', 'JobResumed']]])
    suspend(true)
    world.run(60_000)
    expect([world.pods().length, stored(world).status?.startTime, suspension()]).toEqual([0, undefined, [['Suspended', 'True', 'JobSuspended']]])
    suspend(false)
    world.run(10_000)
    expect([world.pods().length, stored(world).status?.startTime === started, ending(world)]).toEqual([1, false, undefined])
    expect(world.events('work').map((line) => line.replace(/: .*/, ''))).toEqual(expect.arrayContaining(['Suspended', 'Resumed', 'SuccessfulDelete']))
  })
})
