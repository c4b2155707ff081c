import { humanDuration } from '@/lib/cluster/api/tables/age'
import type { JsonObject } from '../../json'
import { has, list, longTime, map, number, orElse, selectorText, text, truth } from './fields'
import { headLines, selectorHeadLines } from './metadata'
import { podTemplateLines } from './pod-template'

const count = (object: JsonObject, ...path: string[]): string => String(number(object, ...path))

export function jobLines(object: JsonObject): string[] {
  const [start, end] = [text(object, 'status', 'startTime'), text(object, 'status', 'completionTime')]
  const optional = (title: string, value: string, unit = '') => (value === '' ? [] : [`${title}:\t${value}${unit}`])
  return [
    ...selectorHeadLines(object),
    ...optional('Parallelism', text(object, 'spec', 'parallelism')),
    `Completions:\t${orElse(text(object, 'spec', 'completions'), '<unset>')}`,
    ...optional('Completion Mode', text(object, 'spec', 'completionMode')),
    ...optional('Suspend', text(object, 'spec', 'suspend')),
    ...optional('Backoff Limit', text(object, 'spec', 'backoffLimit')),
    ...optional('TTL Seconds After Finished', text(object, 'spec', 'ttlSecondsAfterFinished')),
    ...(start === '' ? [] : [`Start Time:\t${longTime(start)}`]),
    ...(end === '' ? [] : [`Completed At:\t${longTime(end)}`]),
    ...(start === '' || end === '' ? [] : [`Duration:\t${humanDuration(Date.parse(end) - Date.parse(start))}`]),
    ...optional('Active Deadline Seconds', text(object, 'spec', 'activeDeadlineSeconds'), 's'),
    `Pods Statuses:\t${count(object, 'status', 'active')} Active${has(object, 'status', 'ready') ? ` (${count(object, 'status', 'ready')} Ready)` : ''} / ${count(object, 'status', 'succeeded')} Succeeded / ${count(object, 'status', 'failed')} Failed`,
    ...(text(object, 'spec', 'completionMode') === 'Indexed' ? [`Completed Indexes:\t${indexesText(text(object, 'status', 'completedIndexes'))}`] : []),
    ...podTemplateLines(map(object, 'spec', 'template')),
  ]
}

/** Cut behind the first comma after fifty characters (kubectl pkg/describe capIndexesListOrNone). */
function indexesText(indexes: string): string {
  const comma = indexes.indexOf(',', 50)
  return comma === -1 ? orElse(indexes, '<none>') : `${indexes.slice(0, comma + 1)}...`
}

export function cronJobLines(object: JsonObject): string[] {
  const spec = map(object, 'spec')
  const job = map(spec, 'jobTemplate', 'spec')
  const unset = (value: string, unit = '') => (value === '' ? '<unset>' : `${value}${unit}`)
  const last = text(object, 'status', 'lastScheduleTime')
  return [
    ...headLines(object),
    `Schedule:\t${text(spec, 'schedule')}`,
    `Concurrency Policy:\t${text(spec, 'concurrencyPolicy')}`,
    `Suspend:\t${truth(spec, 'suspend')}`,
    `Time Zone:\t${unset(text(spec, 'timeZone'))}`,
    `Successful Job History Limit:\t${unset(text(spec, 'successfulJobsHistoryLimit'))}`,
    `Failed Job History Limit:\t${unset(text(spec, 'failedJobsHistoryLimit'))}`,
    `Starting Deadline Seconds:\t${unset(text(spec, 'startingDeadlineSeconds'), 's')}`,
    `Selector:\t${has(job, 'selector') ? selectorText(map(job, 'selector')) : '<unset>'}`,
    `Parallelism:\t${unset(text(job, 'parallelism'))}`,
    `Completions:\t${unset(text(job, 'completions'))}`,
    ...(has(job, 'activeDeadlineSeconds') ? [`Active Deadline Seconds:\t${text(job, 'activeDeadlineSeconds')}s`] : []),
    ...podTemplateLines(map(job, 'template')),
    `Last Schedule Time:\t${last === '' ? '<unset>' : longTime(last)}`,
    `Active Jobs:\t${orElse(list(object, 'status', 'active').map((active) => text(active, 'name')).join(', '), '<none>')}`,
  ]
}
