import type { HorizontalPodAutoscalerBehavior, HPAScalingPolicy, HPAScalingRules } from '@/lib/kube/autoscaling/v2.generated'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { invalid, notSupported, required } from '../field-error'

const maxWindowSeconds = 3600
const maxPeriodSeconds = 1800

const defaultScaleUp: HPAScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
}
const defaultScaleDown: HPAScalingRules = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] }

/** What a behavior leaves out is the usual one (GenerateHPAScaleUpRules, GenerateHPAScaleDownRules); without a behavior nothing is filled in. */
export function defaultBehavior(behavior: HorizontalPodAutoscalerBehavior): HorizontalPodAutoscalerBehavior {
  return { scaleUp: { ...defaultScaleUp, ...behavior.scaleUp }, scaleDown: { ...defaultScaleDown, ...behavior.scaleDown } }
}

function validatePolicy(policy: Draft<HPAScalingPolicy>, field: string): FieldError[] {
  const { type = '', value = 0, periodSeconds = 0 } = policy
  return [
    ...(type === 'Percent' || type === 'Pods' ? [] : [notSupported(`${field}.type`, type, ['Percent', 'Pods'])]),
    ...(value > 0 ? [] : [invalid(`${field}.value`, value, 'must be greater than zero')]),
    ...(periodSeconds > 0 ? [] : [invalid(`${field}.periodSeconds`, periodSeconds, 'must be greater than zero')]),
    ...(periodSeconds > maxPeriodSeconds ? [invalid(`${field}.periodSeconds`, periodSeconds, `must be less than or equal to ${String(maxPeriodSeconds)}`)] : []),
  ]
}

function validateRules(rules: Draft<HPAScalingRules> | undefined, field: string): FieldError[] {
  if (rules === undefined) return []
  const { stabilizationWindowSeconds: seconds = 0, selectPolicy, policies = [] } = rules
  const select = ['Disabled', 'Max', 'Min']
  return [
    ...(seconds < 0 ? [invalid(`${field}.stabilizationWindowSeconds`, seconds, 'must be greater than or equal to zero')] : []),
    ...(seconds > maxWindowSeconds ? [invalid(`${field}.stabilizationWindowSeconds`, seconds, `must be less than or equal to ${String(maxWindowSeconds)}`)] : []),
    ...(selectPolicy === undefined || select.includes(selectPolicy) ? [] : [notSupported(`${field}.selectPolicy`, selectPolicy, select)]),
    ...(policies.length === 0 ? [required(`${field}.policies`, 'must specify at least one Policy')] : []),
    ...policies.flatMap((policy, at) => validatePolicy(policy, `${field}.policies[${String(at)}]`)),
  ]
}

/** How fast may be scaled, in either direction (validateBehavior). */
export function validateBehavior(behavior: Draft<HorizontalPodAutoscalerBehavior> | undefined): FieldError[] {
  return [...validateRules(behavior?.scaleUp, 'spec.behavior.scaleUp'), ...validateRules(behavior?.scaleDown, 'spec.behavior.scaleDown')]
}
