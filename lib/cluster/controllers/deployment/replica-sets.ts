import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { same } from '../../api/write/same'

export const hashLabel = 'pod-template-hash'

/** ReplicaSets of one Deployment at the start of a sync: as they were stored then, even when this sync writes some of them. */
export interface ReplicaSets {
  readonly fresh: ReplicaSet | undefined
  /** All others, oldest first. */
  readonly old: readonly ReplicaSet[]
}

export function allOf({ fresh, old }: ReplicaSets): readonly ReplicaSet[] {
  return fresh === undefined ? old : [...old, fresh]
}

/** Those that want Pods (deploymentutil FilterActiveReplicaSets). */
export function active(replicaSets: readonly ReplicaSet[]): ReplicaSet[] {
  return replicaSets.filter((replicaSet) => replicaSet.spec.replicas > 0)
}

export function desiredReplicas(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, (replicaSet) => replicaSet.spec.replicas)
}

export function actualReplicas(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, (replicaSet) => replicaSet.status?.replicas ?? 0)
}

export function readyReplicas(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, (replicaSet) => replicaSet.status?.readyReplicas ?? 0)
}

export function availableReplicas(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, (replicaSet) => replicaSet.status?.availableReplicas ?? 0)
}

export function terminatingReplicas(replicaSets: readonly ReplicaSet[]): number {
  return sum(replicaSets, (replicaSet) => replicaSet.status?.terminatingReplicas ?? 0)
}

function sum(replicaSets: readonly ReplicaSet[], of: (replicaSet: ReplicaSet) => number): number {
  return replicaSets.reduce((total, replicaSet) => total + of(replicaSet), 0)
}

/** Oldest first; of two made in one second the one whose name comes first. */
export function byAge(a: ReplicaSet, b: ReplicaSet): number {
  return order(a.metadata.creationTimestamp, b.metadata.creationTimestamp) || order(a.metadata.name, b.metadata.name)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The oldest ReplicaSet whose template is the Deployment's but for the hash label (deploymentutil FindNewReplicaSet). */
export function findFresh(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  return [...replicaSets].sort(byAge).find((replicaSet) => equalIgnoringHash(replicaSet.spec.template, deployment.spec.template))
}

export function equalIgnoringHash(a: PodTemplateSpec, b: PodTemplateSpec): boolean {
  return same(withoutHash(a), withoutHash(b))
}

function withoutHash(template: PodTemplateSpec): unknown {
  const { metadata } = template as { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }
  const { [hashLabel]: _, ...labels } = metadata?.labels ?? {}
  return { ...template, metadata: { ...metadata, labels } }
}

/** The one to scale when a Deployment is resized outside a rollout: the only active one, or else the newest (deploymentutil FindActiveOrLatest). */
export function findActiveOrLatest(replicaSets: ReplicaSets): ReplicaSet | undefined {
  const running = active(allOf(replicaSets))
  if (running.length > 1) return undefined
  return running[0] ?? replicaSets.fresh ?? [...replicaSets.old].sort(byAge).at(-1)
}
