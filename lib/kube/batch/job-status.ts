import { isEqual } from '@/lib/kube/equality'
import { duplicate, invalid, invalidUnshown, required, type FieldError } from '@/lib/kube/field-error'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { countIndexes, overlapOf } from './job-success-policy'
import type { Job, JobSpec, JobStatus } from './v1.generated'

const at = (name: string): string => `status.${name}`
const conditionsField = at('conditions')

function holds({ conditions = [] }: Partial<JobStatus>, type: string): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True')
}

function isFinished(status: Partial<JobStatus>): boolean {
  return holds(status, 'Complete') || holds(status, 'Failed')
}

type Flags = Readonly<Record<string, boolean>>

/** Two statuses side by side: what holds now, and what is different from before. */
interface Seen {
  readonly spec: JobSpec
  readonly status: Partial<JobStatus>
  readonly before: Partial<JobStatus>
  /** Conditions that are True. */
  readonly is: Flags
  readonly was: Flags
  readonly changed: (name: keyof JobStatus) => boolean
  readonly turned: (type: string) => boolean
  readonly finished: boolean
  readonly finishes: boolean
}

const types = ['Complete', 'Failed', 'FailureTarget', 'SuccessCriteriaMet']

function seen({ spec, status = {} }: Job, { status: before = {} }: Job): Seen {
  const flags = (of: Partial<JobStatus>): Flags => Object.fromEntries(types.map((type) => [type, holds(of, type)]))
  const is = flags(status)
  const was = flags(before)
  const finished = isFinished(status)
  return { spec, status, before, is, was, finished, finishes: finished && !isFinished(before), changed: (name) => !isEqual(status[name] ?? 0, before[name] ?? 0), turned: (type) => is[type] !== was[type] }
}

/** One rule: whether it is broken, and what is said then. */
type Rule = readonly [broken: (see: Seen) => boolean, error: (see: Seen) => FieldError]

const conditionRule = (broken: (see: Seen) => boolean, why: string): Rule => [broken, () => invalidUnshown(conditionsField, why)]
const valueRule = (name: keyof JobStatus, broken: (see: Seen) => boolean, why: string): Rule => [broken, ({ status }) => invalid(at(name), status[name] ?? 0, why)]

function startsAfterEnd({ status: { startTime, completionTime } }: Seen): boolean {
  return startTime !== undefined && completionTime !== undefined && Date.parse(completionTime) < Date.parse(startTime)
}

function uncountedLeft({ uncountedTerminatedPods: uncounted }: Partial<JobStatus>): boolean {
  return (uncounted?.failed ?? []).length + (uncounted?.succeeded ?? []).length > 0
}

function mayShrink({ completionMode, completions, parallelism }: JobSpec): boolean {
  return completionMode === 'Indexed' && completions === parallelism
}

const rules: readonly Rule[] = [
  conditionRule(({ is, turned }) => (turned('Complete') || turned('Failed')) && is['Complete'] === true && is['Failed'] === true, 'cannot set Complete=True and Failed=true conditions'),
  conditionRule(({ is, turned }) => (turned('Complete') || turned('FailureTarget')) && is['Complete'] === true && is['FailureTarget'] === true, 'cannot set Complete=True and FailureTarget=true conditions'),
  valueRule('completionTime', ({ is, status, changed, turned }) => (turned('Complete') || changed('completionTime')) && status.completionTime !== undefined && is['Complete'] !== true, 'cannot set completionTime when there is no Complete=True condition'),
  [({ is, status, changed, turned }) => (turned('Complete') || changed('completionTime')) && status.completionTime === undefined && is['Complete'] === true, () => required(at('completionTime'), 'completionTime is required for Complete jobs')],
  valueRule('completionTime', (see) => (see.changed('startTime') || see.changed('completionTime')) && startsAfterEnd(see), 'completionTime cannot be set before startTime'),
  conditionRule(({ is, turned }) => (turned('Failed') || turned('FailureTarget')) && is['Failed'] === true && is['FailureTarget'] !== true, 'cannot set Failed=True condition without the FailureTarget=true condition'),
  conditionRule(({ is, turned }) => (turned('Complete') || turned('SuccessCriteriaMet')) && is['Complete'] === true && is['SuccessCriteriaMet'] !== true, 'cannot set Complete=True condition without the SuccessCriteriaMet=true condition'),
  valueRule('active', ({ finished, finishes, status, changed }) => finished && (finishes || changed('active')) && (status.active ?? 0) > 0, 'active>0 is invalid for finished job'),
  [({ finished, finishes, status, changed }) => finished && (finishes || changed('startTime')) && status.startTime === undefined, () => required(at('startTime'), 'startTime is required for finished job')],
  [
    ({ finished, finishes, status, changed }) => finished && (finishes || changed('uncountedTerminatedPods')) && uncountedLeft(status),
    ({ status: { uncountedTerminatedPods: pods } }) => invalid(at('uncountedTerminatedPods'), { Succeeded: pods?.succeeded ?? null, Failed: pods?.failed ?? null }, 'uncountedTerminatedPods needs to be empty for finished job'),
  ],
]

const podRules: readonly Rule[] = [
  valueRule('terminating', ({ finished, finishes, status, changed }) => finished && (finishes || changed('terminating')) && (status.terminating ?? 0) > 0, 'terminating>0 is invalid for finished job'),
  valueRule('ready', ({ status, changed }) => (changed('ready') || changed('active')) && (status.ready ?? -Infinity) > (status.active ?? 0), 'cannot set more ready pods than active'),
  conditionRule(({ is }) => is['SuccessCriteriaMet'] === true && is['Failed'] === true, 'cannot set SuccessCriteriaMet=True and Failed=true conditions'),
  conditionRule(({ is }) => is['SuccessCriteriaMet'] === true && is['FailureTarget'] === true, 'cannot set SuccessCriteriaMet=True and FailureTarget=true conditions'),
  conditionRule(({ spec, is }) => spec.successPolicy !== undefined && is['SuccessCriteriaMet'] !== true && is['Complete'] === true, 'cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True'),
  ...['Failed', 'Complete', 'FailureTarget'].map((type) => conditionRule(({ is, was }) => was[type] === true && is[type] !== true, `cannot disable the terminal ${type}=True condition`)),
  valueRule('failed', ({ status, before }) => (status.failed ?? 0) < (before.failed ?? 0), 'cannot decrease the failed counter'),
  valueRule('succeeded', ({ spec, status, before }) => !mayShrink(spec) && (status.succeeded ?? 0) < (before.succeeded ?? 0), 'cannot decrease the succeeded counter'),
  valueRule('completionTime', ({ status, before, changed }) => status.completionTime !== undefined && before.completionTime !== undefined && changed('completionTime'), 'completionTime cannot be mutated'),
  [({ spec, before, changed }) => before.startTime !== undefined && changed('startTime') && spec.suspend !== true, () => required(at('startTime'), 'startTime cannot be removed for unsuspended job')],
  conditionRule(({ is, was }) => was['SuccessCriteriaMet'] === true && is['SuccessCriteriaMet'] !== true, 'cannot disable the SuccessCriteriaMet=True condition'),
  conditionRule(({ is, was }) => was['Complete'] === true && was['SuccessCriteriaMet'] !== true && is['SuccessCriteriaMet'] === true, 'cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions'),
]

/** What a Job's status may say (ValidateJobUpdateStatus); most of it is only asked of what changes (pkg/registry/batch/job strategy, getStatusValidationOptions). */
export function validateJobStatusUpdate(job: Job, old: Job): FieldError[] {
  const see = seen(job, old)
  const broken = (list: readonly Rule[]) => list.flatMap(([isBroken, error]) => (isBroken(see) ? [error(see)] : []))
  return [
    ...(['active', 'succeeded', 'failed', 'ready', 'terminating'] as const).flatMap((name) => validateNonnegative(see.status[name], at(name))),
    ...uncountedErrors(see.status),
    ...broken(rules),
    ...completedErrors(see),
    ...failedErrors(see),
    ...modeErrors(see),
    ...broken(podRules),
  ]
}

function uncountedErrors({ uncountedTerminatedPods: pods }: Partial<JobStatus>): FieldError[] {
  const known = new Set<string>()
  return (['succeeded', 'failed'] as const).flatMap((list) =>
    (pods?.[list] ?? []).flatMap((uid, index) => {
      const field = at(`uncountedTerminatedPods.${list}[${String(index)}]`)
      if (uid === '') return [invalid(field, uid, 'must not be empty')]
      if (known.has(uid)) return [duplicate(field, uid)]
      known.add(uid)
      return []
    }),
  )
}

function completedErrors({ spec, status, changed }: Seen): FieldError[] {
  return changed('completedIndexes') ? parseErrors('completedIndexes', status.completedIndexes ?? '', spec.completions) : []
}

function failedErrors({ spec, status: { failedIndexes }, changed }: Seen): FieldError[] {
  return changed('failedIndexes') && spec.backoffLimitPerIndex !== undefined && failedIndexes !== undefined ? parseErrors('failedIndexes', failedIndexes, spec.completions) : []
}

function modeErrors(see: Seen): FieldError[] {
  const { spec, status, changed } = see
  const { completedIndexes = '', failedIndexes } = status
  const strayCompleted = changed('completedIndexes') && completedIndexes !== '' && spec.completionMode !== 'Indexed'
  const strayFailed = changed('failedIndexes') && spec.backoffLimitPerIndex === undefined && failedIndexes !== undefined
  const overlap = overlapIn(see)
  return [
    ...(strayCompleted ? [invalid(at('completedIndexes'), completedIndexes, 'cannot set non-empty completedIndexes when non-indexed completion mode')] : []),
    ...(strayFailed ? [invalid(at('failedIndexes'), failedIndexes, 'cannot set non-null failedIndexes when backoffLimitPerIndex is null')] : []),
    ...(overlap === undefined ? [] : [invalid(at('failedIndexes'), failedIndexes, `failedIndexes and completedIndexes overlap at index: ${String(overlap)}`)]),
  ]
}

function overlapIn({ spec: { completions }, status: { completedIndexes = '', failedIndexes }, changed }: Seen): number | undefined {
  if (completions === undefined || failedIndexes === undefined) return undefined
  return changed('completedIndexes') || changed('failedIndexes') ? overlapOf(completedIndexes, failedIndexes, completions) : undefined
}

function parseErrors(name: 'completedIndexes' | 'failedIndexes', text: string, completions: number | undefined): FieldError[] {
  if (completions === undefined) return []
  const parsed = countIndexes(text, completions)
  return 'error' in parsed ? [invalid(at(name), text, `error parsing ${name}: ${parsed.error}`)] : []
}
