import { goQuote } from '@/lib/kube/go-format'

/** The minutes, hours, days, months and weekdays at which a schedule fires; `star` marks a field that was not restricted. */
export interface CronSchedule {
  readonly minutes: CronField
  readonly hours: CronField
  readonly days: CronField
  readonly months: CronField
  readonly weekdays: CronField
  /** Of `@every`: the period; the other fields then mean nothing. */
  readonly everySeconds?: number
}

/** The values of one field. */
export interface CronField {
  readonly values: ReadonlySet<number>
  readonly star: boolean
}

interface Bounds {
  readonly min: number
  readonly max: number
  readonly names: readonly string[]
}

const monthNames = ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const bounds: readonly Bounds[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: monthNames },
  { min: 0, max: 6, names: weekdayNames },
]
const descriptors: Readonly<Record<string, string | undefined>> = {
  '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *', '@monthly': '0 0 1 * *', '@weekly': '0 0 * * 0', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@hourly': '0 * * * *',
}

/** What is wrong, in the words of the library that the server uses (robfig/cron ParseStandard). */
class CronError extends Error {}

/** Reads a schedule of five fields or a word such as `@daily`. */
export function parseCronSchedule(text: string): CronSchedule | { readonly error: string } {
  try {
    return readSchedule(text.replace(/^(?:CRON_)?TZ=\S* +/, ''))
  } catch (error) {
    if (error instanceof CronError) return { error: error.message }
    throw error
  }
}

function readSchedule(text: string): CronSchedule {
  if (text.startsWith('@every ')) return { ...fieldsOf('* * * * *'), everySeconds: parseDuration(text, text.slice('@every '.length)) }
  if (text.startsWith('@')) {
    const fields = descriptors[text]
    if (fields === undefined) throw new CronError(`unrecognized descriptor: ${text}`)
    return fieldsOf(fields)
  }
  return fieldsOf(text)
}

function fieldsOf(text: string): CronSchedule {
  const fields = text.split(/\s+/).filter((field) => field !== '')
  if (fields.length !== bounds.length) throw new CronError(`expected exactly ${String(bounds.length)} fields, found ${String(fields.length)}: [${fields.join(' ')}]`)
  const read = (at: number): CronField => readField(fields[at] ?? '', bounds[at] ?? { min: 0, max: 0, names: [] })
  return { minutes: read(0), hours: read(1), days: read(2), months: read(3), weekdays: read(4) }
}

function readField(text: string, bound: Bounds): CronField {
  const values = new Set<number>()
  let star = false
  for (const part of text.split(',').filter((one) => one !== '')) {
    const range = readRange(part, bound)
    for (let value = range.start; value <= range.end; value += range.step) values.add(value)
    star ||= range.star
  }
  return { values, star }
}

interface CronRange {
  readonly start: number
  readonly end: number
  readonly step: number
  readonly star: boolean
}

function readRange(text: string, bound: Bounds): CronRange {
  const [range = '', stepText, ...moreSteps] = text.split('/')
  const limits = readLimits(range, bound, text)
  if (moreSteps.length > 0) throw new CronError(`too many slashes: ${text}`)
  const step = stepText === undefined ? 1 : readNumber(stepText)
  const end = stepText !== undefined && !range.includes('-') ? bound.max : limits.end
  checkRange(limits.start, end, step, bound, text)
  return { start: limits.start, end, step, star: limits.star && step <= 1 }
}

function readLimits(range: string, { min, max, names }: Bounds, text: string): Omit<CronRange, 'step'> {
  const [low = '', high, ...more] = range.split('-')
  if (low === '*' || low === '?') return { start: min, end: max, star: true }
  const start = readNumberOrName(low, names)
  if (more.length > 0) throw new CronError(`too many hyphens: ${text}`)
  return { start, end: high === undefined ? start : readNumberOrName(high, names), star: false }
}

function checkRange(start: number, end: number, step: number, { min, max }: Bounds, text: string): void {
  if (start < min) throw new CronError(`beginning of range (${String(start)}) below minimum (${String(min)}): ${text}`)
  if (end > max) throw new CronError(`end of range (${String(end)}) above maximum (${String(max)}): ${text}`)
  if (start > end) throw new CronError(`beginning of range (${String(start)}) beyond end of range (${String(end)}): ${text}`)
  if (step === 0) throw new CronError(`step of range should be a positive number: ${text}`)
}

function readNumberOrName(text: string, names: readonly string[]): number {
  const named = text === '' ? -1 : names.indexOf(text.toLowerCase())
  return named >= 0 ? named : readNumber(text)
}

function readNumber(text: string): number {
  const fail = (why: string): never => {
    throw new CronError(`failed to parse int from ${text}: strconv.Atoi: parsing ${goQuote(text)}: ${why}`)
  }
  if (!/^[+-]?\d+$/.test(text)) return fail('invalid syntax')
  const value = Number(text)
  if (!Number.isSafeInteger(value)) return fail('value out of range')
  if (value < 0) throw new CronError(`negative number (${String(value)}) not allowed: ${text}`)
  return value
}

const unitSeconds: Readonly<Record<string, number | undefined>> = { ns: 1e-9, us: 1e-6, 'µs': 1e-6, 'μs': 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 }

/** A duration as Go reads it: `1h30m`. */
function parseDuration(spec: string, text: string): number {
  const fail = (why: string): never => {
    throw new CronError(`failed to parse duration ${spec}: time: ${why}`)
  }
  const digits = text.replace(/^[+-]/, '')
  if (digits === '0') return 0
  let seconds = 0
  let rest = digits
  if (rest === '') return fail(`invalid duration ${goQuote(text)}`)
  while (rest !== '') {
    const [whole = '', number = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest) ?? []
    if (number === '') return fail(`invalid duration ${goQuote(text)}`)
    if (unit === '') return fail(`missing unit in duration ${goQuote(text)}`)
    const factor = unitSeconds[unit]
    if (factor === undefined) return fail(`unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`)
    seconds += Number(number) * factor
    rest = rest.slice(whole.length)
  }
  return text.startsWith('-') ? -seconds : seconds
}
