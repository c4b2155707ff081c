import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { duplicate, forbidden, invalid, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { validateLabelSelector } from '@/lib/kube/labels'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { validateQualifiedName } from '@/lib/kube/names'
import { validateChoice } from './choice'
import type { TopologySpreadConstraint } from './v1.generated'

const actions = ['DoNotSchedule', 'ScheduleAnyway']
const inclusions = ['Honor', 'Ignore']

/** A Pod's `topologySpreadConstraints` (validateTopologySpreadConstraints). */
export function validateTopologySpread(constraints: readonly Draft<TopologySpreadConstraint>[] | undefined, path: string): FieldError[] {
  const all = constraints ?? []
  return all.flatMap((constraint, index) => {
    const at = `${path}[${String(index)}]`
    return [
      ...validateBasics(constraint, at),
      ...validateOnce(constraint, all.slice(index + 1), at),
      ...validateMinDomains(constraint, `${at}.minDomains`),
      ...validateChoice(constraint.nodeAffinityPolicy, inclusions, `${at}.nodeAffinityPolicy`),
      ...validateChoice(constraint.nodeTaintsPolicy, inclusions, `${at}.nodeTaintsPolicy`),
      ...validateMatchKeys(constraint, `${at}.matchLabelKeys`),
      ...validateLabelSelector(constraint.labelSelector as LabelSelector | undefined, `${at}.labelSelector`),
    ]
  })
}

function validateBasics(constraint: Draft<TopologySpreadConstraint>, path: string): FieldError[] {
  const { maxSkew = 0, whenUnsatisfiable = '' } = constraint
  return [
    ...(maxSkew <= 0 ? [invalid(`${path}.maxSkew`, maxSkew, 'must be greater than zero')] : []),
    ...(isBlank(constraint.topologyKey) ? [required(`${path}.topologyKey`, 'can not be empty')] : []),
    ...(actions.includes(whenUnsatisfiable) ? [] : [notSupported(`${path}.whenUnsatisfiable`, whenUnsatisfiable, actions)]),
  ]
}

function validateOnce(constraint: Draft<TopologySpreadConstraint>, rest: readonly Draft<TopologySpreadConstraint>[], path: string): FieldError[] {
  const { topologyKey = '', whenUnsatisfiable = '' } = constraint
  const isRepeated = rest.some((other) => (other.topologyKey ?? '') === topologyKey && (other.whenUnsatisfiable ?? '') === whenUnsatisfiable)
  return isRepeated ? [duplicate(`${path}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`)] : []
}

function validateMinDomains({ minDomains, whenUnsatisfiable = '' }: Draft<TopologySpreadConstraint>, path: string): FieldError[] {
  if (minDomains === undefined) return []
  const errors = minDomains <= 0 ? [invalid(path, minDomains, 'must be greater than zero')] : []
  if (whenUnsatisfiable === 'DoNotSchedule') return errors
  return [...errors, invalid(path, minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`)]
}

function validateMatchKeys({ matchLabelKeys = [], labelSelector }: Draft<TopologySpreadConstraint>, path: string): FieldError[] {
  if (matchLabelKeys.length === 0) return []
  const selected = new Set([...Object.keys(labelSelector?.matchLabels ?? {}), ...(labelSelector?.matchExpressions ?? []).map(({ key = '' }) => key)])
  const missing = labelSelector === undefined ? [forbidden(path, 'must not be specified when labelSelector is not set')] : []
  return [
    ...missing,
    ...matchLabelKeys.flatMap((key, index) => [
      ...invalids(`${path}[${String(index)}]`, key, validateQualifiedName(key)),
      ...(selected.has(key) ? [invalid(`${path}[${String(index)}]`, key, 'exists in both matchLabelKeys and labelSelector')] : []),
    ]),
  ]
}
