import { describe, expect, it } from 'vitest'
import { checkCreate } from '@/lib/kube/check'
import { cronJob } from './cronjob'

const manifest = (spec: object = {}, name = 'nightly'): object => ({
  metadata: { name }, spec: { schedule: '0 2 * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'job', image: 'busybox:1.36' }] } } } }, ...spec },
})

function refusal(json: object): string {
  const checked = checkCreate(cronJob, json, { fieldValidation: 'Strict' })
  return 'status' in checked ? (checked.status.message ?? '').replace(/^CronJob\.batch "[^"]*" is invalid: /, '') : 'accepted'
}

describe('a CronJob', () => {
  it('is completed, but for what its Jobs complete themselves', () => {
    const checked = checkCreate(cronJob, manifest())
    expect(checked).toMatchObject({ object: { spec: { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 } } })
    expect(checked).not.toHaveProperty('object.spec.jobTemplate.spec.backoffLimit')
  })
  it.each([
    ['no schedule', manifest({ schedule: '' }), 'spec.schedule: Required value'],
    ['a word', manifest({ schedule: 'daily' }), 'spec.schedule: Invalid value: "daily": expected exactly 5 fields, found 1: [daily]'],
    ['a time zone in the schedule', manifest({ schedule: 'TZ=UTC 0 0 * * *' }), 'spec.schedule: Invalid value: "TZ=UTC 0 0 * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead'],
    ['an unknown time zone', manifest({ timeZone: 'Mars/Base' }), 'spec.timeZone: Invalid value: "Mars/Base": unknown time zone Mars/Base'],
    ['an unknown policy', manifest({ concurrencyPolicy: 'Never' }), 'spec.concurrencyPolicy: Unsupported value: "Never": supported values: "Allow", "Forbid", "Replace"'],
    ['a long name', manifest({}, 'a'.repeat(53)), `metadata.name: Invalid value: "${'a'.repeat(53)}": must be no more than 52 characters`],
  ])('may not have %s', (_, json, message) => {
    expect(refusal(json)).toBe(message)
  })
})
