import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { createObject, updateObject } from '../../api/operations'
import { same } from '../../api/write/same'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'
import { controllerReference } from '../claim'
import { definitionOf } from '../definition'
import { annotationsFor, maxRevision, revisionAnnotation, revisionOf } from './annotations'
import { findCondition, hasProgressDeadline, newCondition, reasons, setCondition } from './conditions'
import { byAge, desiredReplicas, findFresh, hashLabel, type ReplicaSets } from './replica-sets'
import { calculateFreshReplicas } from './rolling-sizes'
import { templateHash } from './template-hash'
import { component, manager, recordScaling, replicasAnnotations, writeDeployment } from './write'

/** The Deployment as it is stored after the sync, and its ReplicaSets. */
export interface Synced {
  readonly deployment: Deployment
  readonly replicaSets: ReplicaSets
}

/** Finds the ReplicaSet of the current template, makes it if `create`, and numbers the revision on both (sync.go getAllReplicaSetsAndSyncRevision). */
export function syncReplicaSets(working: Working, deployment: Deployment, list: readonly ReplicaSet[], create: boolean): Synced {
  const found = findFresh(deployment, list)
  const old = list.filter((replicaSet) => replicaSet.metadata.uid !== found?.metadata.uid).sort(byAge)
  if (found !== undefined) return syncFound(working, deployment, found, old)
  return create ? createFresh(working, deployment, old) : { deployment, replicaSets: { fresh: undefined, old } }
}

function syncFound(working: Working, deployment: Deployment, found: ReplicaSet, old: readonly ReplicaSet[]): Synced {
  const annotations = annotationsFor(deployment, found.metadata.annotations ?? {}, maxRevision(old) + 1)
  const { minReadySeconds = 0 } = deployment.spec
  if (!same(annotations, found.metadata.annotations ?? {}) || minReadySeconds !== (found.spec.minReadySeconds ?? 0)) {
    return { deployment, replicaSets: { fresh: renewed(working, found, annotations, minReadySeconds), old } }
  }
  const revised = withRevision(deployment, String(revisionOf(found)))
  if (!hasProgressDeadline(deployment) || findCondition(deployment.status, 'Progressing') !== undefined) {
    return { deployment: revised === deployment ? deployment : writeDeployment(working, revised, revised.status ?? {}), replicaSets: { fresh: found, old } }
  }
  const condition = newCondition(working, 'Progressing', 'True', reasons.found, `Found new replica set "${found.metadata.name}"`)
  return { deployment: writeDeployment(working, revised, setCondition(revised.status ?? {}, condition)), replicaSets: { fresh: found, old } }
}

function renewed(working: Working, found: ReplicaSet, annotations: Readonly<Record<string, string>>, minReadySeconds: number): ReplicaSet {
  const { minReadySeconds: _, ...spec } = found.spec
  const wanted = { ...found, metadata: { ...found.metadata, annotations }, spec: { ...spec, ...(minReadySeconds === 0 ? {} : { minReadySeconds }) } }
  const result = updateObject(working, definitionOf('apps/v1', 'ReplicaSet'), wanted, { manager })
  return result.ok ? (result.object as ReplicaSet) : found
}

function createFresh(working: Working, deployment: Deployment, old: readonly ReplicaSet[]): Synced {
  const revision = maxRevision(old) + 1
  const replicas = calculateFreshReplicas(deployment, desiredReplicas(old), 0)
  const result = createObject(working, definitionOf('apps/v1', 'ReplicaSet'), freshReplicaSet(deployment, revision, replicas), { manager })
  if (!result.ok) return failedToCreate(working, deployment, old, result.status)
  const fresh = result.object as ReplicaSet
  if (replicas > 0) recordScaling(working, deployment, fresh.metadata.name, 0, replicas)
  const revised = withRevision(deployment, String(revision))
  if (!hasProgressDeadline(deployment)) return { deployment: writeDeployment(working, revised, revised.status ?? {}), replicaSets: { fresh, old } }
  const condition = newCondition(working, 'Progressing', 'True', reasons.created, `Created new replica set "${fresh.metadata.name}"`)
  return { deployment: writeDeployment(working, revised, setCondition(revised.status ?? {}, condition)), replicaSets: { fresh, old } }
}

function freshReplicaSet(deployment: Deployment, revision: number, replicas: number): object {
  const { template, selector, minReadySeconds = 0 } = deployment.spec
  const hash = templateHash(template, deployment.status?.collisionCount)
  const templateMeta = (template as { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }).metadata
  const labels = { ...templateMeta?.labels, [hashLabel]: hash }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: { ...annotationsFor(deployment, {}, revision), ...replicasAnnotations(deployment) },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      ...(minReadySeconds === 0 ? {} : { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
      template: { ...template, metadata: { ...templateMeta, labels } },
    },
  }
}

/** A ReplicaSet of that name that is another's or of another template: the next hash counts one collision more. */
function failedToCreate(working: Working, deployment: Deployment, old: readonly ReplicaSet[], status: { readonly reason?: string; readonly message?: string }): Synced {
  const unchanged = { deployment, replicaSets: { fresh: undefined, old } }
  if (status.reason === 'AlreadyExists') {
    const collisionCount = (deployment.status?.collisionCount ?? 0) + 1
    return { ...unchanged, deployment: writeDeployment(working, deployment, { ...deployment.status, collisionCount }) }
  }
  if (status.message?.includes('because it is being terminated') === true) return unchanged
  const hash = templateHash(deployment.spec.template, deployment.status?.collisionCount)
  const message = `Failed to create new replica set "${deployment.metadata.name}-${hash}": ${status.message ?? ''}`
  recordEvent(working, deployment, { type: 'Warning', reason: reasons.failedCreate, message, component })
  if (!hasProgressDeadline(deployment)) return unchanged
  const condition = newCondition(working, 'Progressing', 'False', reasons.failedCreate, message)
  return { ...unchanged, deployment: writeDeployment(working, deployment, setCondition(deployment.status ?? {}, condition)) }
}

function withRevision(deployment: Deployment, revision: string): Deployment {
  if (deployment.metadata.annotations?.[revisionAnnotation] === revision) return deployment
  return { ...deployment, metadata: { ...deployment.metadata, annotations: { ...deployment.metadata.annotations, [revisionAnnotation]: revision } } }
}

