const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
    formats.set(timeZone, format)
  }
  return format
}

/** By how many milliseconds a time zone's clocks are ahead of UTC at a moment (milliseconds since 1970). */
export function timeZoneOffset(timeZone: string, at: number): number {
  if (timeZone === 'UTC') return 0
  const second = Math.floor(at / 1000) * 1000
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(second)) fields[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = fields
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - second
}

/** A moment as RFC 3339 writes it in a time zone: `2026-07-01T08:00:00+02:00`. */
export function formatInTimeZone(timeZone: string, at: number): string {
  const offset = timeZoneOffset(timeZone, at)
  const wall = new Date(at + offset).toISOString().slice(0, 19)
  if (offset === 0) return `${wall}Z`
  const minutes = Math.abs(offset) / 60_000
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${wall}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
