import { expect, it } from 'vitest'
import { timeZoneProblems } from './time-zone'

it.each([
  ['Etc/UTC', []], ['Europe/Berlin', []], ['EST', []], ['UTC', []], ['', ['timeZone must be nil or non-empty string']],
  ['europe/berlin', ['unknown time zone europe/berlin']], ['Mars/Base', ['unknown time zone Mars/Base']], ['GMT+1', ['unknown time zone GMT+1']], ['a b', ['unknown time zone a b']],
  ['../etc', ['unknown time zone ../etc']], ['Local', ['timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones']],
])('%s', (name, problems) => {
  expect(timeZoneProblems(name)).toEqual(problems)
})
