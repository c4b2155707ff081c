import type { PolicyRule } from '@/lib/kube/rbac/v1.generated'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { invalid, required } from '../field-error'

function isSet(list: readonly string[] | undefined): boolean {
  return (list?.length ?? 0) > 0
}

/** One rule of a role: verbs, and either resources with their groups or URLs (ValidatePolicyRule). */
function validateRule(rule: Draft<PolicyRule>, namespaced: boolean, field: string): FieldError[] {
  const errors = isSet(rule.verbs) ? [] : [required(`${field}.verbs`, 'verbs must contain at least one value')]
  if (isSet(rule.nonResourceURLs)) {
    const path = `${field}.nonResourceURLs`
    if (namespaced) errors.push(invalid(path, rule.nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs'))
    if (isSet(rule.apiGroups) || isSet(rule.resources) || isSet(rule.resourceNames)) {
      errors.push(invalid(path, rule.nonResourceURLs, 'rules cannot apply to both regular resources and non-resource URLs'))
    }
    return errors
  }
  if (!isSet(rule.apiGroups)) errors.push(required(`${field}.apiGroups`, 'resource rules must supply at least one api group'))
  if (!isSet(rule.resources)) errors.push(required(`${field}.resources`, 'resource rules must supply at least one resource'))
  return errors
}

/** The rules of a Role (namespaced) or ClusterRole. */
export function validateRules(rules: readonly Draft<PolicyRule>[] | undefined, namespaced: boolean): FieldError[] {
  return (rules ?? []).flatMap((rule, at) => validateRule(rule, namespaced, `rules[${String(at)}]`))
}
