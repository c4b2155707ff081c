import type { CronSchedule } from './cron-schedule'
import { timeZoneOffset } from './time-zone-offset'

const secondMs = 1000
const minuteMs = 60_000
const hourMs = 3_600_000
/** Beyond this many years the search ends: 31 February never comes. */
const mostYears = 5

/** A moment with what the clocks of a time zone show. */
interface Clock {
  readonly at: number
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly weekday: number
}

/**
 * When a schedule fires next after a moment, both in milliseconds since 1970; undefined: never (robfig/cron SpecSchedule.Next and ConstantDelaySchedule.Next).
 * What the clocks skip in spring does not fire; an hour that comes twice in autumn fires twice.
 */
export function nextCronTime(schedule: CronSchedule, after: number, timeZone = 'UTC'): number | undefined {
  if (schedule.everySeconds !== undefined) return Math.floor(after / secondMs) * secondMs + Math.max(1, Math.floor(schedule.everySeconds)) * secondMs
  let clock = read(timeZone, (Math.floor(after / secondMs) + 1) * secondMs)
  const lastYear = clock.year + mostYears
  while (clock.year <= lastYear) {
    const later = skip(schedule, clock, timeZone)
    if (later === undefined) return clock.at
    clock = read(timeZone, later)
  }
  return undefined
}

/** The beginning of the next month, day, hour, minute that may fit, by the first field that does not; undefined: all fit. */
function skip(schedule: CronSchedule, clock: Clock, timeZone: string): number | undefined {
  const { year, month, day } = clock
  if (!schedule.months.values.has(month)) return atMidnight(timeZone, year, month + 1, 1)
  if (!fitsDay(schedule, clock)) return atMidnight(timeZone, year, month, day + 1)
  if (!schedule.hours.values.has(clock.hour)) return Math.floor(clock.at / minuteMs) * minuteMs + hourMs - clock.minute * minuteMs
  if (!schedule.minutes.values.has(clock.minute)) return Math.floor(clock.at / minuteMs) * minuteMs + minuteMs
  return clock.at % minuteMs === 0 ? undefined : Math.floor(clock.at / minuteMs) * minuteMs + minuteMs
}

/** Restricted both by day and by weekday: either is enough. */
function fitsDay({ days, weekdays }: CronSchedule, { day, weekday }: Clock): boolean {
  const [inMonth, inWeek] = [days.values.has(day), weekdays.values.has(weekday)]
  return days.star || weekdays.star ? inMonth && inWeek : inMonth || inWeek
}

function read(timeZone: string, at: number): Clock {
  const wall = new Date(at + timeZoneOffset(timeZone, at))
  return { at, year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), weekday: wall.getUTCDay() }
}

/** The beginning of a day; where the clocks skip midnight, an hour later. */
function atMidnight(timeZone: string, year: number, month: number, day: number): number {
  const wall = Date.UTC(year, month - 1, day)
  const guess = wall - timeZoneOffset(timeZone, wall)
  const at = wall - timeZoneOffset(timeZone, guess)
  return new Date(at + timeZoneOffset(timeZone, at)).getUTCHours() === 23 ? at + hourMs : at
}
