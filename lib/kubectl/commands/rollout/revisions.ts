import type { ControllerRevision, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { causeKey } from '../../change-cause'
import { need, type Invocation, type Running } from '../../command'
import { isObject, sameJson, type JsonObject } from '../../json'
import type { FoundObject } from '../change-object'
import { list, map, selectorText, text } from '../describe/fields'

export const revisionKey = 'deployment.kubernetes.io/revision'

/** One revision of a Deployment (a ReplicaSet), StatefulSet or DaemonSet (a ControllerRevision). */
export interface Revision {
  readonly revision: number
  /** Empty where nobody said why. */
  readonly cause: string
  readonly template: JsonObject
  /** What `rollout history -o` prints: the ReplicaSet, or the owner as it was. */
  readonly object: JsonObject
  /** The ReplicaSet's or ControllerRevision's own. */
  readonly annotations: Readonly<Record<string, string>>
}

const withoutHistory = ['Job', 'Pod', 'ReplicaSet', 'ReplicationController', 'CronJob']

/** The revisions of a workload, oldest first; of a kind without, what kubectl's visitors say (pkg/apps/kind_visitor.go). */
export function* revisionsOf(invocation: Invocation, { definition, object }: FoundObject, viewer: 'history viewer' | 'rollbacker'): Running<readonly Revision[] | string> {
  const { group, kind } = definition
  const named = `"${kind}${group === '' ? '' : `.${group}`}"`
  if (withoutHistory.includes(kind)) return `no ${viewer} has been implemented for ${named}`
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind)) return `error retrieving ${viewer === 'rollbacker' ? viewer : 'history'} for ${named}, no visitor method exists for {${group} ${kind}}`
  const items = yield* controlledBy(invocation, object, kind === 'Deployment' ? 'replicasets' : 'controllerrevisions')
  const revisions = kind === 'Deployment' ? items.map(ofReplicaSet) : items.map((item) => ofControllerRevision(item, object))
  return [...new Map(revisions.map((one) => [one.revision, one])).values()].sort((a, b) => a.revision - b.revision)
}

function* controlledBy(invocation: Invocation, owner: JsonObject, resource: string): Running<readonly JsonObject[]> {
  const selector = encodeURIComponent(selectorText(map(owner, 'spec', 'selector'), ''))
  const items = list(yield* need(invocation, 'GET', `/apis/apps/v1/namespaces/${text(owner, 'metadata', 'namespace')}/${resource}?labelSelector=${selector}`), 'items')
  return items.filter((item) => list(item, 'metadata', 'ownerReferences').some((reference) => reference['controller'] === true && reference['uid'] === text(owner, 'metadata', 'uid')))
}

function ofReplicaSet(item: JsonObject): Revision {
  const { metadata, spec } = item as unknown as ReplicaSet
  const annotations = metadata.annotations ?? {}
  return { revision: Number(annotations[revisionKey] ?? 0), cause: annotations[causeKey] ?? '', template: spec.template as unknown as JsonObject, object: { ...item, apiVersion: 'apps/v1', kind: 'ReplicaSet' }, annotations }
}

function ofControllerRevision(item: JsonObject, owner: JsonObject): Revision {
  const { metadata, revision = 0 } = item as unknown as ControllerRevision
  const annotations = metadata.annotations ?? {}
  const { $patch: _replace, ...template } = map(item, 'data', 'spec', 'template')
  return { revision, cause: annotations[causeKey] ?? '', template, object: { ...owner, spec: { ...map(owner, 'spec'), template } }, annotations }
}

/** A template without the label that a ReplicaSet adds. */
export function withoutHash(template: JsonObject): JsonObject {
  const metadata = map(template, 'metadata')
  if (!isObject(metadata['labels'])) return template
  const { 'pod-template-hash': _hash, ...labels } = metadata['labels']
  return { ...template, metadata: { ...metadata, labels } }
}

export function sameTemplate(a: JsonObject, b: JsonObject): boolean {
  return sameJson(withoutHash(a), withoutHash(b))
}
