import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Change } from '../../cluster'
import { firstVersion } from '../../first-version'
import type { Working } from '../../working/working'

/** How often the store drops what is older (etcd compaction by the API server, --etcd-compaction-interval). */
const compactionMs = 300_000

/** The oldest resource version that can still be asked for. Versions from before the cluster's start go with the first compaction. */
export function oldestVersion(working: Working): number {
  return working.now < compactionMs ? working.changesSince : Math.max(working.changesSince, firstVersion)
}

/** Changes after a resource version, oldest first; undefined when they are no longer known. */
export function changesAfter(working: Working, resourceVersion: number): Change[] | undefined {
  if (resourceVersion < oldestVersion(working)) return undefined
  const found: Change[] = []
  for (let log = working.changes; log !== undefined && log.change.resourceVersion > resourceVersion; log = log.before) found.push(log.change)
  return found.reverse()
}

/** The objects of an index as they were at a resource version; undefined when that is no longer known. */
export function objectsAt(working: Working, prefix: string, now: readonly (readonly [ObjectKey, KubeObject])[], resourceVersion: number): Map<ObjectKey, KubeObject> | undefined {
  const changes = changesAfter(working, resourceVersion)
  if (changes === undefined) return undefined
  const objects = new Map(now)
  const touched = new Set(changes.filter(({ key }) => key.startsWith(prefix)).map(({ key }) => key))
  for (const key of touched) {
    const before = lastBefore(working, key, resourceVersion)
    if (before === undefined) objects.delete(key)
    else objects.set(key, before)
  }
  return objects
}

function lastBefore(working: Working, key: ObjectKey, resourceVersion: number): KubeObject | undefined {
  for (let log = working.changes; log !== undefined; log = log.before) {
    if (log.change.key === key && log.change.resourceVersion <= resourceVersion) return log.change.type === 'DELETED' ? undefined : log.change.object
  }
  return undefined
}
