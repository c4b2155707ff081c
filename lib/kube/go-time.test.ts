import { expect, it } from 'vitest'
import { formatMicroTime, formatTime, parseMicroTime, parseTime } from './go-time'

const layout = '"2006-01-02T15:04:05Z07:00"'

it.each([
  ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'], ['2024-01-01T00:00:00+01:00', '2023-12-31T23:00:00Z'], ['2024-01-01T00:00:00.5Z', '2024-01-01T00:00:00Z'], ['2024-01-01T1:00:00Z', '2024-01-01T01:00:00Z'], ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00Z'],
])('%s is kept as %s', (given, kept) => {
  const parsed = parseTime(given)
  expect('ms' in parsed ? formatTime(parsed.ms) : parsed.error).toBe(kept)
})

it.each([
  ['', `parsing time "" as ${layout}: cannot parse "" as "2006"`],
  ['a_b', `parsing time "a_b" as ${layout}: cannot parse "a_b" as "2006"`],
  ['2024-01-01', `parsing time "2024-01-01" as ${layout}: cannot parse "" as "T"`],
  ['2024-01-01 00:00:00', `parsing time "2024-01-01 00:00:00" as ${layout}: cannot parse " 00:00:00" as "T"`],
  ['2024-01-01T00:00:00Z2', 'parsing time "2024-01-01T00:00:00Z2": extra text: "2"'],
  ['2024-13-01T00:00:00Z', 'parsing time "2024-13-01T00:00:00Z": month out of range'],
  ['2023-02-29T00:00:00Z', 'parsing time "2023-02-29T00:00:00Z": day out of range'],
  ['2024-13-01', 'parsing time "2024-13-01": month out of range'],
  ['2024-01-01T00:00:00+25:00', 'parsing time "2024-01-01T00:00:00+25:00": time zone offset hour out of range'],
  ['é"', String.raw`parsing time "\xc3\xa9\"" as ${layout}: cannot parse "\xc3\xa9\"" as "2006"`],
  ['2023-02-20T24:00:00Z', 'parsing time "2023-02-20T24:00:00Z": hour out of range'],
])('%j: %s', (given, error) => {
  expect(parseTime(given)).toEqual({ error })
})

it('a MicroTime has six decimals', () => {
  const parsed = parseMicroTime('2024-01-01T00:00:00.123456Z')
  expect('ms' in parsed ? formatMicroTime(parsed.ms, parsed.micros) : parsed.error).toBe('2024-01-01T00:00:00.123456Z')
  expect('error' in parseMicroTime('2024-01-01T00:00:00Z')).toBe(true)
})
