import { describe, expect, it } from 'vitest'
import { parseCronSchedule } from './cron-schedule'

describe('schedules', () => {
  it.each([
    ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'], ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'], ['10-5 * * * *', 'beginning of range (10) beyond end of range (5): 10-5'],
    ['* * * * 7', 'end of range (7) above maximum (6): 7'], ['*/-1 * * * *', 'negative number (-1) not allowed: -1'], ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['-5 * * * *', 'failed to parse int from : strconv.Atoi: parsing "": invalid syntax'], ['1.5 * * * *', 'failed to parse int from 1.5: strconv.Atoi: parsing "1.5": invalid syntax'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'], ['1/2/3 * * * *', 'too many slashes: 1/2/3'], ['@reboot', 'unrecognized descriptor: @reboot'],
    ['@every 1x', 'failed to parse duration @every 1x: time: unknown unit "x" in duration "1x"'], ['@every 5', 'failed to parse duration @every 5: time: missing unit in duration "5"'],
  ])('%s is refused', (text, error) => {
    expect(parseCronSchedule(text)).toEqual({ error })
  })

  it.each([
    ['*/15 9-17 1,15 jan SUN', [[0, 15, 30, 45], [9, 10, 11, 12, 13, 14, 15, 16, 17], [1, 15], [1], [0]]],
    ['30/20 0 1 1 ?', [[30, 50], [0], [1], [1], [0, 1, 2, 3, 4, 5, 6]]],
    ['@monthly', [[0], [0], [1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [0, 1, 2, 3, 4, 5, 6]]],
  ])('%s is read', (text, fields) => {
    const schedule = parseCronSchedule(text)
    if ('error' in schedule) throw new Error(schedule.error)
    const { minutes, hours, days, months, weekdays } = schedule
    expect([minutes, hours, days, months, weekdays].map(({ values }) => [...values])).toEqual(fields)
  })

  it('knows a period and which fields were not restricted', () => {
    expect(parseCronSchedule('@every 1h30m')).toMatchObject({ everySeconds: 5400 })
    expect(parseCronSchedule('0 0 * * 1')).toMatchObject({ days: { star: true }, weekdays: { star: false } })
  })
})
