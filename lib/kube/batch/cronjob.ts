import { hostnameWarnings, podSpecWarnings } from '@/lib/kube/core/pod-warnings'
import { validateRequiredChoice } from '@/lib/kube/core/choice'
import { defineKind } from '@/lib/kube/define-kind'
import { isBlank } from '@/lib/kube/draft'
import { isEqual } from '@/lib/kube/equality'
import { invalid, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { selectorJson } from '@/lib/kube/selector-json'
import { parseCronSchedule } from './cron-schedule'
import { defaultJobTemplateSpec } from './job'
import { validateJobSpec } from './job-spec'
import { timeZoneProblems } from './time-zone'
import type { CronJob, CronJobSpec, JobSpec } from './v1.generated'
import { addresses } from '../rare/addresses'

const successfulJobsHistoryLimit = 3
const failedJobsHistoryLimit = 1
const concurrencyPolicies = ['Allow', 'Forbid', 'Replace']
/** A Job's name is the CronJob's and eleven characters of time. */
const maxNameLength = 52

/** SetDefaults_CronJob (pkg/apis/batch/v1/defaults.go). */
function defaultCronJob(cronJob: CronJob): CronJob {
  const { spec } = cronJob
  const jobSpec = spec.jobTemplate.spec ?? ({} as JobSpec)
  return {
    ...cronJob,
    spec: {
      ...spec,
      concurrencyPolicy: spec.concurrencyPolicy ?? 'Allow',
      suspend: spec.suspend ?? false,
      successfulJobsHistoryLimit: spec.successfulJobsHistoryLimit ?? successfulJobsHistoryLimit,
      failedJobsHistoryLimit: spec.failedJobsHistoryLimit ?? failedJobsHistoryLimit,
      jobTemplate: { ...spec.jobTemplate, spec: defaultJobTemplateSpec(jobSpec) },
    },
  }
}

function validateSchedule({ schedule, timeZone }: CronJobSpec, old: CronJobSpec | undefined): FieldError[] {
  if (isBlank(schedule)) return [required('spec.schedule')]
  const parsed = parseCronSchedule(schedule)
  const errors = 'error' in parsed ? [invalid('spec.schedule', schedule, parsed.error)] : []
  if (!schedule.includes('TZ')) return errors
  const mayHold = old?.schedule.includes('TZ') ?? false
  if (!mayHold) return [...errors, invalid('spec.schedule', schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')]
  return timeZone === undefined ? errors : [...errors, invalid('spec.schedule', schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule')]
}

function validateJobTemplate(spec: JobSpec, path: string): FieldError[] {
  return [
    ...validateJobSpec(spec, path),
    ...(spec.selector === undefined ? [] : [invalid(`${path}.selector`, selectorJson(spec.selector), '`selector` will be auto-generated')]),
    ...(spec.manualSelector === true ? [notSupported(`${path}.manualSelector`, true, ['nil', 'false'])] : []),
  ]
}

function validateCronJobSpec(spec: CronJobSpec, old?: CronJobSpec): FieldError[] {
  const isZoneNew = spec.timeZone !== undefined && spec.timeZone !== old?.timeZone
  return [
    ...validateSchedule(spec, old),
    ...validateNonnegative(spec.startingDeadlineSeconds, 'spec.startingDeadlineSeconds'),
    ...(isZoneNew ? invalids('spec.timeZone', spec.timeZone, timeZoneProblems(spec.timeZone)) : []),
    ...validateRequiredChoice(spec.concurrencyPolicy, concurrencyPolicies, 'spec.concurrencyPolicy'),
    ...validateJobTemplate(spec.jobTemplate.spec ?? ({} as JobSpec), 'spec.jobTemplate.spec'),
    ...validateNonnegative(spec.successfulJobsHistoryLimit, 'spec.successfulJobsHistoryLimit'),
    ...validateNonnegative(spec.failedJobsHistoryLimit, 'spec.failedJobsHistoryLimit'),
  ]
}

function validateNewCronJob({ metadata, spec }: CronJob): FieldError[] {
  const name = (metadata.name as string | undefined) ?? ''
  const isTooLong = name.length > maxNameLength
  return [...validateCronJobSpec(spec), ...(isTooLong ? [invalid('metadata.name', name, `must be no more than ${String(maxNameLength)} characters`)] : [])]
}

/** The kind CronJob (pkg/registry/batch/cronjob strategy). */
export const cronJob = defineKind<CronJob>(
  addresses.cronJob,
  {
    default: defaultCronJob,
    prepareForCreate: (created) => ({ ...created, status: {} }),
    prepareForUpdate: (changed, old) => ({ ...changed, ...(old.status === undefined ? {} : { status: old.status }) }),
    validate: validateNewCronJob,
    validateUpdate: ({ spec }, old) => validateCronJobSpec(spec, old.spec),
    warnings: ({ metadata, spec }, old) => {
      if (old !== undefined && isEqual(spec, old.spec)) return []
      const name = old === undefined ? hostnameWarnings(metadata.name, 'Pod names and hostnames') : []
      const template = spec.jobTemplate.spec?.template
      return [...name, ...(template === undefined ? [] : podSpecWarnings(template.spec, template.metadata.annotations, 'spec.jobTemplate.spec.template.'))]
    },
  },
)
