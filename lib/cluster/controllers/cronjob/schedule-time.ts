import type { CronSchedule } from '@/lib/kube/batch/cron-schedule'
import { nextCronTime } from '@/lib/kube/batch/next-cron-time'
import type { CronJob } from '@/lib/kube/batch/v1.generated'

/** A look comes so long after a scheduled time, lest clocks that differ a little find it too early (nextScheduleDelta). */
const paddingMs = 100
/** More missed times than this are worth a warning. */
const manyMissed = 100

/** A schedule with the clocks it goes by. */
export interface Timetable {
  readonly schedule: CronSchedule
  readonly timeZone: string
}

interface Recent {
  /** The scheduled time since the last start that is nearest to now. */
  readonly time?: number
  readonly missed: number
}

const noTwoTimes = 'time difference between two schedules is less than 1 second'

/**
 * The scheduled time nearest to now, of those that have passed since `earliest`, the last start or the CronJob's creation (mostRecentScheduleTime in
 * pkg/controller/cronjob/utils.go). Times are milliseconds since 1970. Earlier ones that were missed are skipped; how many there were is reckoned from
 * the first interval.
 */
function recentTime({ schedule, timeZone }: Timetable, earliest: number, now: number): Recent | { readonly error: string } {
  const next = (after: number) => nextCronTime(schedule, after, timeZone)
  const first = next(earliest)
  const second = first === undefined ? undefined : next(first)
  if (first === undefined || second === undefined) return { error: noTwoTimes }
  if (now < first) return { missed: 0 }
  if (now < second) return { time: first, missed: 0 }
  const interval = second - first
  const missed = Math.floor((now - first) / interval) + 1
  let time: number | undefined
  for (let at = next(first + (missed - 2) * interval); at !== undefined && at <= now; at = next(at)) time = at
  return { missed, ...(time === undefined ? {} : { time }) }
}

function lastStart({ status, metadata }: CronJob): number {
  return Date.parse(status?.lastScheduleTime ?? metadata.creationTimestamp)
}

/** What is due now: a scheduled time that has not been served, nothing, or an error in the words of the controller. */
export function dueTime(cronJob: CronJob, timetable: Timetable, now: number): { readonly time?: number; readonly tooMany: boolean } | { readonly error: string } {
  const { startingDeadlineSeconds } = cronJob.spec
  const deadline = startingDeadlineSeconds === undefined ? -Infinity : now - startingDeadlineSeconds * 1000
  const recent = recentTime(timetable, Math.max(lastStart(cronJob), deadline), now)
  if ('error' in recent) return recent
  return recent.time === undefined ? { tooMany: false } : { time: recent.time, tooMany: recent.missed > manyMissed }
}

/** When to look again, a little after the next scheduled time (nextScheduleTimeDuration). */
export function nextLook(cronJob: CronJob, timetable: Timetable, now: number): number | undefined {
  const last = lastStart(cronJob)
  const recent = recentTime(timetable, last, now)
  const from = 'error' in recent ? now : (recent.time ?? (recent.missed === 0 ? last : now))
  const next = nextCronTime(timetable.schedule, from, timetable.timeZone)
  return next === undefined ? undefined : next + paddingMs
}
