import type { Pod } from '@/lib/kube/core/v1.generated'
import type { OnChange } from './advance'
import type { Cluster } from './cluster'
import { openCluster } from './open'
import { inMotion } from './pod-motion'
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
  while (!settled(working)) {
    const next = working.agenda.nextAt()
    if (next === undefined || next > until) {
      working.now = until
      return
    }
    while (working.runNext(next)) continue
  }
}

function settled(working: Working): boolean {
  if (working.pendingUntil(working.now + quietMs)) return false
  for (const key of working.keys('/pods')) {
    const pod = working.get(key) as Pod | undefined
    if (pod !== undefined && inMotion(working, pod)) return false
  }
  return true
}
