import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateJobStatusUpdate } from './job-status'
import type { Job } from './v1.generated'

const job = (status: object, spec: object = {}): Job => ({ metadata: { name: 'a' }, spec: { completions: 5, parallelism: 1, ...spec }, status }) as unknown as Job
const condition = (type: string) => ({ type, status: 'True' })
const running = { active: 1, startTime: '2024-01-01T00:00:00Z' }

it.each([
  ['running', running, {}, []],
  ['negative counts', { active: -1 }, {}, ['status.active: Invalid value: -1: must be greater than or equal to 0']],
  ['complete all at once', { ...running, conditions: [condition('Complete')] }, running, [
    'status.completionTime: Required value: completionTime is required for Complete jobs',
    'status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition',
    'status.active: Invalid value: 1: active>0 is invalid for finished job',
  ]],
  ['complete in order', { startTime: running.startTime, completionTime: '2024-01-01T00:01:00Z', succeeded: 5, conditions: [condition('SuccessCriteriaMet'), condition('Complete')] }, running, []],
  ['ended before it began', { ...running, completionTime: '2023-01-01T00:00:00Z' }, running, [
    'status.completionTime: Invalid value: "2023-01-01T00:00:00Z": cannot set completionTime when there is no Complete=True condition',
    'status.completionTime: Invalid value: "2023-01-01T00:00:00Z": completionTime cannot be set before startTime',
  ]],
  ['failed without a reason', { startTime: running.startTime, conditions: [condition('Failed')] }, running, ['status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition']],
  ['a counter that falls', { ...running, failed: 1 }, { ...running, failed: 2 }, ['status.failed: Invalid value: 1: cannot decrease the failed counter']],
  ['more ready than active', { ...running, ready: 2 }, running, ['status.ready: Invalid value: 2: cannot set more ready pods than active']],
  ['indexes of a plain Job', { ...running, completedIndexes: '0-1' }, running, ['status.completedIndexes: Invalid value: "0-1": cannot set non-empty completedIndexes when non-indexed completion mode']],
  ['a start taken back', { active: 1 }, running, ['status.startTime: Required value: startTime cannot be removed for unsuspended job']],
])('%s', (_, status, before, lines) => {
  expect(validateJobStatusUpdate(job(status), job(before)).map(formatFieldError)).toEqual(lines)
})

it('an index is either completed or failed', () => {
  const indexed = { completionMode: 'Indexed', backoffLimitPerIndex: 1 }
  expect(validateJobStatusUpdate(job({ ...running, completedIndexes: '0,2-3', failedIndexes: '1,3' }, indexed), job(running, indexed)).map(formatFieldError)).toEqual([
    'status.failedIndexes: Invalid value: "1,3": failedIndexes and completedIndexes overlap at index: 3',
  ])
})
