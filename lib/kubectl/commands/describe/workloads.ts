import { isFailure } from '../../failure'
import { call, type Invocation, type Running } from '../../command'
import { isObject, sameJson, type JsonObject } from '../../json'
import { has, list, longTime, map, number, orElse, pairsText, selectorText, strings, text } from './fields'
import { annotationLines, labelLines, nameLines, selectorHeadLines } from './metadata'
import { podTemplateLines } from './pod-template'
import { classOf } from './claim'

const count = (object: JsonObject, ...path: string[]): string => String(number(object, ...path))

/** Items of a collection that a workload's selector finds and that it controls. */
function* controlled(invocation: Invocation, owner: JsonObject, path: string): Running<readonly JsonObject[]> {
  const selector = encodeURIComponent(selectorOf(owner))
  const response = yield* call(invocation, 'GET', `${path}?labelSelector=${selector}&limit=500`)
  if (isFailure(response.body) || !isObject(response.body)) return []
  const uid = text(owner, 'metadata', 'uid')
  return list(response.body, 'items').filter((item) => list(item, 'metadata', 'ownerReferences').some((reference) => reference['controller'] === true && reference['uid'] === uid))
}

/** A selector of a workload as text for a query; a ReplicationController's are labels alone. */
function selectorOf(owner: JsonObject): string {
  const selector = map(owner, 'spec', 'selector')
  return text(owner, 'kind') === 'ReplicationController' ? pairsText(selector) : selectorText(selector, '')
}

function* podStatuses(invocation: Invocation, owner: JsonObject): Running<string> {
  const pods = yield* controlled(invocation, owner, `/api/v1/namespaces/${text(owner, 'metadata', 'namespace')}/pods`)
  const of = (phase: string) => String(pods.filter((pod) => text(pod, 'status', 'phase') === phase).length)
  return `Pods Status:\t${of('Running')} Running / ${of('Pending')} Waiting / ${of('Succeeded')} Succeeded / ${of('Failed')} Failed`
}

function conditionLines(object: JsonObject): string[] {
  const conditions = list(object, 'status', 'conditions')
  if (conditions.length === 0) return []
  return ['Conditions:', '  Type\tStatus\tReason', '  ----\t------\t------', ...conditions.map((condition) => `  ${text(condition, 'type')} \t${text(condition, 'status')}\t${text(condition, 'reason')}`)]
}

function withoutHash(template: JsonObject): JsonObject {
  const { 'pod-template-hash': _hash, ...labels } = map(template, 'metadata', 'labels')
  return { ...template, metadata: { ...map(template, 'metadata'), labels } }
}

export function* deploymentLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const sets = yield* controlled(invocation, object, `/apis/apps/v1/namespaces/${text(object, 'metadata', 'namespace')}/replicasets`)
  const template = withoutHash(map(object, 'spec', 'template'))
  const current = [...sets].sort((a, b) => (text(a, 'metadata', 'creationTimestamp') < text(b, 'metadata', 'creationTimestamp') ? -1 : 1)).find((set) => sameJson(withoutHash(map(set, 'spec', 'template')), template))
  const rolling = map(object, 'spec', 'strategy', 'rollingUpdate')
  const named = (shown: readonly JsonObject[]) => orElse(shown.map((set) => `${text(set, 'metadata', 'name')} (${count(set, 'status', 'replicas')}/${count(set, 'spec', 'replicas')} replicas created)`).join(', '), '<none>')
  return [
    ...nameLines(object),
    `CreationTimestamp:\t${longTime(text(object, 'metadata', 'creationTimestamp'))}`,
    ...labelLines(map(object, 'metadata', 'labels')),
    ...annotationLines(map(object, 'metadata', 'annotations')),
    `Selector:\t${selectorText(map(object, 'spec', 'selector'))}`,
    `Replicas:\t${count(object, 'spec', 'replicas')} desired | ${count(object, 'status', 'updatedReplicas')} updated | ${count(object, 'status', 'replicas')} total | ${count(object, 'status', 'availableReplicas')} available | ${count(object, 'status', 'unavailableReplicas')} unavailable`,
    `StrategyType:\t${text(object, 'spec', 'strategy', 'type')}`,
    `MinReadySeconds:\t${count(object, 'spec', 'minReadySeconds')}`,
    ...(has(object, 'spec', 'strategy', 'rollingUpdate') ? [`RollingUpdateStrategy:\t${text(rolling, 'maxUnavailable')} max unavailable, ${text(rolling, 'maxSurge')} max surge`] : []),
    ...podTemplateLines(map(object, 'spec', 'template')),
    ...conditionLines(object),
    ...(sets.length === 0 ? [] : [`OldReplicaSets:\t${named(sets.filter((set) => set !== current))}`, `NewReplicaSet:\t${named(current === undefined ? [] : [current])}`]),
  ]
}

export function* replicaSetLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  return [
    ...selectorHeadLines(object),
    `Replicas:\t${count(object, 'status', 'replicas')} current / ${count(object, 'spec', 'replicas')} desired`,
    yield* podStatuses(invocation, object),
    ...podTemplateLines(map(object, 'spec', 'template')),
    ...conditionLines(object),
  ]
}

export function* replicationControllerLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  return [
    ...nameLines(object),
    `Selector:\t${pairsText(map(object, 'spec', 'selector'))}`,
    ...labelLines(map(object, 'metadata', 'labels')),
    ...annotationLines(map(object, 'metadata', 'annotations')),
    `Replicas:\t${count(object, 'status', 'replicas')} current / ${count(object, 'spec', 'replicas')} desired`,
    yield* podStatuses(invocation, object),
    ...podTemplateLines(map(object, 'spec', 'template')),
    ...conditionLines(object),
  ]
}

export function* statefulSetLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const claims = list(object, 'spec', 'volumeClaimTemplates')
  const partition = map(object, 'spec', 'updateStrategy', 'rollingUpdate')
  return [
    ...nameLines(object),
    `CreationTimestamp:\t${longTime(text(object, 'metadata', 'creationTimestamp'))}`,
    `Selector:\t${selectorText(map(object, 'spec', 'selector'))}`,
    ...labelLines(map(object, 'metadata', 'labels')),
    ...annotationLines(map(object, 'metadata', 'annotations')),
    `Replicas:\t${count(object, 'spec', 'replicas')} desired | ${count(object, 'status', 'replicas')} total`,
    `Update Strategy:\t${text(object, 'spec', 'updateStrategy', 'type')}`,
    ...(has(partition, 'partition') ? [`  Partition:\t${count(partition, 'partition')}`, ...(has(partition, 'maxUnavailable') ? [`  MaxUnavailable:\t${text(partition, 'maxUnavailable')}`] : [])] : []),
    yield* podStatuses(invocation, object),
    ...podTemplateLines(map(object, 'spec', 'template')),
    ...(claims.length === 0 ? ['Volume Claims:\t<none>'] : ['Volume Claims:', ...claims.flatMap(claimLines)]),
  ]
}

function claimLines(claim: JsonObject): string[] {
  return [
    `  Name:\t${text(claim, 'metadata', 'name')}`,
    `  StorageClass:\t${classOf(claim)}`,
    ...labelLines(map(claim, 'metadata', 'labels'), 'Labels', '  ', '  '),
    ...labelLines(map(claim, 'metadata', 'annotations'), 'Annotations', '  ', '  '),
    `  Capacity:\t${orElse(text(claim, 'spec', 'resources', 'requests', 'storage'), '<default>')}`,
    `  Access Modes:\t[${strings(claim, 'spec', 'accessModes').join(' ')}]`,
  ]
}

export function* daemonSetLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  return [
    ...nameLines(object),
    `Selector:\t${selectorText(map(object, 'spec', 'selector'))}`,
    `Node-Selector:\t${pairsText(map(object, 'spec', 'template', 'spec', 'nodeSelector'))}`,
    ...labelLines(map(object, 'metadata', 'labels')),
    ...annotationLines(map(object, 'metadata', 'annotations')),
    `Desired Number of Nodes Scheduled: ${count(object, 'status', 'desiredNumberScheduled')}`,
    `Current Number of Nodes Scheduled: ${count(object, 'status', 'currentNumberScheduled')}`,
    `Number of Nodes Scheduled with Up-to-date Pods: ${count(object, 'status', 'updatedNumberScheduled')}`,
    `Number of Nodes Scheduled with Available Pods: ${count(object, 'status', 'numberAvailable')}`,
    `Number of Nodes Misscheduled: ${count(object, 'status', 'numberMisscheduled')}`,
    yield* podStatuses(invocation, object),
    ...podTemplateLines(map(object, 'spec', 'template')),
  ]
}
