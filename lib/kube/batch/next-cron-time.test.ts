import { describe, expect, it } from 'vitest'
import { parseCronSchedule } from './cron-schedule'
import { nextCronTime } from './next-cron-time'
import { formatInTimeZone } from './time-zone-offset'

function times(text: string, after: string, count: number, zone = 'UTC'): string[] {
  const schedule = parseCronSchedule(text)
  if ('error' in schedule) throw new Error(schedule.error)
  const found: string[] = []
  for (let at: number | undefined = Date.parse(after); found.length < count; found.push(formatInTimeZone(zone, at))) {
    at = nextCronTime(schedule, at, zone)
    if (at === undefined) break
  }
  return found
}

describe('the next time of a schedule', () => {
  it.each([
    ['*/5 * * * *', '2026-01-01T00:00:00Z', ['2026-01-01T00:05:00Z', '2026-01-01T00:10:00Z']],
    ['* * * * *', '2026-01-01T00:00:59.500Z', ['2026-01-01T00:01:00Z', '2026-01-01T00:02:00Z']],
    ['30 6-16/4 * * 1-5', '2026-01-02T14:00:00Z', ['2026-01-02T14:30:00Z', '2026-01-05T06:30:00Z']],
    ['0 0 13 * 5', '2026-02-01T00:00:00Z', ['2026-02-06T00:00:00Z', '2026-02-13T00:00:00Z']],
    ['0 0 13 * ?', '2026-02-01T00:00:00Z', ['2026-02-13T00:00:00Z', '2026-03-13T00:00:00Z']],
    ['@yearly', '2026-01-01T00:00:00Z', ['2027-01-01T00:00:00Z']],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', ['2028-02-29T00:00:00Z']],
    ['@every 90s', '2026-01-01T00:00:00.250Z', ['2026-01-01T00:01:30Z', '2026-01-01T00:03:00Z']],
  ])('%s', (text, after, wanted) => {
    expect(times(text, after, wanted.length)).toEqual(wanted)
  })

  it('never comes on 31 February', () => {
    expect(times('0 0 31 2 *', '2026-01-01T00:00:00Z', 1)).toEqual([])
  })

  it('goes by the clocks of a time zone, which skip an hour in spring and have one twice in autumn', () => {
    expect(times('0 9 * * *', '2026-03-27T12:00:00Z', 3, 'Europe/Berlin')).toEqual(['2026-03-28T09:00:00+01:00', '2026-03-29T09:00:00+02:00', '2026-03-30T09:00:00+02:00'])
    expect(times('30 2 * * *', '2026-03-28T12:00:00Z', 1, 'Europe/Berlin')).toEqual(['2026-03-30T02:30:00+02:00'])
    expect(times('30 2 * * *', '2026-10-24T12:00:00Z', 3, 'Europe/Berlin')).toEqual(['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00', '2026-10-26T02:30:00+01:00'])
    expect(times('15 0 * * *', '2026-01-01T00:00:00Z', 1, 'Asia/Kolkata')).toEqual(['2026-01-02T00:15:00+05:30'])
    expect(times('0 0 * * *', '2026-04-23T12:00:00Z', 2, 'Africa/Cairo')).toEqual(['2026-04-25T00:00:00+03:00', '2026-04-26T00:00:00+03:00'])
  })
})
