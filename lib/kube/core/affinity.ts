import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, invalids, required, type FieldError } from '@/lib/kube/field-error'
import { validateLabelSelector } from '@/lib/kube/labels'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { validateDns1123Label, validateQualifiedName } from '@/lib/kube/names'
import { validateNodeAffinity, validateWeight } from './affinity-node'
import type { Affinity, PodAffinity, PodAffinityTerm } from './v1.generated'

/** A Pod's `affinity`: to nodes, to Pods, away from Pods. */
export function validateAffinity(affinity: Draft<Affinity> | undefined, path: string): FieldError[] {
  return [
    ...(affinity?.nodeAffinity === undefined ? [] : validateNodeAffinity(affinity.nodeAffinity, `${path}.nodeAffinity`)),
    ...(affinity?.podAffinity === undefined ? [] : validatePodAffinity(affinity.podAffinity, `${path}.podAffinity`)),
    ...(affinity?.podAntiAffinity === undefined ? [] : validatePodAffinity(affinity.podAntiAffinity, `${path}.podAntiAffinity`)),
  ]
}

function validatePodAffinity(affinity: Draft<PodAffinity>, path: string): FieldError[] {
  return [
    ...(affinity.requiredDuringSchedulingIgnoredDuringExecution ?? []).flatMap((term, index) =>
      validateTerm(term, `${path}.requiredDuringSchedulingIgnoredDuringExecution[${String(index)}]`),
    ),
    ...(affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap((term, index) => {
      const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${String(index)}]`
      return [...validateWeight(term.weight, at), ...validateTerm(term.podAffinityTerm ?? {}, `${at}.podAffinityTerm`)]
    }),
  ]
}

function validateTerm(term: Draft<PodAffinityTerm>, path: string): FieldError[] {
  const topologyKey = term.topologyKey ?? ''
  return [
    ...validateLabelSelector(term.labelSelector as LabelSelector | undefined, `${path}.labelSelector`),
    ...validateLabelSelector(term.namespaceSelector as LabelSelector | undefined, `${path}.namespaceSelector`),
    ...(term.namespaces ?? []).flatMap((name) => invalids(`${path}.namespace`, name, validateDns1123Label(name))),
    ...validateMatchKeys(term, path),
    ...(isBlank(topologyKey) ? [required(`${path}.topologyKey`, 'can not be empty')] : []),
    ...invalids(`${path}.topologyKey`, topologyKey, validateQualifiedName(topologyKey)),
  ]
}

function validateKeys(keys: readonly string[], hasSelector: boolean, path: string): FieldError[] {
  if (keys.length === 0) return []
  if (!hasSelector) return [forbidden(path, 'must not be specified when labelSelector is not set')]
  return keys.flatMap((key, index) => invalids(`${path}[${String(index)}]`, key, validateQualifiedName(key)))
}

/** matchLabelKeys and mismatchLabelKeys exclude each other, and the former the selector's own keys. */
function validateMatchKeys({ matchLabelKeys = [], mismatchLabelKeys = [], labelSelector }: Draft<PodAffinityTerm>, path: string): FieldError[] {
  const hasSelector = labelSelector !== undefined
  const seen = new Set(Object.keys(labelSelector?.matchLabels ?? {}))
  const repeated = (labelSelector?.matchExpressions ?? []).flatMap(({ key = '' }) => {
    const at = matchLabelKeys.indexOf(key)
    const isRepeated = at >= 0 && seen.has(key)
    seen.add(key)
    return isRepeated ? [invalid(`${path}[${String(at)}]`, key, 'exists in both matchLabelKeys and labelSelector')] : []
  })
  const both = matchLabelKeys.flatMap((key, index) =>
    mismatchLabelKeys.includes(key) ? [invalid(`${path}.matchLabelKeys[${String(index)}]`, key, 'exists in both matchLabelKeys and mismatchLabelKeys')] : [],
  )
  return [
    ...validateKeys(matchLabelKeys, hasSelector, `${path}.matchLabelKeys`),
    ...validateKeys(mismatchLabelKeys, hasSelector, `${path}.mismatchLabelKeys`),
    ...repeated, ...both,
  ]
}
