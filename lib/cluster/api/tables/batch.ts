import type { CronJob, Job } from '@/lib/kube/batch/v1.generated'
import { ageOf, humanDuration } from './age'
import { labelSelectorText } from './labels-text'
import { printer, type PrintTime } from './printer'
import { containerCells } from './workload'

export const jobPrinter = printer<Job>(
  [
    { name: 'Name' }, { name: 'Status' }, { name: 'Completions' }, { name: 'Duration' }, { name: 'Age' }, { name: 'Containers', wide: true }, { name: 'Images', wide: true }, { name: 'Selector', wide: true },
  ],
  (job, time) => [
    job.metadata.name,
    jobStatus(job),
    completions(job),
    duration(job, time),
    ageOf(job.metadata.creationTimestamp, time),
    ...containerCells(job.spec.template.spec),
    labelSelectorText(job.spec.selector),
  ],
)

function completions({ spec, status }: Job): string {
  const done = String(status?.succeeded ?? 0)
  if (spec.completions !== undefined) return `${done}/${String(spec.completions)}`
  const parallelism = spec.parallelism ?? 0
  return parallelism > 1 ? `${done}/1 of ${String(parallelism)}` : `${done}/1`
}

function duration({ status }: Job, { nowMs }: PrintTime): string {
  const { startTime, completionTime } = status ?? {}
  if (startTime === undefined) return ''
  return humanDuration((completionTime === undefined ? nowMs : Date.parse(completionTime)) - Date.parse(startTime))
}

function jobStatus({ metadata, status }: Job): string {
  const has = (type: string) => status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true
  if (has('Complete')) return 'Complete'
  if (has('Failed')) return 'Failed'
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  if (has('Suspended')) return 'Suspended'
  if (has('FailureTarget')) return 'FailureTarget'
  return has('SuccessCriteriaMet') ? 'SuccessCriteriaMet' : 'Running'
}

export const cronJobPrinter = printer<CronJob>(
  [
    { name: 'Name' }, { name: 'Schedule' }, { name: 'Timezone' }, { name: 'Suspend', type: 'boolean' }, { name: 'Active', type: 'integer' }, { name: 'Last Schedule' }, { name: 'Age' },
    { name: 'Containers', wide: true }, { name: 'Images', wide: true }, { name: 'Selector', wide: true },
  ],
  ({ metadata, spec, status = {} }, time) => {
    const { active = [], lastScheduleTime } = status
    const job = spec.jobTemplate.spec
    return [
      metadata.name,
      spec.schedule,
      spec.timeZone ?? '<none>',
      spec.suspend === true ? 'True' : 'False',
      active.length,
      lastScheduleTime === undefined ? '<none>' : ageOf(lastScheduleTime, time),
      ageOf(metadata.creationTimestamp, time),
      ...containerCells(job?.template.spec),
      labelSelectorText(job?.selector),
    ]
  },
)
