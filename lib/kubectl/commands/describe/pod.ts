import { podQosClass } from '@/lib/kube/core/pod-qos'
import type { JsonObject } from '../../json'
import { containerLines, resourceLines, seccompLines } from './containers'
import { has, list, longTime, map, orElse, selectorText, text } from './fields'
import { annotationLines, controllerLines, labelLines, nameLines } from './metadata'
import { volumeLines } from './volumes'

/** A Pod in words, without its events. `lasts` is the age of its deletion. */
export function podLines(pod: JsonObject, lasts: string): string[] {
  const optional = (title: string, ...path: string[]) => (text(pod, ...path) === '' ? [] : [`${title}:\t${text(pod, ...path)}`])
  const node = text(pod, 'spec', 'nodeName')
  const spec = map(pod, 'spec')
  return [
    ...nameLines(pod),
    ...(has(pod, 'spec', 'priority') ? optional('Priority', 'spec', 'priority') : []),
    ...optional('Priority Class Name', 'spec', 'priorityClassName'),
    ...optional('Runtime Class Name', 'spec', 'runtimeClassName'),
    ...optional('Service Account', 'spec', 'serviceAccountName'),
    `Node:\t${node === '' ? '<none>' : `${node}/${text(pod, 'status', 'hostIP')}`}`,
    ...(has(pod, 'status', 'startTime') ? [`Start Time:\t${longTime(text(pod, 'status', 'startTime'))}`] : []),
    ...labelLines(map(pod, 'metadata', 'labels')),
    ...annotationLines(map(pod, 'metadata', 'annotations')),
    ...statusLines(pod, lasts),
    ...optional('Reason', 'status', 'reason'),
    ...optional('Message', 'status', 'message'),
    ...seccompLines(spec),
    `IP:\t${text(pod, 'status', 'podIP')}`,
    ...addressLines(pod),
    ...controllerLines(pod),
    ...optional('NominatedNodeName', 'status', 'nominatedNodeName'),
    ...(has(spec, 'resources') ? ['Resources:', ...resourceLines(map(spec, 'resources'), '  ')] : []),
    ...containersOf(pod, 'Init Containers', 'initContainers'),
    ...containerLines('Containers', list(spec, 'containers'), { indent: '  ', titleIndent: '', pod, statuses: list(pod, 'status', 'containerStatuses') }),
    ...containersOf(pod, 'Ephemeral Containers', 'ephemeralContainers'),
    ...gateLines(pod),
    ...conditionLines(pod),
    ...volumeLines(list(spec, 'volumes'), '', '  '),
    `QoS Class:\t${orElse(text(pod, 'status', 'qosClass'), podQosClass(spec))}`,
    ...labelLines(map(spec, 'nodeSelector'), 'Node-Selectors'),
    ...tolerationLines(list(spec, 'tolerations')),
    ...spreadLines(list(spec, 'topologySpreadConstraints')),
  ]
}

function statusLines(pod: JsonObject, lasts: string): string[] {
  const phase = text(pod, 'status', 'phase')
  if (!has(pod, 'metadata', 'deletionTimestamp') || phase === 'Failed' || phase === 'Succeeded') return [`Status:\t${phase}`]
  return [`Status:\tTerminating (lasts ${lasts})`, `Termination Grace Period:\t${text(pod, 'metadata', 'deletionGracePeriodSeconds')}s`]
}

/** Containers that are only shown where there are any. */
function containersOf(pod: JsonObject, title: string, field: 'initContainers' | 'ephemeralContainers'): string[] {
  const containers = list(pod, 'spec', field)
  const statuses = list(pod, 'status', field.replace(/s$/, 'Statuses'))
  return containers.length === 0 ? [] : containerLines(title, containers, { indent: '  ', titleIndent: '', pod, statuses })
}

function addressLines(pod: JsonObject): string[] {
  const addresses = list(pod, 'status', 'podIPs')
  return addresses.length === 0 ? ['IPs:\t<none>'] : ['IPs:', ...addresses.map((address) => `  IP:\t${text(address, 'ip')}`)]
}

function gateLines(pod: JsonObject): string[] {
  const gates = list(pod, 'spec', 'readinessGates')
  if (gates.length === 0) return []
  const status = (type: string) => orElse(text(list(pod, 'status', 'conditions').find((condition) => condition['type'] === type), 'status'), '<none>')
  return ['Readiness Gates:', '  Type\tStatus', ...gates.map((gate) => `  ${text(gate, 'conditionType')} \t${status(text(gate, 'conditionType'))} `)]
}

function conditionLines(pod: JsonObject): string[] {
  const conditions = list(pod, 'status', 'conditions')
  return conditions.length === 0 ? [] : ['Conditions:', '  Type\tStatus', ...conditions.map((condition) => `  ${text(condition, 'type')} \t${text(condition, 'status')} `)]
}

/** Tolerations in order of their keys (kubectl pkg/describe printTolerationsMultilineWithIndent). */
export function tolerationLines(tolerations: readonly JsonObject[], indent = ''): string[] {
  if (tolerations.length === 0) return [`${indent}Tolerations:\t<none>`]
  const sorted = [...tolerations].sort((a, b) => (text(a, 'key') < text(b, 'key') ? -1 : text(a, 'key') > text(b, 'key') ? 1 : 0))
  return sorted.map((toleration, index) => `${index === 0 ? `${indent}Tolerations:` : ''}\t${tolerationText(toleration)}`)
}

function tolerationText(toleration: JsonObject): string {
  const [key, value, effect] = [text(toleration, 'key'), text(toleration, 'value'), text(toleration, 'effect')]
  const exists = text(toleration, 'operator') === 'Exists' && value === '' ? `${key !== '' || effect !== '' ? ' ' : ''}op=Exists` : ''
  const seconds = text(toleration, 'tolerationSeconds')
  return `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}${exists}${seconds === '' ? '' : ` for ${seconds}s`}`
}

/** Topology spread constraints in order of their keys. */
export function spreadLines(constraints: readonly JsonObject[], indent = ''): string[] {
  const sorted = [...constraints].sort((a, b) => (text(a, 'topologyKey') < text(b, 'topologyKey') ? -1 : 1))
  return sorted.map((constraint, index) => {
    const selector = has(constraint, 'labelSelector') ? ` for selector ${selectorText(constraint['labelSelector'])}` : ''
    return `${indent}${index === 0 ? 'Topology Spread Constraints:' : ''}\t${text(constraint, 'topologyKey')}:${text(constraint, 'whenUnsatisfiable')} when max skew ${text(constraint, 'maxSkew')} is exceeded${selector}`
  })
}
