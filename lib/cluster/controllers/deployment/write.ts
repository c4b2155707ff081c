import type { Deployment, DeploymentStatus, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { updateObject } from '../../api/operations'
import { same } from '../../api/write/same'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'
import { definitionOf } from '../definition'
import { maxSurge } from './limits'
import { desiredAnnotation, maxAnnotation } from './annotations'

export const manager = 'kube-controller-manager'
export const component = 'deployment-controller'

/**
 * Writes status (and annotations: the status subresource of a Deployment lets them through, and that is how the revision is noted without a new
 * generation). Returns the Deployment as stored.
 */
export function writeDeployment(working: Working, deployment: Deployment, status: DeploymentStatus): Deployment {
  const key = objectKey('apps', 'deployments', deployment.metadata.namespace ?? '', deployment.metadata.name)
  const stored = working.get(key) as Deployment | undefined
  if (stored === undefined) return deployment
  const annotations = deployment.metadata.annotations
  if (same(stored.status, status) && same(stored.metadata.annotations, annotations)) return stored
  return working.put(key, { ...stored, metadata: { ...stored.metadata, ...(annotations === undefined ? {} : { annotations }) }, status } as KubeObject) as Deployment
}

/** Resizes a ReplicaSet and notes the sizes aimed at in its annotations; tells whether its size changed (sync.go scaleReplicaSet). */
export function scaleReplicaSet(working: Working, replicaSet: ReplicaSet, replicas: number, deployment: Deployment): boolean {
  const annotations = { ...replicaSet.metadata.annotations, ...replicasAnnotations(deployment) }
  const resized = replicaSet.spec.replicas !== replicas
  if (!resized && same(annotations, replicaSet.metadata.annotations)) return false
  const { resourceVersion: _, ...metadata } = replicaSet.metadata
  const wanted = { ...replicaSet, metadata: { ...metadata, annotations }, spec: { ...replicaSet.spec, replicas } } as unknown as KubeObject
  if (!updateObject(working, definitionOf('apps/v1', 'ReplicaSet'), wanted, { manager }).ok) return false
  if (resized) recordScaling(working, deployment, replicaSet.metadata.name, replicaSet.spec.replicas, replicas)
  return resized
}

/** What a ReplicaSet's annotations say about the size of the whole: read when the Deployment is resized in the middle of a rollout. */
export function replicasAnnotations(deployment: Deployment): Record<string, string> {
  const { replicas } = deployment.spec
  return { [desiredAnnotation]: String(replicas), [maxAnnotation]: String(replicas + maxSurge(deployment)) }
}

export function recordScaling(working: Working, deployment: Deployment, name: string, from: number, to: number): void {
  const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`
  recordEvent(working, deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message, component })
}
