/** What reading a time gives: milliseconds since 1970 with the microseconds beyond them, or Go's words for why not. */
export type ParsedTime = { readonly ms: number; readonly micros: number } | { readonly error: string }

const rfc3339 = '2006-01-02T15:04:05Z07:00'
const rfc3339Micro = '2006-01-02T15:04:05.000000Z07:00'

interface Step {
  readonly layout: string
  readonly pattern: RegExp
}

const steps: readonly Step[] = [
  { layout: '2006', pattern: /^\d{4}/ },
  { layout: '-', pattern: /^-/ },
  { layout: '01', pattern: /^\d{2}/ },
  { layout: '-', pattern: /^-/ },
  { layout: '02', pattern: /^\d{2}/ },
  { layout: 'T', pattern: /^T/ },
  { layout: '15', pattern: /^\d{2}/ },
  { layout: ':', pattern: /^:/ },
  { layout: '04', pattern: /^\d{2}/ },
  { layout: ':', pattern: /^:/ },
  { layout: '05', pattern: /^\d{2}/ },
]
const zone: Step = { layout: 'Z07:00', pattern: /^(?:Z|[+-]\d{2}:\d{2})/ }
const micros: Step = { layout: '.000000', pattern: /^\.\d{6}(?!\d)/ }
const anyFraction: Step = { layout: '', pattern: /^(?:[.,]\d+)?/ }

function outOfRange(parts: readonly string[]): string | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [0, 2, 4, 6, 8, 10].map((at) => Number(parts[at]))
  if (month < 1 || month > 12) return 'month'
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return 'day'
  const clock = [['hour', hour, 23], ['minute', minute, 59], ['second', second, 59]] as const
  return clock.find(([, value, most]) => value > most)?.[0]
}

function parse(text: string, layout: string, middle: Step): ParsedTime {
  let rest = text
  const parts: string[] = []
  for (const step of [...steps, middle, zone]) {
    const found = step.pattern.exec(rest)
    if (found === null) return { error: `parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(step.layout)}` }
    parts.push(found[0])
    rest = rest.slice(found[0].length)
  }
  const range = outOfRange(parts)
  if (range !== undefined) return { error: `parsing time ${JSON.stringify(text)}: ${range} out of range` }
  if (rest !== '') return { error: `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}` }
  const fraction = (parts[11] ?? '').slice(1).padEnd(6, '0').slice(0, 6)
  const ms = Date.parse(`${parts.slice(0, 11).join('')}${parts[12] ?? 'Z'}`)
  return { ms, micros: Number(fraction) }
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
