import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateTopologySpread } from './topology-spread'

const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } }

it.each([
  ['over zones', [spread, { ...spread, whenUnsatisfiable: 'ScheduleAnyway' }], []],
  ['empty', [{}], [
    't[0].maxSkew: Invalid value: 0: must be greater than zero', 't[0].topologyKey: Required value: can not be empty',
    't[0].whenUnsatisfiable: Unsupported value: "": supported values: "DoNotSchedule", "ScheduleAnyway"',
  ]],
  ['twice: the first is named', [spread, spread], ['t[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}"']],
  ['fewest domains of a wish', [{ ...spread, whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }], [
    't[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway',
  ]],
  ['a key that the selector has', [{ ...spread, matchLabelKeys: ['app'] }], ['t[0].matchLabelKeys[0]: Invalid value: "app": exists in both matchLabelKeys and labelSelector']],
  ['who counts as a node', [{ ...spread, nodeTaintsPolicy: 'honor' }], ['t[0].nodeTaintsPolicy: Unsupported value: "honor": supported values: "Honor", "Ignore"']],
])('topology spread: %s', (_, constraints, lines) => {
  expect(validateTopologySpread(constraints, 't').map(formatFieldError)).toEqual(lines)
})
