import type { Job, JobCondition, JobStatus } from '@/lib/kube/batch/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { updateStatus } from '../../api/operations'
import { same } from '../../api/write/same'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'
import { definitionOf } from '../definition'

export const manager = 'kube-controller-manager'
export const component = 'job-controller'

/** How a Job ended, or why it is about to. */
export interface Ending {
  /** First this, then the final condition when the last Pod has gone. */
  readonly target: 'SuccessCriteriaMet' | 'FailureTarget'
  readonly type: 'Complete' | 'Failed'
  readonly reason: string
  readonly message: string
}

export const reached: Ending = { target: 'SuccessCriteriaMet', type: 'Complete', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }
export const backoffExceeded: Ending = { target: 'FailureTarget', type: 'Failed', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' }
export const deadlineExceeded: Ending = { target: 'FailureTarget', type: 'Failed', reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' }

export function jobCondition(job: Job, type: string): JobCondition | undefined {
  return job.status?.conditions?.find((condition) => condition.type === type && condition.status === 'True')
}

export function isFinished(job: Job): boolean {
  return jobCondition(job, 'Complete') !== undefined || jobCondition(job, 'Failed') !== undefined
}

/** The ending that was decided before, if one was. */
export function endingOf(job: Job): Ending | undefined {
  const success = jobCondition(job, 'SuccessCriteriaMet')
  const failure = jobCondition(job, 'FailureTarget')
  if (success !== undefined) return { ...reached, reason: success.reason ?? reached.reason, message: success.message ?? reached.message }
  return failure === undefined ? undefined : { ...backoffExceeded, reason: failure.reason ?? '', message: failure.message ?? '' }
}

export function withCondition(working: Working, status: JobStatus, type: string, { reason, message }: Pick<Ending, 'reason' | 'message'>): JobStatus {
  const time = working.timestamp()
  const condition = { type, status: 'True', lastProbeTime: time, lastTransitionTime: time, reason, message }
  return { ...status, conditions: [...(status.conditions ?? []), condition] }
}

const suspended = { status: 'True', reason: 'JobSuspended', message: 'Job suspended' }
const resumed = { status: 'False', reason: 'JobResumed', message: 'Job resumed' }

/**
 * The status of a Job that goes on, as far as it is suspended or was: told once, each time (job_controller.go ensureJobConditionStatus). A suspended
 * Job has no start; a resumed one starts anew, and so does its deadline.
 */
export function withSuspension(working: Working, job: Job, status: JobStatus): JobStatus {
  const wanted = job.spec.suspend === true ? suspended : resumed
  const { conditions = [] } = status
  const known = conditions.find(({ type }) => type === 'Suspended')
  if (known === undefined ? wanted === resumed : known.status === wanted.status) return status
  recordEvent(working, job, { type: 'Normal', reason: wanted === suspended ? 'Suspended' : 'Resumed', message: wanted.message, component })
  const time = working.timestamp()
  const condition = { type: 'Suspended', lastProbeTime: time, lastTransitionTime: time, ...wanted }
  const { startTime: _, ...rest } = status
  const told = { ...rest, conditions: known === undefined ? [...conditions, condition] : conditions.map((one) => (one === known ? condition : one)) }
  return wanted === suspended ? told : { ...told, startTime: time }
}

/** Writes the status; an ended Job says so once. */
export function writeJobStatus(working: Working, job: Job, status: JobStatus): void {
  if (same(status, job.status)) return
  updateStatus(working, definitionOf('batch/v1', 'Job'), { ...job, status } as unknown as KubeObject, { manager })
}

export function recordEnding(working: Working, job: Job, ending: Ending): void {
  if (ending.type === 'Complete') recordEvent(working, job, { type: 'Normal', reason: 'Completed', message: 'Job completed', component })
  else recordEvent(working, job, { type: 'Warning', reason: ending.reason, message: ending.message, component })
}
