import { isEqual } from '@/lib/kube/equality'
import { duplicate, invalid, invalidUnshown, required, type FieldError } from '@/lib/kube/field-error'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { countIndexes, overlapOf } from './job-success-policy'
import type { Job, JobStatus } from './v1.generated'

const at = (name: string): string => `status.${name}`
const conditionsField = at('conditions')

function holds({ conditions = [] }: Partial<JobStatus>, type: string): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True')
}

function isFinished(status: Partial<JobStatus>): boolean {
  return holds(status, 'Complete') || holds(status, 'Failed')
}

/** What a Job's status may say (ValidateJobUpdateStatus); most of it is only asked of what changes (pkg/registry/batch/job strategy, getStatusValidationOptions). */
export function validateJobStatusUpdate(job: Job, old: Job): FieldError[] {
  const status: Partial<JobStatus> = job.status ?? {}
  const before: Partial<JobStatus> = old.status ?? {}
  return [
    ...(['active', 'succeeded', 'failed', 'ready', 'terminating'] as const).flatMap((name) => validateNonnegative(status[name], at(name))),
    ...uncountedErrors(status),
    ...conditionErrors(status, before),
    ...finishedErrors(status, before),
    ...indexErrors(job, status, before),
    ...podErrors(job, status, before),
    ...changeErrors(job, status, before),
  ]
}

function uncountedErrors({ uncountedTerminatedPods: pods }: Partial<JobStatus>): FieldError[] {
  const seen = new Set<string>()
  return (['succeeded', 'failed'] as const).flatMap((list) =>
    (pods?.[list] ?? []).flatMap((uid, index) => {
      const field = at(`uncountedTerminatedPods.${list}[${String(index)}]`)
      if (uid === '') return [invalid(field, uid, 'must not be empty')]
      if (seen.has(uid)) return [duplicate(field, uid)]
      seen.add(uid)
      return []
    }),
  )
}

function conditionErrors(status: Partial<JobStatus>, before: Partial<JobStatus>): FieldError[] {
  const changed = (type: string): boolean => holds(status, type) !== holds(before, type)
  const { startTime, completionTime } = status
  const timesChanged = startTime !== before.startTime || completionTime !== before.completionTime
  const refuse = (applies: boolean, why: string): FieldError[] => (applies ? [invalidUnshown(conditionsField, why)] : [])
  const completes = changed('Complete')
  const complete = holds(status, 'Complete')
  const failed = holds(status, 'Failed')
  return [
    ...refuse((completes || changed('Failed')) && complete && failed, 'cannot set Complete=True and Failed=true conditions'),
    ...refuse((completes || changed('FailureTarget')) && complete && holds(status, 'FailureTarget'), 'cannot set Complete=True and FailureTarget=true conditions'),
    ...((completes || completionTime !== before.completionTime) && completionTime !== undefined && !complete
      ? [invalid(at('completionTime'), completionTime, 'cannot set completionTime when there is no Complete=True condition')]
      : []),
    ...((completes || completionTime !== before.completionTime) && completionTime === undefined && complete ? [required(at('completionTime'), 'completionTime is required for Complete jobs')] : []),
    ...(timesChanged && startTime !== undefined && completionTime !== undefined && Date.parse(completionTime) < Date.parse(startTime)
      ? [invalid(at('completionTime'), completionTime, 'completionTime cannot be set before startTime')]
      : []),
    ...refuse((changed('Failed') || changed('FailureTarget')) && failed && !holds(status, 'FailureTarget'), 'cannot set Failed=True condition without the FailureTarget=true condition'),
    ...refuse((completes || changed('SuccessCriteriaMet')) && complete && !holds(status, 'SuccessCriteriaMet'), 'cannot set Complete=True condition without the SuccessCriteriaMet=true condition'),
  ]
}

function finishedErrors(status: Partial<JobStatus>, before: Partial<JobStatus>): FieldError[] {
  const finished = isFinished(status)
  if (!finished) return []
  const finishes = !isFinished(before)
  const { active = 0, startTime, uncountedTerminatedPods: uncounted } = status
  const left = (uncounted?.failed ?? []).length + (uncounted?.succeeded ?? []).length
  return [
    ...((finishes || active !== (before.active ?? 0)) && active > 0 ? [invalid(at('active'), active, 'active>0 is invalid for finished job')] : []),
    ...((finishes || startTime !== before.startTime) && startTime === undefined ? [required(at('startTime'), 'startTime is required for finished job')] : []),
    ...((finishes || !isEqual(uncounted, before.uncountedTerminatedPods)) && left > 0
      ? [invalid(at('uncountedTerminatedPods'), { Succeeded: uncounted?.succeeded ?? null, Failed: uncounted?.failed ?? null }, 'uncountedTerminatedPods needs to be empty for finished job')]
      : []),
  ]
}

function indexErrors({ spec }: Job, status: Partial<JobStatus>, before: Partial<JobStatus>): FieldError[] {
  const { completedIndexes = '', failedIndexes } = status
  const completedChanged = completedIndexes !== (before.completedIndexes ?? '')
  const failedChanged = failedIndexes !== before.failedIndexes
  const { completions, backoffLimitPerIndex, completionMode } = spec
  const overlap = completions === undefined || failedIndexes === undefined || !(completedChanged || failedChanged) ? undefined : overlapOf(completedIndexes, failedIndexes, completions)
  return [
    ...(completedChanged ? parseErrors('completedIndexes', completedIndexes, completions) : []),
    ...(failedChanged && backoffLimitPerIndex !== undefined && failedIndexes !== undefined ? parseErrors('failedIndexes', failedIndexes, completions) : []),
    ...(completedChanged && completedIndexes !== '' && completionMode !== 'Indexed' ? [invalid(at('completedIndexes'), completedIndexes, 'cannot set non-empty completedIndexes when non-indexed completion mode')] : []),
    ...(failedChanged && backoffLimitPerIndex === undefined && failedIndexes !== undefined ? [invalid(at('failedIndexes'), failedIndexes, 'cannot set non-null failedIndexes when backoffLimitPerIndex is null')] : []),
    ...(overlap === undefined ? [] : [invalid(at('failedIndexes'), failedIndexes, `failedIndexes and completedIndexes overlap at index: ${String(overlap)}`)]),
  ]
}

function parseErrors(name: 'completedIndexes' | 'failedIndexes', text: string, completions: number | undefined): FieldError[] {
  if (completions === undefined) return []
  const parsed = countIndexes(text, completions)
  return 'error' in parsed ? [invalid(at(name), text, `error parsing ${name}: ${parsed.error}`)] : []
}

function podErrors({ spec }: Job, status: Partial<JobStatus>, before: Partial<JobStatus>): FieldError[] {
  const { terminating = 0, ready, active = 0 } = status
  const met = holds(status, 'SuccessCriteriaMet')
  const refuse = (applies: boolean, why: string): FieldError[] => (applies ? [invalidUnshown(conditionsField, why)] : [])
  const terminatingCounts = isFinished(status) && (!isFinished(before) || terminating !== (before.terminating ?? 0))
  return [
    ...(terminatingCounts && terminating > 0 ? [invalid(at('terminating'), terminating, 'terminating>0 is invalid for finished job')] : []),
    ...(ready !== undefined && ready > active && (ready !== before.ready || active !== (before.active ?? 0)) ? [invalid(at('ready'), ready, 'cannot set more ready pods than active')] : []),
    ...refuse(met && holds(status, 'Failed'), 'cannot set SuccessCriteriaMet=True and Failed=true conditions'),
    ...refuse(met && holds(status, 'FailureTarget'), 'cannot set SuccessCriteriaMet=True and FailureTarget=true conditions'),
    ...refuse(spec.successPolicy !== undefined && !met && holds(status, 'Complete'), 'cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True'),
  ]
}

/** Counters only rise, what is final stays. */
function changeErrors({ spec }: Job, status: Partial<JobStatus>, before: Partial<JobStatus>): FieldError[] {
  const { completionTime, startTime, failed = 0, succeeded = 0 } = status
  const mayShrink = spec.completionMode === 'Indexed' && spec.completions === spec.parallelism
  const metBefore = holds(before, 'SuccessCriteriaMet')
  return [
    ...['Failed', 'Complete', 'FailureTarget'].flatMap((type) => (holds(before, type) && !holds(status, type) ? [invalidUnshown(conditionsField, `cannot disable the terminal ${type}=True condition`)] : [])),
    ...(failed < (before.failed ?? 0) ? [invalid(at('failed'), failed, 'cannot decrease the failed counter')] : []),
    ...(!mayShrink && succeeded < (before.succeeded ?? 0) ? [invalid(at('succeeded'), succeeded, 'cannot decrease the succeeded counter')] : []),
    ...(completionTime !== undefined && before.completionTime !== undefined && completionTime !== before.completionTime ? [invalid(at('completionTime'), completionTime, 'completionTime cannot be mutated')] : []),
    ...(before.startTime !== undefined && startTime !== before.startTime && spec.suspend !== true ? [required(at('startTime'), 'startTime cannot be removed for unsuspended job')] : []),
    ...(metBefore && !holds(status, 'SuccessCriteriaMet') ? [invalidUnshown(conditionsField, 'cannot disable the SuccessCriteriaMet=True condition')] : []),
    ...(holds(before, 'Complete') && !metBefore && holds(status, 'SuccessCriteriaMet') ? [invalidUnshown(conditionsField, 'cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions')] : []),
  ]
}
