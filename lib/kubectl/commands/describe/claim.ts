import { ageOf } from '@/lib/cluster/api/tables/age'
import { isFailure } from '../../failure'
import { call, clock, type Invocation, type Running } from '../../command'
import type { JsonObject } from '../../json'
import { has, list, longTime, map, orElse, strings, text } from './fields'
import { annotationLines, labelLines, nameLines } from './metadata'

const modes: Readonly<Record<string, string>> = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' }

/** In the order of kubectl, each once (kubectl pkg/util/storage GetAccessModesAsString). */
export function modesText(given: readonly string[]): string {
  return Object.keys(modes).filter((mode) => given.includes(mode)).map((mode) => modes[mode] ?? '').join(',')
}

/** The class of a volume or claim; the annotation of old counts first. */
export function classOf(object: JsonObject): string {
  return orElse(text(object, 'metadata', 'annotations', 'volume.beta.kubernetes.io/storage-class'), text(object, 'spec', 'storageClassName'))
}

/** Its phase, or for how long it has been going. */
export function* stateLine(object: JsonObject): Running<string> {
  if (!has(object, 'metadata', 'deletionTimestamp')) return `Status:\t${text(object, 'status', 'phase')}`
  const { nowMs, epochMs } = yield* clock()
  return `Status:\tTerminating (lasts ${ageOf(text(object, 'metadata', 'deletionTimestamp'), { nowMs: epochMs + nowMs })})`
}

/** The finalizers that hold it. */
export function finalizersLine(object: JsonObject): string {
  return `Finalizers:\t[${strings(object, 'metadata', 'finalizers').join(' ')}]`
}

export function* claimLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const conditions = list(object, 'status', 'conditions')
  const time = (condition: JsonObject, field: string) => longTime(text(condition, field))
  const rows = conditions.map((one) => `  ${text(one, 'type')} \t${text(one, 'status')} \t${time(one, 'lastProbeTime')} \t${time(one, 'lastTransitionTime')} \t${text(one, 'reason')} \t${text(one, 'message')}`)
  return [
    ...nameLines(object),
    `StorageClass:\t${classOf(object)}`,
    yield* stateLine(object),
    ...claimSpecLines(object, [finalizersLine(object)]),
    `Used By:\t${orElse((yield* usersOf(invocation, object)).join('\n\t'), '<none>')}`,
    ...(rows.length === 0 ? [] : ['Conditions:', '  Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage', '  ----\t------\t-----------------\t------------------\t------\t-------', ...rows]),
  ]
}

/** What a claim and the template of one have in common. */
export function claimSpecLines(claim: JsonObject, finalizers: readonly string[] = []): string[] {
  const bound = text(claim, 'spec', 'volumeName') !== ''
  const source = map(claim, 'spec', 'dataSource')
  return [
    `Volume:\t${text(claim, 'spec', 'volumeName')}`,
    ...labelLines(map(claim, 'metadata', 'labels')),
    ...annotationLines(map(claim, 'metadata', 'annotations')),
    ...finalizers,
    `Capacity:\t${bound ? orElse(text(claim, 'status', 'capacity', 'storage'), '0') : ''}`,
    `Access Modes:\t${bound ? modesText(strings(claim, 'status', 'accessModes')) : ''}`,
    ...(has(claim, 'spec', 'volumeMode') ? [`VolumeMode:\t${text(claim, 'spec', 'volumeMode')}`] : []),
    ...(has(claim, 'spec', 'dataSource') ? ['DataSource:', ...(has(source, 'apiGroup') ? [`  APIGroup:\t${text(source, 'apiGroup')}`] : []), `  Kind:\t${text(source, 'kind')}`, `  Name:\t${text(source, 'name')}`] : []),
  ]
}

/** Pods that mount a claim or own it. */
function* usersOf(invocation: Invocation, claim: JsonObject): Running<string[]> {
  const response = yield* call(invocation, 'GET', `/api/v1/namespaces/${text(claim, 'metadata', 'namespace')}/pods?limit=500`)
  const pods = isFailure(response.body) ? [] : list(response.body, 'items')
  const owners = list(claim, 'metadata', 'ownerReferences').filter((owner) => owner['kind'] === 'Pod').map((owner) => owner['uid'])
  const uses = (pod: JsonObject) => list(pod, 'spec', 'volumes').some((volume) => text(volume, 'persistentVolumeClaim', 'claimName') === text(claim, 'metadata', 'name'))
  return pods.filter((pod) => uses(pod) || owners.includes(text(pod, 'metadata', 'uid'))).map((pod) => text(pod, 'metadata', 'name')).sort()
}
