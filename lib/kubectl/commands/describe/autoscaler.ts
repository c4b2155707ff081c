import type { JsonObject } from '../../json'
import { has, list, longTime, map, number, orElse, text } from './fields'
import { headLines } from './metadata'

export function autoscalerLines(object: JsonObject): string[] {
  const target = map(object, 'spec', 'scaleTargetRef')
  const conditions = list(object, 'status', 'conditions')
  return [
    ...headLines(object),
    `CreationTimestamp:\t${longTime(text(object, 'metadata', 'creationTimestamp'))}`,
    `Reference:\t${text(target, 'kind')}/${text(target, 'name')}`,
    'Metrics:\t( current / target )',
    ...list(object, 'spec', 'metrics').map((metric, index) => `  ${metricText(metric, list(object, 'status', 'currentMetrics')[index] ?? {})}`),
    `Min replicas:\t${orElse(text(object, 'spec', 'minReplicas'), '<unset>')}`,
    `Max replicas:\t${text(object, 'spec', 'maxReplicas')}`,
    ...(has(object, 'spec', 'behavior') ? ['Behavior:', ...directionLines('Scale Up', map(object, 'spec', 'behavior', 'scaleUp')), ...directionLines('Scale Down', map(object, 'spec', 'behavior', 'scaleDown'))] : []),
    `${text(target, 'kind')} pods:\t${String(number(object, 'status', 'currentReplicas'))} current / ${String(number(object, 'status', 'desiredReplicas'))} desired`,
    ...(conditions.length === 0 ? [] : ['Conditions:', '  Type\tStatus\tReason\tMessage', '  ----\t------\t------\t-------', ...conditions.map((one) => `  ${text(one, 'type')}\t${text(one, 'status')}\t${text(one, 'reason')}\t${text(one, 'message')}`)]),
  ]
}

/** What is measured, is wanted and is the case; `current` is the status's entry at the same place. */
function metricText(metric: JsonObject, current: JsonObject): string {
  switch (text(metric, 'type')) {
    case 'Resource':
      return `resource ${text(metric, 'resource', 'name')} on pods${usageText(map(metric, 'resource', 'target'), map(current, 'resource', 'current'))}`
    case 'ContainerResource':
      return `resource ${text(metric, 'containerResource', 'name')} of container ${JSON.stringify(text(metric, 'containerResource', 'container'))} on pods${usageText(map(metric, 'containerResource', 'target'), map(current, 'containerResource', 'current'))}`
    case 'Pods':
      return `${JSON.stringify(text(metric, 'pods', 'metric', 'name'))} on pods:\t${orElse(text(current, 'pods', 'current', 'averageValue'), '<unknown>')} / ${text(metric, 'pods', 'target', 'averageValue')}`
    case 'Object':
      return `${JSON.stringify(text(metric, 'object', 'metric', 'name'))} on ${text(metric, 'object', 'describedObject', 'kind')}/${text(metric, 'object', 'describedObject', 'name')} ${valueText(map(metric, 'object', 'target'), map(current, 'object', 'current'))}`
    case 'External':
      return `${JSON.stringify(text(metric, 'external', 'metric', 'name'))} ${valueText(map(metric, 'external', 'target'), map(current, 'external', 'current'))}`
    default:
      return `<unknown metric type ${JSON.stringify(text(metric, 'type'))}>`
  }
}

function usageText(target: JsonObject, current: JsonObject): string {
  if (has(target, 'averageValue')) return `:\t${orElse(text(current, 'averageValue'), '<unknown>')} / ${text(target, 'averageValue')}`
  const measured = has(current, 'averageUtilization') ? `${text(current, 'averageUtilization')}% (${text(current, 'averageValue')})` : '<unknown>'
  return `  (as a percentage of request):\t${measured} / ${has(target, 'averageUtilization') ? `${text(target, 'averageUtilization')}%` : '<auto>'}`
}

function valueText(target: JsonObject, current: JsonObject): string {
  const field = has(target, 'averageValue') ? 'averageValue' : 'value'
  return `(target ${field === 'value' ? 'value' : 'average value'}):\t${orElse(text(current, field), '<unknown>')} / ${text(target, field)}`
}

function directionLines(title: string, rules: JsonObject): string[] {
  if (Object.keys(rules).length === 0) return []
  const policies = list(rules, 'policies')
  return [
    `  ${title}:`,
    ...(has(rules, 'stabilizationWindowSeconds') ? [`    Stabilization Window: ${text(rules, 'stabilizationWindowSeconds')} seconds`] : []),
    ...(policies.length === 0 ? [] : [`    Select Policy: ${orElse(text(rules, 'selectPolicy'), 'Max')}`, '    Policies:', ...policies.map((policy) => `      - Type: ${text(policy, 'type')}\tValue: ${text(policy, 'value')}\tPeriod: ${text(policy, 'periodSeconds')} seconds`)]),
  ]
}
