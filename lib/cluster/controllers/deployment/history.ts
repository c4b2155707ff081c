import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { deleteObject } from '../../api/operations'
import type { Working } from '../../working/working'
import { revisionOf } from './annotations'
import { manager } from './write'

/** Lets go of the oldest revisions above the limit, as long as their ReplicaSets have no Pods (sync.go cleanupDeployment). */
export function cleanupDeployment(working: Working, deployment: Deployment, old: readonly ReplicaSet[]): void {
  const limit = deployment.spec.revisionHistoryLimit
  if (limit === 2147483647) return
  const alive = old.filter((replicaSet) => replicaSet.metadata.deletionTimestamp === undefined)
  const surplus = [...alive].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, Math.max(0, alive.length - limit))
  for (const replicaSet of surplus) {
    if (!isIdle(replicaSet)) continue
    const { namespace = '', name, uid } = replicaSet.metadata
    deleteObject(working, objectKey('apps', 'replicasets', namespace, name), { manager, preconditions: { uid }, propagationPolicy: 'Background' })
  }
}

function isIdle({ metadata, spec, status }: ReplicaSet): boolean {
  return (status?.replicas ?? 0) === 0 && spec.replicas === 0 && (metadata.generation ?? 0) <= (status?.observedGeneration ?? 0)
}
