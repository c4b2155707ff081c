/** What reading a time gives: milliseconds since 1970 with the microseconds beyond them, or Go's words for why not. */
export type ParsedTime = { readonly ms: number; readonly micros: number } | { readonly error: string }

/** The first of January of the year 1, which Go writes as no time at all. */
export const goZeroTime = -62135596800000

const rfc3339 = '2006-01-02T15:04:05Z07:00'
const rfc3339Micro = '2006-01-02T15:04:05.000000Z07:00'

interface Step {
  readonly layout: string
  readonly pattern: RegExp
  /** What Go calls the number, with the range that it is in; the day's is looked at last of all. */
  readonly range?: readonly [name: string, least: number, most: number]
}

const two = /^\d{2}/
const steps: readonly Step[] = [
  { layout: '2006', pattern: /^\d{4}/ },
  { layout: '-', pattern: /^-/ },
  { layout: '01', pattern: two, range: ['month', 1, 12] },
  { layout: '-', pattern: /^-/ },
  { layout: '02', pattern: two },
  { layout: 'T', pattern: /^T/ },
  // An hour of one digit is read too, though the layout has two (Go time/format.go, stdHour).
  { layout: '15', pattern: /^\d{1,2}/, range: ['hour', 0, 23] },
  { layout: ':', pattern: /^:/ },
  { layout: '04', pattern: two, range: ['minute', 0, 59] },
  { layout: ':', pattern: /^:/ },
  { layout: '05', pattern: two, range: ['second', 0, 59] },
]
const zone: Step = { layout: 'Z07:00', pattern: /^(?:Z|[+-]\d{2}:\d{2})/ }
const micros: Step = { layout: '.000000', pattern: /^[.,]\d{6}/ }
const anyFraction: Step = { layout: '', pattern: /^(?:[.,]\d+)?/ }

/** As package time quotes: what is not ASCII byte by byte (Go time/format.go quote). */
function quoted(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return `"${Array.from(bytes, (byte) => (byte < 0x20 || byte >= 0x80 ? `\\x${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte).replace(/["\\]/, '\\$&'))).join('')}"`
}

/** Minutes from UTC, or what is out of range; 24 hours and 60 minutes are in it. */
function offsetOf(text: string): number | string {
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))] as const
  if (minutes > 60) return 'time zone offset minute'
  if (hours > 24) return 'time zone offset hour'
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function outOfRange({ range }: Step, found: string): string | undefined {
  if (range === undefined) return undefined
  const [name, least, most] = range
  return Number(found) < least || Number(found) > most ? name : undefined
}

function readSteps(text: string, layout: string, middle: Step): readonly string[] | string {
  let rest = text
  const parts: string[] = []
  for (const step of [...steps, middle, zone]) {
    const [found] = step.pattern.exec(rest) ?? []
    if (found === undefined) return ` as ${quoted(layout)}: cannot parse ${quoted(rest)} as ${quoted(step.layout)}`
    const wrong = outOfRange(step, found)
    if (wrong !== undefined) return `: ${wrong} out of range`
    parts.push(found)
    rest = rest.slice(found.length)
  }
  return [...parts, rest]
}

function parse(text: string, layout: string, middle: Step): ParsedTime {
  const fail = (why: string) => ({ error: `parsing time ${quoted(text)}${why}` })
  const parts = readSteps(text, layout, middle)
  if (typeof parts === 'string') return fail(parts)
  const at = (index: number) => Number(parts[index])
  const [fraction = '', shift = '', rest = ''] = parts.slice(11)
  const offset = offsetOf(shift)
  if (typeof offset === 'string') return fail(`: ${offset} out of range`)
  if (rest !== '') return fail(`: extra text: ${quoted(rest)}`)
  const lastDay = new Date(new Date(0).setUTCFullYear(at(0), at(2), 0)).getUTCDate()
  if (at(4) < 1 || at(4) > lastDay) return fail(': day out of range')
  return { ms: new Date(0).setUTCFullYear(at(0), at(2) - 1, at(4)) + ((at(6) * 60 + at(8) - offset) * 60 + at(10)) * 1000, micros: Number(fraction.slice(1).padEnd(6, '0').slice(0, 6)) }
}

/** Reads an RFC 3339 time as metav1.Time does; errors are Go's (`parsing time "x" as …`). */
export function parseTime(text: string): ParsedTime {
  return parse(text, rfc3339, anyFraction)
}

/** Reads a time with exactly six decimals as metav1.MicroTime does. */
export function parseMicroTime(text: string): ParsedTime {
  return parse(text, rfc3339Micro, micros)
}

/** A time as metav1.Time prints it: UTC, whole seconds. */
export function formatTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** A time as metav1.MicroTime prints it: UTC, six decimals. */
export function formatMicroTime(ms: number, micros = 0): string {
  const seconds = Math.floor(ms / 1000) * 1000
  return `${new Date(seconds).toISOString().slice(0, 19)}.${String(Math.round((ms - seconds) * 1000) + micros).padStart(6, '0')}Z`
}
