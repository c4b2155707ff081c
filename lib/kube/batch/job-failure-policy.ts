import type { Draft } from '@/lib/kube/draft'
import { duplicate, invalid, invalids, invalidUnshown, notSupported, required, tooMany, type FieldError } from '@/lib/kube/field-error'
import { goQuote } from '@/lib/kube/go-format'
import { validateQualifiedName } from '@/lib/kube/names'
import type { JobSpec, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyOnPodConditionsPattern, PodFailurePolicyRule } from './v1.generated'

const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore']
const operators = ['In', 'NotIn']
const statuses = ['False', 'True', 'Unknown']
const maxRules = 20
const maxExitCodes = 255
const maxPatterns = 20

/** A word that must be given, with the choices in the message as Go prints a list. */
function validateWord(value: string, choices: readonly string[], path: string): FieldError[] {
  if (value === '') return [required(path, `valid values: [${choices.map(goQuote).join(' ')}]`)]
  return choices.includes(value) ? [] : [notSupported(path, value, choices)]
}

/** `podFailurePolicy`: what a failed Pod means for its Job (validatePodFailurePolicy). */
export function validateFailurePolicy(spec: Draft<JobSpec>, path: string): FieldError[] {
  const rules = spec.podFailurePolicy?.rules ?? []
  const podSpec = spec.template?.spec
  const names = new Set([...(podSpec?.containers ?? []), ...(podSpec?.initContainers ?? [])].map(({ name = '' }) => name))
  return [
    ...(rules.length > maxRules ? [tooMany(`${path}.rules`, rules.length, maxRules)] : []),
    ...rules.flatMap((rule, index) => validateRule(spec, rule, names, `${path}.rules[${String(index)}]`)),
  ]
}

function validateRule(spec: Draft<JobSpec>, rule: Draft<PodFailurePolicyRule>, names: ReadonlySet<string>, path: string): FieldError[] {
  const { onExitCodes, onPodConditions = [] } = rule
  return [
    ...validateAction(spec, rule.action ?? '', `${path}.action`),
    ...(onExitCodes === undefined ? [] : validateExitCodes(onExitCodes, names, `${path}.onExitCodes`)),
    ...validatePatterns(onPodConditions, `${path}.onPodConditions`),
    ...(onExitCodes !== undefined && onPodConditions.length > 0 ? [invalidUnshown(path, 'specifying both OnExitCodes and OnPodConditions is not supported')] : []),
    ...(onExitCodes === undefined && onPodConditions.length === 0 ? [invalidUnshown(path, 'specifying one of OnExitCodes and OnPodConditions is required')] : []),
  ]
}

function validateAction(spec: Draft<JobSpec>, action: string, path: string): FieldError[] {
  if (action !== 'FailIndex') return validateWord(action, actions, path)
  return spec.backoffLimitPerIndex === undefined ? [invalid(path, action, 'requires the backoffLimitPerIndex to be set')] : []
}

function validatePatterns(patterns: readonly Draft<PodFailurePolicyOnPodConditionsPattern>[], path: string): FieldError[] {
  return [
    ...(patterns.length > maxPatterns ? [tooMany(path, patterns.length, maxPatterns)] : []),
    ...patterns.flatMap(({ type = '', status = '' }, index) => {
      const at = `${path}[${String(index)}]`
      return [...invalids(`${at}.type`, type, validateQualifiedName(type)), ...validateWord(status, statuses, `${at}.status`)]
    }),
  ]
}

function validateExitCodes(codes: Draft<PodFailurePolicyOnExitCodesRequirement>, names: ReadonlySet<string>, path: string): FieldError[] {
  const { operator = '', containerName, values = [] } = codes
  const isUnknown = containerName !== undefined && !names.has(containerName)
  const seen = new Set<number>()
  return [
    ...validateWord(operator, operators, `${path}.operator`),
    ...(isUnknown ? [invalid(`${path}.containerName`, containerName, 'must be one of the container or initContainer names in the pod template')] : []),
    ...(values.length === 0 ? [invalid(`${path}.values`, codes.values, 'at least one value is required')] : []),
    ...(values.length > maxExitCodes ? [tooMany(`${path}.values`, values.length, maxExitCodes)] : []),
    ...values.flatMap((value, index) => {
      const at = `${path}.values[${String(index)}]`
      const repeated = seen.has(value) ? [duplicate(at, value)] : []
      seen.add(value)
      return [...(operator === 'In' && value === 0 ? [invalid(at, value, 'must not be 0 for the In operator')] : []), ...repeated]
    }),
    ...(values.some((value, index) => value < (values[index - 1] ?? value)) ? [invalid(`${path}.values`, values, 'must be ordered')] : []),
  ]
}
