import type { Draft } from '@/lib/kube/draft'
import { forbidden, invalid, invalids, required, type FieldError } from '@/lib/kube/field-error'
import { validateDns1123Subdomain, validateLabelValue, validateQualifiedName } from '@/lib/kube/names'
import type { NodeAffinity, NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from './v1.generated'

/** Preferred terms may hold values that no label can have; required ones may not. */
type ValueCheck = 'values' | 'no values'

function validateOperator({ operator = '', values = [] }: Draft<NodeSelectorRequirement>, path: string): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length === 0 ? [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")] : []
    case 'Exists':
    case 'DoesNotExist':
      return values.length > 0 ? [forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")] : []
    case 'Gt':
    case 'Lt':
      return values.length === 1 ? [] : [required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")]
    default:
      return [invalid(`${path}.operator`, operator, 'not a valid selector operator')]
  }
}

function validateExpression(requirement: Draft<NodeSelectorRequirement>, check: ValueCheck, path: string): FieldError[] {
  const key = requirement.key ?? ''
  const values = check === 'values' ? (requirement.values ?? []) : []
  return [
    ...validateOperator(requirement, path),
    ...invalids(`${path}.key`, key, validateQualifiedName(key)),
    ...values.flatMap((value, index) => invalids(`${path}.values[${String(index)}]`, value, validateLabelValue(value))),
  ]
}

function validateField({ key = '', operator = '', values = [] }: Draft<NodeSelectorRequirement>, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (operator !== 'In' && operator !== 'NotIn') errors.push(invalid(`${path}.operator`, operator, 'not a valid selector operator'))
  else if (values.length !== 1) errors.push(required(`${path}.values`, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"))
  if (key !== 'metadata.name') return [...errors, invalid(`${path}.key`, key, 'not a valid field selector key')]
  return [...errors, ...values.flatMap((value, index) => invalids(`${path}.values[${String(index)}]`, value, validateDns1123Subdomain(value)))]
}

function validateTerm(term: Draft<NodeSelectorTerm> | undefined, check: ValueCheck, path: string): FieldError[] {
  return [
    ...(term?.matchExpressions ?? []).flatMap((one, index) => validateExpression(one, check, `${path}.matchExpressions[${String(index)}]`)),
    ...(term?.matchFields ?? []).flatMap((one, index) => validateField(one, `${path}.matchFields[${String(index)}]`)),
  ]
}

/** Terms of which a node must fulfil one (ValidateNodeSelector). */
export function validateNodeSelector(selector: Draft<NodeSelector>, path: string): FieldError[] {
  const terms = selector.nodeSelectorTerms ?? []
  if (terms.length === 0) return [required(`${path}.nodeSelectorTerms`, 'must have at least one node selector term')]
  return terms.flatMap((term, index) => validateTerm(term, 'values', `${path}.nodeSelectorTerms[${String(index)}]`))
}

/** Weights of preferences run from 1 to 100. */
export function validateWeight(weight: number | undefined, path: string): FieldError[] {
  const number = weight ?? 0
  return number <= 0 || number > 100 ? [invalid(`${path}.weight`, number, 'must be in the range 1-100')] : []
}

/** `affinity.nodeAffinity`. */
export function validateNodeAffinity(affinity: Draft<NodeAffinity>, path: string): FieldError[] {
  const wanted = affinity.requiredDuringSchedulingIgnoredDuringExecution
  return [
    ...(wanted === undefined ? [] : validateNodeSelector(wanted, `${path}.requiredDuringSchedulingIgnoredDuringExecution`)),
    ...(affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap((term, index) => {
      const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${String(index)}]`
      return [...validateWeight(term.weight, at), ...validateTerm(term.preference, 'no values', `${at}.preference`)]
    }),
  ]
}
