import type { Draft } from '@/lib/kube/draft'
import { duplicate, invalid, notSupported, required, tooLong, type FieldError } from '@/lib/kube/field-error'
import { validateRequiredChoice } from './choice'
import type { Container, ContainerResizePolicy, ContainerRestartRule } from './v1.generated'

const restartPolicies = ['Always', 'Never', 'OnFailure']
const ruleActions = ['Restart', 'RestartAllContainers']
const ruleOperators = ['In', 'NotIn']
const resizeResources = ['cpu', 'memory']
const resizePolicies = ['NotRequired', 'RestartContainer']
const maxRules = 20
const maxExitCodes = 255

/** A container's own restart policy and the rules by exit code that refine it. */
export function validateContainerRestart(container: Draft<Container>, path: string): FieldError[] {
  const policy = container.restartPolicy
  const rules = container.restartPolicyRules ?? []
  const errors: FieldError[] = []
  if (policy !== undefined && !restartPolicies.includes(policy)) errors.push(notSupported(`${path}.restartPolicy`, policy, restartPolicies))
  if (policy === undefined && rules.length > 0) errors.push(required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used'))
  if (rules.length > maxRules) errors.push(tooLong(`${path}.restartPolicyRules`, maxRules))
  return [...errors, ...rules.flatMap((rule, index) => validateRule(rule, `${path}.restartPolicyRules[${String(index)}]`))]
}

function validateRule(rule: Draft<ContainerRestartRule>, path: string): FieldError[] {
  const action = rule.action ?? ''
  const errors = ruleActions.includes(action) ? [] : [notSupported(`${path}.action`, action, ruleActions)]
  if (rule.exitCodes === undefined) return [...errors, required(`${path}.exitCodes`, 'must be specified')]
  const operator = rule.exitCodes.operator ?? ''
  if (!ruleOperators.includes(operator)) errors.push(notSupported(`${path}.exitCodes.operator`, operator, ruleOperators))
  if ((rule.exitCodes.values ?? []).length > maxExitCodes) errors.push(tooLong(`${path}.exitCodes.values`, maxExitCodes))
  return errors
}

/** What a change of resources does to a running container; the server names the list in all but duplicates. */
export function validateResizePolicy(policies: readonly Draft<ContainerResizePolicy>[] | undefined, podRestartPolicy: string, path: string): FieldError[] {
  const names = new Set<string>()
  return (policies ?? []).flatMap((policy, index) => {
    const name = policy.resourceName ?? ''
    const restart = policy.restartPolicy ?? ''
    const errors: FieldError[] = []
    if (names.has(name)) errors.push(duplicate(`${path}[${String(index)}]`, name))
    names.add(name)
    errors.push(...validateRequiredChoice(name, resizeResources, path), ...validateRequiredChoice(restart, resizePolicies, path))
    if (podRestartPolicy === 'Never' && restart !== 'NotRequired') errors.push(invalid(path, restart, "must be 'NotRequired' when `restartPolicy` is 'Never'"))
    return errors
  })
}
