import { isFailure } from '../../failure'
import { call, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { has, list, longTime, map, number, orElse, selectorText, strings, text } from './fields'
import { headLines, labelLines, annotationLines, nameLines } from './metadata'

export function budgetLines(object: JsonObject): string[] {
  const status = (title: string, field: string) => `    ${title}:\t${String(number(object, 'status', field))}`
  return [
    ...nameLines(object),
    ...(has(object, 'spec', 'minAvailable') ? [`Min available:\t${text(object, 'spec', 'minAvailable')}`] : has(object, 'spec', 'maxUnavailable') ? [`Max unavailable:\t${text(object, 'spec', 'maxUnavailable')}`] : []),
    `Selector:\t${has(object, 'spec', 'selector') ? selectorText(map(object, 'spec', 'selector')) : '<unset>'}`,
    'Status:',
    status('Allowed disruptions', 'disruptionsAllowed'),
    status('Current', 'currentHealthy'),
    status('Desired', 'desiredHealthy'),
    status('Total', 'expectedPods'),
  ]
}

export function autoscalerLines(object: JsonObject): string[] {
  const target = map(object, 'spec', 'scaleTargetRef')
  const conditions = list(object, 'status', 'conditions')
  return [
    ...headLines(object),
    `CreationTimestamp:\t${longTime(text(object, 'metadata', 'creationTimestamp'))}`,
    `Reference:\t${text(target, 'kind')}/${text(target, 'name')}`,
    'Metrics:\t( current / target )',
    ...list(object, 'spec', 'metrics').map((metric) => metricLine(metric)),
    `Min replicas:\t${orElse(text(object, 'spec', 'minReplicas'), '<unset>')}`,
    `Max replicas:\t${text(object, 'spec', 'maxReplicas')}`,
    `${text(target, 'kind')} pods:\t${String(number(object, 'status', 'currentReplicas'))} current / ${String(number(object, 'status', 'desiredReplicas'))} desired`,
    ...(conditions.length === 0 ? [] : ['Conditions:', '  Type\tStatus\tReason\tMessage', '  ----\t------\t------\t-------', ...conditions.map((one) => `  ${text(one, 'type')}\t${text(one, 'status')}\t${text(one, 'reason')}\t${text(one, 'message')}`)]),
  ]
}

function metricLine(metric: JsonObject): string {
  const target = map(metric, 'resource', 'target')
  if (has(target, 'averageUtilization')) return `  resource ${text(metric, 'resource', 'name')} on pods  (as a percentage of request):\t<unknown> / ${text(target, 'averageUtilization')}%`
  return `  resource ${text(metric, 'resource', 'name')} on pods:\t<unknown> / ${text(target, 'averageValue')}`
}

export function* claimLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const response = yield* call(invocation, 'GET', `/api/v1/namespaces/${text(object, 'metadata', 'namespace')}/pods?limit=500`)
  const pods = isFailure(response.body) || !isObject(response.body) ? [] : list(response.body, 'items')
  const users = pods.filter((pod) => list(pod, 'spec', 'volumes').some((volume) => text(volume, 'persistentVolumeClaim', 'claimName') === text(object, 'metadata', 'name')))
  return [
    ...nameLines(object),
    `StorageClass:\t${text(object, 'spec', 'storageClassName')}`,
    `Status:\t${has(object, 'metadata', 'deletionTimestamp') ? 'Terminating' : text(object, 'status', 'phase')}`,
    `Volume:\t${text(object, 'spec', 'volumeName')}`,
    ...labelLines(map(object, 'metadata', 'labels')),
    ...annotationLines(map(object, 'metadata', 'annotations')),
    `Finalizers:\t[${strings(object, 'metadata', 'finalizers').join(' ')}]`,
    `Capacity:\t${text(object, 'status', 'capacity', 'storage')}`,
    `Access Modes:\t${strings(object, 'status', 'accessModes').map((mode) => ({ ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' })[mode] ?? mode).join(',')}`,
    ...(has(object, 'spec', 'volumeMode') ? [`VolumeMode:\t${text(object, 'spec', 'volumeMode')}`] : []),
    `Used By:\t${orElse(users.map((pod) => text(pod, 'metadata', 'name')).join('\n\t'), '<none>')}`,
  ]
}
