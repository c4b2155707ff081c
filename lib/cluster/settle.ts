import type { Pod } from '@/lib/kube/core/v1.generated'
import type { ObjectKey } from '@/lib/kube/object'
import type { OnChange } from './advance'
import type { Cluster } from './cluster'
import { openCluster } from './open'
import { inMotion } from './pod-motion'
import type { Due } from './working/agenda'
import type { Working } from './working/working'

/** How far ahead a change that is due keeps a cluster from being settled, in simulated milliseconds. */
const quietMs = 20_000

/**
 * Whether nothing is under way: no Pod is starting, stopping or becoming available, and no controller, autoscaler, endpoint or load balancer has a
 * change due in the next 20 s. Probes, back-offs and traffic do not count.
 */
export function isSettled(cluster: Cluster): boolean {
  return settled(openCluster(cluster))
}

/** Lets simulated time pass until the cluster is settled, at most `limitMs` from now. */
export function settle(cluster: Cluster, limitMs: number, onChange?: OnChange): Cluster {
  const working = openCluster(cluster)
  working.onChange = onChange
  settleWorking(working, limitMs)
  return working.close()
}

/** The same inside a border call. */
export function settleWorking(working: Working, limitMs: number): void {
  const until = working.now + limitMs
  const witness: Witness = {}
  while (!settled(working, witness)) {
    const next = working.agenda.nextAt()
    if (next === undefined || next > until) {
      working.now = until
      return
    }
    while (working.runNext(next)) continue
  }
}

/** Why it was not settled the last time: most often it still is not, for the same reason, and nothing has to be searched. */
interface Witness {
  pod?: ObjectKey
  due?: Due | undefined
}

function settled(working: Working, witness: Witness = {}): boolean {
  if (witness.pod !== undefined && isMoving(working, witness.pod)) return false
  witness.due = working.pendingUntil(working.now + quietMs, witness.due)
  if (witness.due !== undefined) return false
  for (const key of working.keys('/pods')) {
    if (!isMoving(working, key)) continue
    witness.pod = key
    return false
  }
  return true
}

function isMoving(working: Working, key: ObjectKey): boolean {
  const pod = working.get(key) as Pod | undefined
  return pod !== undefined && inMotion(working, pod)
}
