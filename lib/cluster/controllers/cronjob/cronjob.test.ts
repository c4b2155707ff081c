import { describe, expect, it } from 'vitest'
import type { CronJob, Job } from '@/lib/kube/batch/v1.generated'
import { handle } from '../../api/handle'
import { advance } from '../../advance'
import { createCluster } from '../../create-cluster'
import { isSettled, settle } from '../../settle'
import { World } from '../fixtures/world'

const cronJobs = '/apis/batch/v1/namespaces/default/cronjobs'
const minute = 60_000
/** Minutes from 1970 to the cluster's beginning on 1 January 2026. */
const first = 29_453_760

const manifest = (spec: object, command: readonly string[] = ['true']) => ({
  metadata: { name: 'report' },
  spec: { schedule: '* * * * *', jobTemplate: { metadata: { labels: { app: 'report' } }, spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'work', image: 'busybox:1.36', command }] } } } }, ...spec },
})

function scheduled(spec: object = {}, command?: readonly string[]): World {
  const world = new World()
  world.create(cronJobs, manifest(spec, command))
  return world
}

const cronJob = (world: World) => world.working.get('batch/cronjobs/default/report') as CronJob
const jobs = (world: World) => world.working.list('batch/jobs/default') as Job[]
const minutes = (world: World) => jobs(world).map(({ metadata }) => Number(metadata.name.replace('report-', '')) - first)

describe('a CronJob', () => {
  it('starts a Job at each scheduled time and says so', () => {
    const world = scheduled()
    world.run(59_000)
    expect(jobs(world)).toEqual([])
    world.run(minute)
    expect(minutes(world)).toEqual([1])
    expect(jobs(world)[0]?.metadata).toMatchObject({
      labels: { app: 'report' },
      annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-01T00:01:00Z' },
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'report', uid: cronJob(world).metadata.uid, controller: true, blockOwnerDeletion: true }],
    })
    expect(cronJob(world).status).toMatchObject({ lastScheduleTime: '2026-01-01T00:01:00Z', lastSuccessfulTime: jobs(world)[0]?.status?.completionTime })
    expect(cronJob(world).status).not.toHaveProperty('active')
    expect(world.events('report')).toEqual([`SuccessfulCreate: Created job report-${String(first + 1)}`, `SawCompletedJob: Saw completed job: report-${String(first + 1)}, condition: Complete`])
  })

  it('lists what runs', () => {
    const world = scheduled({}, ['sleep', '3600'])
    world.run(minute + 5000)
    expect(cronJob(world).status?.active).toEqual([{ kind: 'Job', namespace: 'default', name: `report-${String(first + 1)}`, uid: jobs(world)[0]?.metadata.uid, apiVersion: 'batch/v1', resourceVersion: expect.any(String) as string }])
  })

  it('keeps three Jobs that succeeded, or as many as it says', () => {
    const world = scheduled()
    world.run(6.5 * minute)
    expect(minutes(world)).toEqual([4, 5, 6])
    expect(world.events('report')).toContain(`SuccessfulDelete: Deleted job report-${String(first + 1)}`)
    world.patch(`${cronJobs}/report`, { spec: { successfulJobsHistoryLimit: 0 } })
    world.run(5000)
    expect(minutes(world)).toEqual([])
    expect(world.pods()).toEqual([])
  })

  it('keeps one Job that failed', () => {
    const world = scheduled({ jobTemplate: { spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36', command: ['false'] }] } } } } })
    world.run(3.5 * minute)
    expect(minutes(world)).toEqual([3])
    expect(world.events('report')).toContain(`SawCompletedJob: Saw completed job: report-${String(first + 2)}, condition: Failed`)
    expect(cronJob(world).status).not.toHaveProperty('lastSuccessfulTime')
  })

  it.each([
    ['Allow', [1, 2, 3]],
    ['Forbid', [1]],
    ['Replace', [3]],
  ])('with concurrencyPolicy %s', (concurrencyPolicy, wanted) => {
    const world = scheduled({ concurrencyPolicy }, ['sleep', '3600'])
    world.run(3.9 * minute)
    expect(minutes(world)).toEqual(wanted)
    expect(world.pods().filter(({ metadata }) => metadata.deletionTimestamp === undefined)).toHaveLength(wanted.length)
    if (concurrencyPolicy === 'Forbid') expect(world.events('report')).toContain('JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid')
    if (concurrencyPolicy === 'Replace') expect(world.events('report')).toContain(`SuccessfulDelete: Deleted job report-${String(first + 2)}`)
  })

  it('under Forbid starts the time it waited for when the Job before has ended', () => {
    const world = scheduled({ concurrencyPolicy: 'Forbid' }, ['sleep', '80'])
    world.run(2 * minute + 40_000)
    expect(minutes(world)).toEqual([1, 2])
    expect(cronJob(world).status?.lastScheduleTime).toBe('2026-01-01T00:02:00Z')
  })

  it('does nothing while it is suspended, and afterwards makes up for the last time only', () => {
    const world = scheduled({ suspend: true })
    world.run(5.5 * minute)
    expect(jobs(world)).toEqual([])
    world.patch(`${cronJobs}/report`, { spec: { suspend: false } })
    world.run(5000)
    expect(minutes(world)).toEqual([5])
  })

  it('misses a time that is further back than startingDeadlineSeconds', () => {
    const world = scheduled({ schedule: '*/2 * * * *', suspend: true, startingDeadlineSeconds: 30 })
    world.run(5 * minute)
    world.patch(`${cronJobs}/report`, { spec: { suspend: false } })
    world.run(30_000)
    expect(jobs(world)).toEqual([])
    world.run(minute)
    expect(minutes(world)).toEqual([6])
  })

  it('says when it missed more than a hundred', () => {
    const world = scheduled({ suspend: true })
    world.run(110 * minute)
    world.patch(`${cronJobs}/report`, { spec: { suspend: false } })
    world.run(1000)
    expect(world.events('report')[0]).toBe('TooManyMissedTimes: too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew')
    expect(minutes(world)).toEqual([110])
  })

  it('goes by the clocks of its time zone', () => {
    const world = scheduled({ schedule: '30 5 * * *', timeZone: 'Asia/Kolkata' })
    world.run(30_000)
    expect(jobs(world)).toEqual([])
    world.run(25 * 60 * minute)
    expect(jobs(world)[0]?.metadata.annotations).toEqual({ 'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-02T05:30:00+05:30' })
  })

  it('follows a new schedule', () => {
    const world = scheduled({ schedule: '@yearly' })
    world.run(10_000)
    world.patch(`${cronJobs}/report`, { spec: { schedule: '*/3 * * * *' } })
    world.run(3.5 * minute)
    expect(minutes(world)).toEqual([3])
  })

  it('says that a schedule never comes', () => {
    const world = scheduled({ schedule: '0 0 31 2 *' })
    world.run(1000)
    expect(world.events('report')).toEqual(['InvalidSchedule: invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1 second'])
  })

  it('notices a Job that somebody deleted, and one that somebody made', () => {
    const world = scheduled({}, ['sleep', '3600'])
    world.run(minute + 5000)
    world.delete(`/apis/batch/v1/namespaces/default/jobs/report-${String(first + 1)}`)
    world.run(1000)
    expect(world.events('report')).toContain(`MissingJob: Active job went missing: report-${String(first + 1)}`)
    const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: 'report', uid: cronJob(world).metadata.uid, controller: true }
    world.create('/apis/batch/v1/namespaces/default/jobs', { metadata: { name: 'by-hand', ownerReferences: [owner] }, spec: manifest({}).spec.jobTemplate.spec })
    world.run(1000)
    expect(world.events('report')).toContain('UnexpectedJob: Saw a job that the controller did not create or forgot: by-hand')
  })

  it('tries again where a quota refuses its Job', () => {
    const world = scheduled()
    world.create('/api/v1/namespaces/default/resourcequotas', { metadata: { name: 'none' }, spec: { hard: { 'count/jobs.batch': '0' } } })
    world.run(minute + 2000)
    expect(world.events('report')[0]).toMatch(/^FailedCreate: Error creating job: jobs\.batch "report-\d+" is forbidden: exceeded quota: none, requested: count\/jobs\.batch=1, used: count\/jobs\.batch=0, limited: count\/jobs\.batch=0$/)
    world.delete('/api/v1/namespaces/default/resourcequotas/none')
    world.run(40_000)
    expect(minutes(world)).toEqual([1])
  })

  it('takes its Jobs and their Pods with it', () => {
    const world = scheduled({}, ['sleep', '3600'])
    world.run(2.5 * minute)
    world.delete(`${cronJobs}/report`)
    world.run(minute)
    expect([...jobs(world), ...world.pods()]).toEqual([])
  })
})

it('leaves a cluster settled between its times', () => {
  const made = handle(createCluster(), { method: 'POST', path: cronJobs, headers: { 'content-type': 'application/json' }, body: JSON.stringify(manifest({})) }).cluster
  const still = settle(made, 10 * minute)
  expect(still.now).toBeLessThan(5000)
  expect(isSettled(advance(still, 59_000))).toBe(true)
  const after = settle(advance(still, minute + 200), 10 * minute)
  expect(after.now).toBeLessThan(1.5 * minute)
})
