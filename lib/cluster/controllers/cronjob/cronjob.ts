import { parseCronSchedule } from '@/lib/kube/batch/cron-schedule'
import type { CronJob, Job } from '@/lib/kube/batch/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import { updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import type { Controller, Working } from '../../working/working'
import { controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { manager } from '../job/status'
import { forgetRetries, retryAt } from '../retry'
import { cleanUpFinished, createJob, jobName, list, removeJob, syncChildren, tell, type Draft } from './children'
import { dueTime, nextLook, type Timetable } from './schedule-time'

const name = 'cronjob'
const latencyMs = 10
/** Before the key of a CronJob that is looked at because it is time, or because something was refused: settling does not wait for that. */
const later = 'later '
/** Before the first of further tries (client-go DefaultControllerRateLimiter). */
const firstRetryMs = 5
const retries = 'cronjob-retries'

/** Starts Jobs at their scheduled times (pkg/controller/cronjob). Keys are the CronJobs'. */
export const cronJobController: Controller = {
  name,
  watches: ['batch/cronjobs', 'batch/jobs'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'CronJob') {
      if (change.type !== 'DELETED') observeCronJob(change.key, change.object as CronJob, before as CronJob | undefined, working, enqueue)
      return
    }
    for (const owner of new Set([change.object, before].map((job) => (job === undefined ? undefined : controllerOf(job))))) {
      if (owner?.kind === 'CronJob') enqueue(objectKey('batch', 'cronjobs', change.object.metadata.namespace ?? '', owner.name), latencyMs)
    }
  },
  reconcile(working, queued) {
    const key = (queued.startsWith(later) ? queued.slice(later.length) : queued) as ObjectKey
    const cronJob = working.get(key) as CronJob | undefined
    if (cronJob === undefined) return undefined
    const at = syncCronJob(working, key, cronJob)
    if (at !== undefined) working.agenda.add(name, later + key, Math.max(at, working.now))
    return undefined
  },
  pends: (_working, key) => !key.startsWith(later),
}

/** Another schedule is for its next time; anything else for now. */
function observeCronJob(key: string, cronJob: CronJob, before: CronJob | undefined, working: Working, enqueue: (key: string, afterMs: number) => void): void {
  if (before === undefined || !isRescheduled(before, cronJob)) {
    enqueue(key, latencyMs)
    return
  }
  const now = working.epochMs + working.now
  const timetable = timetableOf(cronJob)
  const at = timetable === undefined ? undefined : nextLook(cronJob, timetable, now)
  if (at !== undefined) enqueue(later + key, at - now)
}

function isRescheduled({ spec: old }: CronJob, { spec }: CronJob): boolean {
  return old.schedule !== spec.schedule || old.timeZone !== spec.timeZone
}

function timetableOf({ spec: { schedule: text, timeZone = 'UTC' } }: CronJob): Timetable | undefined {
  const schedule = parseCronSchedule(text)
  return 'error' in schedule ? undefined : { schedule, timeZone }
}

function syncCronJob(working: Working, key: string, cronJob: CronJob): number | undefined {
  const { metadata, status = {} } = cronJob
  const jobs = working.list(`batch/jobs/${metadata.namespace ?? ''}`).filter((job) => controllerOf(job)?.name === metadata.name) as Job[]
  const draft: Draft = { cronJob, status }
  cleanUpFinished(working, draft, jobs)
  syncChildren(working, draft, jobs)
  const next = startDue(working, key, draft)
  if (!same(draft.status, status)) updateStatus(working, definitionOf('batch/v1', 'CronJob'), { ...cronJob, status: draft.status } as unknown as KubeObject, { manager })
  return next
}

/** Starts the Job of the scheduled time that has come, if its rules let it; returns when to look again, in simulated time. */
function startDue(working: Working, key: string, draft: Draft): number | undefined {
  const { metadata, spec } = draft.cronJob
  const timetable = timetableOf(draft.cronJob)
  if (metadata.deletionTimestamp !== undefined || spec.suspend === true || timetable === undefined) return undefined
  const now = working.epochMs + working.now
  const due = dueTime(draft.cronJob, timetable, now)
  if ('error' in due) {
    tell(working, draft, 'Warning', 'InvalidSchedule', `invalid schedule: ${spec.schedule} : ${due.error}`)
    return undefined
  }
  if (due.tooMany) tell(working, draft, 'Warning', 'TooManyMissedTimes', 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew')
  if (due.time !== undefined && mayStart(working, draft, due.time, now)) {
    const started = start(working, key, draft, due.time)
    if (started !== 'started') return started
  }
  const next = nextLook({ ...draft.cronJob, status: draft.status }, timetable, now)
  return next === undefined ? undefined : next - working.epochMs
}

function mayStart(working: Working, draft: Draft, time: number, now: number): boolean {
  const { cronJob, status } = draft
  const { startingDeadlineSeconds, concurrencyPolicy } = cronJob.spec
  if (startingDeadlineSeconds !== undefined && time + startingDeadlineSeconds * 1000 < now) {
    tell(working, draft, 'Warning', 'MissSchedule', `Missed scheduled time to start a job: ${new Date(time).toUTCString().replace('GMT', '+0000')}`)
    return false
  }
  const isServed = status.active?.some((job) => job.name === jobName(cronJob, time)) === true || (status.lastScheduleTime !== undefined && Date.parse(status.lastScheduleTime) === time)
  if (isServed) return false
  if (concurrencyPolicy !== 'Forbid' || status.active === undefined) return true
  tell(working, draft, 'Normal', 'JobAlreadyActive', 'Not starting job because prior execution is running and concurrency policy is Forbid')
  return false
}

/** Starts the Job of a time; else says when to try again. */
function start(working: Working, key: string, draft: Draft, time: number): 'started' | number | undefined {
  if (!makeRoom(working, draft)) return retryAt(working, retries, key, firstRetryMs)
  const created = createJob(working, draft.cronJob, time)
  if (!created.ok && created.status.reason !== 'AlreadyExists') {
    tell(working, draft, 'Warning', 'FailedCreate', `Error creating job: ${created.status.message ?? ''}`)
    return retryAt(working, retries, key, firstRetryMs)
  }
  forgetRetries(working, retries, key)
  const job = created.ok ? created.object : ownJobAt(working, draft.cronJob, time)
  // A Job of that name which is somebody else's: the controller waits for the next change.
  if (job === undefined) return undefined
  if (created.ok) tell(working, draft, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`)
  list(draft, job, working.timestamp(time - working.epochMs))
  return 'started'
}

/** Under Replace whatever still runs goes first; false where it may not be deleted. */
function makeRoom(working: Working, draft: Draft): boolean {
  if (draft.cronJob.spec.concurrencyPolicy !== 'Replace') return true
  return (draft.status.active ?? []).every(({ name: running = '', namespace = '' }) => {
    const job = working.get(objectKey('batch', 'jobs', namespace, running)) as Job | undefined
    return job === undefined || removeJob(working, draft, job)
  })
}

function ownJobAt(working: Working, cronJob: CronJob, time: number): KubeObject | undefined {
  const job = working.get(objectKey('batch', 'jobs', cronJob.metadata.namespace ?? '', jobName(cronJob, time)))
  return job !== undefined && controllerOf(job)?.uid === cronJob.metadata.uid ? job : undefined
}
