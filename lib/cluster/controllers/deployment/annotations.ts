import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'

export const revisionAnnotation = 'deployment.kubernetes.io/revision'
export const historyAnnotation = 'deployment.kubernetes.io/revision-history'
export const desiredAnnotation = 'deployment.kubernetes.io/desired-replicas'
export const maxAnnotation = 'deployment.kubernetes.io/max-replicas'

/** Annotations that are the Deployment's own or the controller's, not handed to ReplicaSets. */
const notCopied = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  historyAnnotation,
  desiredAnnotation,
  maxAnnotation,
  'deprecated.deployment.rollback.to',
])

/** Longest revision history kept on a ReplicaSet, in characters. */
const longestHistory = 2000

export function revisionOf(object: { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } }): number {
  return Number(object.metadata.annotations?.[revisionAnnotation] ?? 0)
}

export function maxRevision(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((max, replicaSet) => Math.max(max, revisionOf(replicaSet)), 0)
}

/**
 * A ReplicaSet's annotations when it stands for `revision`: the Deployment's (change-cause among them), the revision, and, where it had an
 * older one, that in the history: an undo brings a ReplicaSet back under a new number (deploymentutil SetNewReplicaSetAnnotations).
 */
export function annotationsFor(deployment: Deployment, present: Readonly<Record<string, string>>, revision: number): Record<string, string> {
  const annotations: Record<string, string> = { ...present }
  for (const [key, value] of Object.entries(deployment.metadata.annotations ?? {})) if (!notCopied.has(key)) annotations[key] = value
  const before = present[revisionAnnotation]
  if (Number(before ?? 0) >= revision) return annotations
  annotations[revisionAnnotation] = String(revision)
  if (before !== undefined) annotations[historyAnnotation] = history(present[historyAnnotation], before)
  return annotations
}

function history(present: string | undefined, revision: string): string {
  const revisions = present === undefined || present === '' ? [revision] : [...present.split(','), revision]
  while (revisions.length > 1 && revisions.join(',').length > longestHistory) revisions.shift()
  return revisions.join(',')
}
