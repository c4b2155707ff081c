import type { CronJob, CronJobStatus, Job } from '@/lib/kube/batch/v1.generated'
import { formatInTimeZone } from '@/lib/kube/batch/time-zone-offset'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { createObject, deleteObject } from '../../api/operations'
import type { WriteResult } from '../../api/write/result'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'
import { controllerReference } from '../claim'
import { definitionOf } from '../definition'
import { isFinished, jobCondition, manager } from '../job/status'

const component = 'cronjob-controller'

/** What the controller has made of the status so far; written once, at the end. */
export interface Draft {
  readonly cronJob: CronJob
  status: CronJobStatus
}

export function tell(working: Working, { cronJob }: Draft, type: 'Normal' | 'Warning', reason: string, message: string): void {
  recordEvent(working, cronJob, { type, reason, message, component })
}

function isListed({ status }: Draft, { metadata }: Job): boolean {
  return status.active?.some(({ uid }) => uid === metadata.uid) === true
}

function unlist(draft: Draft, uid: string | undefined): void {
  const { active = [], ...status } = draft.status
  const rest = active.filter((one) => one.uid !== uid)
  draft.status = rest.length === 0 ? status : { ...status, active: rest }
}

/** Takes finished Jobs off the list, notes the last success, and says what it did not expect. */
export function syncChildren(working: Working, draft: Draft, jobs: readonly Job[]): void {
  for (const job of jobs) {
    const { name, uid } = job.metadata
    if (!isFinished(job)) {
      if (!isListed(draft, job)) tell(working, draft, 'Warning', 'UnexpectedJob', `Saw a job that the controller did not create or forgot: ${name}`)
      continue
    }
    const isComplete = jobCondition(job, 'Complete') !== undefined
    if (isListed(draft, job)) {
      unlist(draft, uid)
      tell(working, draft, 'Normal', 'SawCompletedJob', `Saw completed job: ${name}, condition: ${isComplete ? 'Complete' : 'Failed'}`)
    }
    if (isComplete) noteSuccess(draft, job)
  }
  for (const { name = '', uid } of draft.status.active ?? []) {
    if (jobs.some((job) => job.metadata.uid === uid)) continue
    tell(working, draft, 'Normal', 'MissingJob', `Active job went missing: ${name}`)
    unlist(draft, uid)
  }
}

function noteSuccess(draft: Draft, { status }: Job): void {
  const last = draft.status.lastSuccessfulTime
  const ended = status?.completionTime
  if (ended !== undefined && (last === undefined || Date.parse(ended) > Date.parse(last))) draft.status = { ...draft.status, lastSuccessfulTime: ended }
}

/** Removes the oldest finished Jobs beyond the limits of the history. */
export function cleanUpFinished(working: Working, draft: Draft, jobs: readonly Job[]): void {
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = draft.cronJob.spec
  const keep = (kind: string, limit = Infinity) => {
    const finished = jobs.filter((job) => jobCondition(job, kind) !== undefined).sort(byStart)
    for (const job of finished.slice(0, Math.max(0, finished.length - limit))) removeJob(working, draft, job)
  }
  keep('Complete', successfulJobsHistoryLimit)
  keep('Failed', failedJobsHistoryLimit)
}

function byStart(a: Job, b: Job): number {
  const [first, second] = [a, b].map(({ status }) => (status?.startTime === undefined ? Infinity : Date.parse(status.startTime)))
  return first === second ? (a.metadata.name < b.metadata.name ? -1 : 1) : (first ?? 0) - (second ?? 0)
}

/** Deletes a Job with its Pods and takes it off the list; false where that was refused. */
export function removeJob(working: Working, draft: Draft, { metadata: { name, namespace = '', uid } }: Job): boolean {
  const deleted = deleteObject(working, objectKey('batch', 'jobs', namespace, name), { manager, propagationPolicy: 'Background' })
  if (!deleted.ok) {
    tell(working, draft, 'Warning', 'FailedDelete', `Deleted job: ${deleted.status.message ?? ''}`)
    return false
  }
  unlist(draft, uid)
  tell(working, draft, 'Normal', 'SuccessfulDelete', `Deleted job ${name}`)
  return true
}

/** A Job's name tells its scheduled time in minutes since 1970, so that no time is served twice. */
export function jobName({ metadata }: CronJob, time: number): string {
  return `${metadata.name}-${String(Math.floor(time / 60_000))}`
}

/** Creates the Job of a scheduled time (getJobFromTemplate2). */
export function createJob(working: Working, cronJob: CronJob, time: number): WriteResult {
  const { jobTemplate, timeZone = 'UTC' } = cronJob.spec
  const { labels, annotations } = jobTemplate.metadata ?? {}
  const metadata = {
    name: jobName(cronJob, time),
    namespace: cronJob.metadata.namespace,
    ...(labels === undefined ? {} : { labels }),
    annotations: { ...annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': formatInTimeZone(timeZone, time) },
    ownerReferences: [controllerReference(cronJob)],
  }
  return createObject(working, definitionOf('batch/v1', 'Job'), { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: jobTemplate.spec }, { manager })
}

export function list(draft: Draft, { apiVersion, kind, metadata: { name, namespace, uid, resourceVersion } }: KubeObject, time: string): void {
  const reference = { kind, name, uid, apiVersion, ...(namespace === undefined ? {} : { namespace }), resourceVersion }
  draft.status = { ...draft.status, active: [...(draft.status.active ?? []), reference], lastScheduleTime: time }
}
